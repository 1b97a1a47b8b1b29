"""How wide a text is, without a browser: a Chinese character is as wide as the font is high."""

from unicodedata import east_asian_width

NARROW = 0.56


def width_of(text: str, size: float) -> float:
    """Return the width of ``text`` in a font of ``size`` pixels."""
    return sum(size if east_asian_width(char) in "WFA" else size * NARROW for char in text)


def fitted(text: str, size: float, room: float) -> str:
    """Return ``text``, cut with an ellipsis if it is wider than ``room``."""
    if width_of(text, size) <= room:
        return text
    kept = ""
    for char in text:
        if width_of(kept + char + "…", size) > room:
            break
        kept += char
    return kept + "…"
