"""What is said of a file that is not taken."""


class NotTaken(Exception):
    """A file is not taken. ``reason`` is a word of ``books.sentences``, so that a process can hand it on."""

    def __init__(self, reason: str, detail: str = ""):
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())
