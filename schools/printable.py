"""Texts that fit into any file."""

import re

#: What XML does not allow, whatever somebody managed to put into a name.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return the text without characters that no document may hold."""
    return _UNPRINTABLE.sub("", text)
