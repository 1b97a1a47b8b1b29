"""What a paper says, block by block, whatever file it becomes.

Texts are plain: nothing in them is markup, whoever wrote them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.chart.bars import Bar

Cell = str | int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``quiet`` ones are notes."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts side by side: what, and how much."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        name: what it is called where it stands alone, as the sheet of a workbook.
        columns: the headings.
        rows: the cells, numbers as numbers.
        widths: the share of each column; they need not add up to anything.
        empty: what stands in its place without rows.

    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    widths: tuple[int, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars with what their colours mean; the numbers stand in a table nearby."""

    name: str
    bars: tuple[Bar, ...]
    key: tuple[tuple[str, str], ...] = ()


Block = Heading | Paragraph | Facts | Table | Chart


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    Args:
        title: what it is.
        subtitle: for which place and day.
        blocks: its content.
        stamp: one line for the foot of every page: rule set, day of the check, when and for whom it was made.

    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    stamp: str
