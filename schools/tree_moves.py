"""Move a node inside its tree, touching only the rows whose numbers change.

The library writes every row of the tree, and its parent with the numbers, so that what guards the chain of
superiors looks at all of them again.
"""

from dataclasses import dataclass

from django.db import connections
from mptt.models import MPTTModel

_SHIFT = """
UPDATE {table} SET
    {level} = {level} + CASE WHEN lft BETWEEN %(first)s AND %(last)s THEN %(down)s ELSE 0 END,
    lft = lft + CASE WHEN lft BETWEEN %(first)s AND %(last)s THEN %(way)s
        WHEN lft BETWEEN %(low)s AND %(high)s THEN %(room)s ELSE 0 END,
    rght = rght + CASE WHEN rght BETWEEN %(first)s AND %(last)s THEN %(way)s
        WHEN rght BETWEEN %(low)s AND %(high)s THEN %(room)s ELSE 0 END
WHERE tree_id = %(tree)s AND (lft BETWEEN %(low)s AND %(high)s OR rght BETWEEN %(low)s AND %(high)s)
"""


@dataclass(frozen=True, slots=True)
class Shift:
    """How numbers change when those from ``first`` to ``last`` go before ``end``, the new parent's right one.

    Everything between the old place and the new one, ``low`` to ``high``, makes ``room``.
    """

    first: int
    last: int
    end: int

    @property
    def way(self) -> int:
        """How far the moved nodes go."""
        return self.end - 1 - self.last if self.end > self.last else self.end - self.first

    @property
    def room(self) -> int:
        """How far those in between go."""
        width = self.last - self.first + 1
        return -width if self.way > 0 else width

    @property
    def low(self) -> int:
        """The lowest number that changes."""
        return min(self.first, self.first + self.way)

    @property
    def high(self) -> int:
        """The highest number that changes."""
        return max(self.last, self.last + self.way)


def move_to_end(node: MPTTModel, parent: MPTTModel, *, using: str) -> None:
    """Make ``node`` the last below ``parent``, of the same tree and not below the node itself.

    Numbers are written in the database and on ``node``; its new parent is left to who saves the node.
    """
    options = node._mptt_meta
    level = options.level_attr
    shift = Shift(node.lft, node.rght, parent.rght)
    down = getattr(parent, level) + 1 - getattr(node, level)
    statement = _SHIFT.format(table=f'"{type(node)._meta.db_table}"', level=level)
    numbers = {name: getattr(shift, name) for name in ("first", "last", "way", "low", "high", "room")}
    with connections[using].cursor() as cursor:
        cursor.execute(statement, {**numbers, "down": down, "tree": node.tree_id})
    node.lft, node.rght = node.lft + shift.way, node.rght + shift.way
    setattr(node, level, getattr(node, level) + down)
    node.parent = parent
    node._mptt_cached_fields[options.parent_attr] = parent.pk
