"""What a column is."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How the cells of a column are understood."""

    TEXT = "text"
    NAME = "name"  # of a person
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"  # several of a closed list
    FLAG = "flag"
    NUMBER = "number"
    NAMES = "names"  # several names of units, schools …
    CODE = "code"  # of a school or division: digits alone
    POSTS = "posts"  # what somebody is, in free words


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Args:
        key: what it is called in code.
        heading: what it is called in a workbook; as the layout is exchanged, it is not translated.
        kind: how its cells are understood.
        aliases: what rosters call it as well.
        choices: the closed list, for ``CHOICE`` and ``CHOICES``.
        longest: the most signs of a text.
        note: what people are told about it in the template.
        example: what stands in the example row.

    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    aliases: tuple[str, ...] = ()
    choices: Any = None
    required: bool = False
    longest: int = 60
    note: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A sheet: its key, its name, words by which the sheets of rosters are recognised, and its columns."""

    key: str
    name: str
    words: tuple[str, ...]
    columns: tuple[Column, ...]
    by_key: dict[str, Column] = field(default_factory=dict)

    def __post_init__(self):
        self.by_key.update({column.key: column for column in self.columns})

    @property
    def required(self) -> list[Column]:
        """The columns without which a row means nothing."""
        return [column for column in self.columns if column.required]
