"""Which version of a row somebody saw."""

#: No version has more digits.
_DIGITS = 9


def seen_version(request) -> int | None:
    """Return the version that the page showed; None if it sent none that makes sense."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
