"""A line of a workbook beside the register."""

from dataclasses import dataclass, field
from typing import Any

NEW, CHANGED, SAME, MISSING = "new", "changed", "same", "missing"


@dataclass(slots=True)
class Step:
    """One row of the workbook beside the register.

    ``changes`` has what was and what is to be, by the heading of the column.
    """

    sheet: str
    verb: str
    label: str
    title: str = ""
    line: int = 0
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def as_json(self) -> list[Any]:
        """Return the step as it is stored."""
        changes = {name: list(pair) for name, pair in self.changes.items()}
        return [self.sheet, self.verb, self.label, self.title, self.line, changes]
