"""The table that is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

_HEAD = ("what", "p50", "p95", "queries", "beside")
_MILLI = 1000


@dataclass(frozen=True)
class Line:
    """One measurement; empty cells were not measured."""

    what: str
    p50: str = ""
    p95: str = ""
    queries: str = ""
    beside: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells from left to right."""
        return (self.what, self.p50, self.p95, self.queries, self.beside)


def milliseconds(seconds: float) -> str:
    """Return a short time for people."""
    return f"{seconds * _MILLI:.1f} ms"


def whole_seconds(seconds: float) -> str:
    """Return a longer time for people."""
    return f"{seconds:.2f} s"


def times(slow: float, fast: float) -> str:
    """Return how many times as long ``slow`` takes as ``fast``."""
    return f"{slow / fast:.1f} x"


def table(title: str, lines: Iterable[Line]) -> str:
    """Return the lines as a Markdown table with its title."""
    rows = [_HEAD, *(line.cells for line in lines)]
    widths = [max(len(row[nth]) for row in rows) for nth in range(len(_HEAD))]
    drawn = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([f"\n## {title}\n", drawn[0], rule, *drawn[1:]])
