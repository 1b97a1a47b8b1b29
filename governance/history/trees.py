"""Numbers for trees that are put together from rows of the past."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any


def plant_rows(rows: Iterable[Any]) -> list[Any]:
    """Number the rows by ``parent``, ``position`` and register number, and return them in this order.

    A row whose parent is not among them is a root. Parents of different days may run in a circle; the
    circle is opened at its oldest row. The numbers are good among these rows only.
    """
    known = {row.pk: row for row in rows}
    below = defaultdict(list)
    for row in known.values():
        below[row.parent_id if row.parent_id in known else None].append(row)
    for children in below.values():
        children.sort(key=lambda row: (row.position, row.number))
    ordered: dict[int, Any] = {}
    starts = sorted(known.values(), key=lambda row: (row.parent_id in known, row.pk))
    for tree_id, start in enumerate(starts, start=1):
        if start.pk not in ordered:
            _number(start, below, ordered, tree_id, 0, 1)
    return list(ordered.values())


def _number(row: Any, below: dict, ordered: dict[int, Any], tree_id: int, depth: int, left: int) -> int:
    """Number ``row`` and what is below it from ``left`` on, and return the next number."""
    ordered[row.pk] = row
    row.tree_id, row.lft = tree_id, left
    setattr(row, row._mptt_meta.level_attr, depth)
    right = left + 1
    for child in below.get(row.pk, ()):
        if child.pk not in ordered:
            right = _number(child, below, ordered, tree_id, depth + 1, right)
    row.rght = right
    return right + 1
