"""Counting: how many cells were asked, and which were answered wrongly.

Tests hand their tallies to pytest, which adds them up over all of its processes; ``figures`` reads the sum.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = Path("var/test/permission-matrix.json")


@dataclass
class Tally:
    """The cells of one test; ``counts`` is what pytest is handed, and follows."""

    kind: str
    violations: list[str] = field(default_factory=list)
    counts: list[Any] = field(init=False)

    def __post_init__(self):
        self.counts = [self.kind, 0, 0]

    def ask(self, cell: str, expected: Any, found: Any) -> None:
        """Count a cell, and note it where the answer is not the one expected."""
        self.counts[1] += 1
        if found != expected:
            self.counts[2] += 1
            self.violations.append(f"{cell}: expected {expected}, found {found}")


def totals(reports: Any) -> dict[str, dict[str, int]]:
    """Return cells and violations by kind from the reports of pytest."""
    cells: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for report in reports:
        for name, value in getattr(report, "user_properties", ()):
            if name == "cells" and report.when == "call":
                kind, number, violations = value
                cells[kind] += number
                wrong[kind] += violations
    return {kind: {"cells": cells[kind], "violations": wrong[kind]} for kind in sorted(cells)}


def written(found: dict[str, dict[str, int]]) -> None:
    """Keep the sums of the last run."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(found, indent=1), encoding="utf-8")


def figures() -> tuple[int, int]:
    """Return cells and violations of the last run, for whoever publishes them.

    Raises:
        FileNotFoundError: if there was none.

    """
    found = json.loads(FILE.read_text(encoding="utf-8")).values()
    return sum(one["cells"] for one in found), sum(one["violations"] for one in found)


def sentence(found: dict[str, dict[str, int]]) -> str:
    """Return the sums as a line for the terminal."""
    cells = sum(one["cells"] for one in found.values())
    wrong = sum(one["violations"] for one in found.values())
    parts = ", ".join(f"{kind} {one['cells']}" for kind, one in found.items())
    return f"permission matrix: {cells} cells, {wrong} violations ({parts})"
