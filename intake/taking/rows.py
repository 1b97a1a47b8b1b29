"""Rows on their way: as they were found, and as they are kept until they are applied."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Row:
    """A line of a sheet: where it stands and its cells by the key of the column.

    ``places`` has the number of the column in the file, from 1, by key.
    """

    sheet: str
    title: str
    line: int
    cells: dict[str, Any]
    places: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> list[Any]:
        """Return the row as it is stored."""
        return [self.sheet, self.title, self.line, self.cells, self.places]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: where it stands, what it is and how to write it.

    ``column`` is the number of the column in the file, from 1; 0 where the whole line is meant. ``level`` is
    ``error`` (nothing is applied) or ``note`` (worth knowing).
    """

    title: str
    line: int
    column: int
    heading: str
    text: str
    level: str = "error"
    said: str = ""

    @property
    def place(self) -> str:
        """The cell as spreadsheets call it."""
        letters, rest = "", self.column
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(65 + digit) + letters
        return f"{letters}{self.line}" if self.line else letters

    def as_json(self) -> list[Any]:
        """Return the problem as it is stored."""
        return [self.title, self.line, self.column, self.heading, self.text, self.level, self.said]


@dataclass(frozen=True, slots=True)
class Question:
    """Something only people can tell; the answer is one of ``options``, a pair of value and label each.

    Args:
        kind: ``heading``, ``value``, ``post`` or ``person``.
        about: what the answer holds for: the sheet, the column or the line.
        word: what the file says.
        where: where it stands, for people.
        suggested: the value that is chosen unless somebody chooses another.

    """

    kind: str
    about: str
    word: str
    where: str
    options: tuple[tuple[str, str], ...]
    suggested: str = ""

    @property
    def key(self) -> str:
        """The name under which the answer is kept."""
        return f"{self.kind}|{self.about}|{self.word}"

    def as_json(self) -> list[Any]:
        """Return the question as it is stored."""
        return [
            self.kind,
            self.about,
            self.word,
            self.where,
            [list(one) for one in self.options],
            self.suggested,
        ]
