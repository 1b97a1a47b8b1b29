"""How wide a text is, without a browser: a Chinese character is as wide as the font is high."""

from unicodedata import east_asian_width

NARROW = 0.56


def width_of(text: str, size: float) -> float:
    """Return the width of ``text`` in a font of ``size`` pixels."""
    wide = sum(east_asian_width(char) in "WFA" for char in text)
    return size * (wide + NARROW * (len(text) - wide))


def fitted(text: str, size: float, room: float) -> str:
    """Return ``text``, cut with an ellipsis if it is wider than ``room``."""
    # nothing is wider than full width: short names need no measuring
    if len(text) * size <= room or width_of(text, size) <= room:
        return text
    kept = ""
    for char in text:
        if width_of(kept + char + "…", size) > room:
            break
        kept += char
    return kept + "…"
