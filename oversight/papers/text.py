"""Texts in lines, broken as Chinese is."""

import re
from collections.abc import Callable, Iterator

#: What may not begin a line, and what may not end one.
_NOT_FIRST, _NOT_LAST = frozenset("，。、；：？！）》」』”’…·%,.;:?!)]}"), frozenset("（《「『“‘([{")
_PIECE = re.compile(r"[A-Za-z0-9_./:@+-]+|\s+|.", re.DOTALL)


def lines_of(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """Return the text in lines no wider than ``room``, broken as Chinese is.

    A line may end between any two characters, but not before a closing mark, after an opening one or inside
    a number or a word, unless the word alone is wider than a line. ``width`` measures a
    text in the unit of ``room``.
    """
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph, room, width):
            if line and width(line + piece) > room:
                line = _end(line, piece, found)
            line += "" if not line and piece.isspace() else piece
        found.append(line)
    return found


def _pieces(text: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        yield from [piece] if width(piece) <= room else piece


def _end(line: str, piece: str, found: list[str]) -> str:
    """End the line before the piece; return what must go down with it to the next line."""
    taken, kept = "", line
    if piece[0] in _NOT_FIRST:
        taken, kept = line[-1], line[:-1]
    while kept and (kept[-1] in _NOT_LAST or (taken and taken[0] in _NOT_FIRST)):
        taken, kept = kept[-1] + taken, kept[:-1]
    if not kept:  # nothing but marks: any break is as good
        taken, kept = "", line
    found.append(kept.rstrip())
    return taken
