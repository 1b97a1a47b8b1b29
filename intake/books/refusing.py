"""What is said of a file that is not taken."""


class NotTaken(Exception):
    """A file is not taken. ``reason`` is a word of ``books.sentences``, so that a process can hand it on."""

    def __init__(self, reason: str, detail: str = ""):
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())

    @property
    def may_pass(self) -> bool:
        """Whether the same file may be taken another time: the server had too much to do."""
        return self.reason == "slow"
