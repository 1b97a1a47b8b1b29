"""The numbers of the three trees, computed from ``parent`` in one statement.

``parent`` is the truth and ``position`` the order of siblings; ``lft``, ``rght``, ``level`` and
``tree_id`` are an index over them. The same query that finds wrong numbers repairs them.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections, models, router, transaction
from mptt.models import MPTTModel

from schools.prepared import prepared

#: A node's path is the list of its sibling numbers from the root down. Ordered by path, nodes come
#: parents first; ordered by path and a last step beyond every sibling, they come children first.
#: A node at ``depth`` that is number ``pre`` on the way in and ``post`` on the way out has
#: ``lft = 2 pre - 1 - depth`` and ``rght = 2 post + depth``.
_NUMBERS = """
WITH RECURSIVE sibling AS (
    SELECT id, parent_id, tree_id,
        row_number() OVER (PARTITION BY parent_id ORDER BY {order}) AS nth
    FROM {table} {where}
), walk AS (
    SELECT id, tree_id AS tree, 0 AS depth, ARRAY[]::bigint[] AS path FROM sibling WHERE parent_id IS NULL
    UNION ALL
    SELECT sibling.id, walk.tree, walk.depth + 1, walk.path || sibling.nth
    FROM walk JOIN sibling ON sibling.parent_id = walk.id
), numbered AS (
    SELECT id, tree, depth,
        2 * row_number() OVER (PARTITION BY tree ORDER BY path) - 1 - depth AS way_in,
        2 * row_number() OVER (PARTITION BY tree ORDER BY path || 9223372036854775807) + depth AS way_out
    FROM walk
)
"""
_DIFFERS = """
(node.tree_id, node.{level}, node.lft, node.rght)
    IS DISTINCT FROM (numbered.tree, numbered.depth, numbered.way_in, numbered.way_out)
"""
_CHECK = """
SELECT node.id, node.{key}, numbered.id IS NULL
FROM sibling JOIN {table} node USING (id) LEFT JOIN numbered USING (id)
WHERE {differs} ORDER BY node.{key} COLLATE "C"
"""
_REBUILD = """
UPDATE {table} node SET tree_id = numbered.tree, {level} = numbered.depth,
    lft = numbered.way_in, rght = numbered.way_out
FROM numbered WHERE numbered.id = node.id AND {differs}
"""
_UP = """
WITH RECURSIVE up(id, parent_id) AS (
    SELECT id, parent_id FROM {table} WHERE id = %s
     UNION
    SELECT above.id, above.parent_id FROM up JOIN {table} above ON above.id = up.parent_id
)
SELECT EXISTS (SELECT 1 FROM up WHERE id = %s)
"""


@dataclass(frozen=True, slots=True)
class WrongNode:
    """A node whose numbers do not follow from the parents; ``in_cycle`` means that no root leads to it."""

    id: int
    number: str
    in_cycle: bool


def tree_models() -> list[type[models.Model]]:
    """Return the models kept as trees."""
    return [model for model in apps.get_models() if issubclass(model, MPTTModel)]


def wrong_nodes(model: type[models.Model], *, school_id: int | None = None) -> list[WrongNode]:
    """Return the nodes of ``model`` whose numbers are wrong, of one school if asked."""
    with connections[router.db_for_read(model)].cursor() as cursor:
        cursor.execute(_statement(_CHECK, model, school_id), {"school": school_id})
        return [WrongNode(*row) for row in cursor.fetchall()]


def stands_below(node: models.Model, other: models.Model) -> bool:
    """Tell whether ``node`` is ``other`` or anywhere below it, by the parents, which are always true."""
    with prepared() as cursor:
        cursor.execute(_UP.format(table=f'"{node._meta.db_table}"'), [node.pk, other.pk])
        return cursor.fetchone()[0]


@transaction.atomic
def rebuild(model: type[models.Model], *, school_id: int | None = None, using: str | None = None) -> int:
    """Set right the numbers of ``model``, of one school if asked, and return how many rows changed.

    Rows whose numbers are right are not touched. Nodes in a cycle of parents stay as they are.
    """
    with connections[using or router.db_for_write(model)].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_statement(_REBUILD, model, school_id), {"school": school_id})
        return cursor.rowcount


def next_tree_ids(model: type[models.Model], count: int, *, using: str | None = None) -> list[int]:
    """Return ``count`` fresh numbers of trees."""
    with connections[using or router.db_for_write(model)].cursor() as cursor:
        cursor.execute(
            "SELECT nextval(%s::regclass) FROM generate_series(1, %s)",
            [f"{model._meta.db_table}_tree_seq", count],
        )
        return [row[0] for row in cursor.fetchall()]


def plant(node: MPTTModel, tree_id: int) -> None:
    """Make ``node`` a tree of its own, which satisfies every constraint until the next rebuild."""
    node.tree_id, node.lft, node.rght = tree_id, 1, 2
    setattr(node, node._mptt_meta.level_attr, 0)


def _statement(template: str, model: type[models.Model], school_id: int | None) -> str:
    """Return the statement for the model; every name in it comes from the model itself."""
    fields = {field.name for field in model._meta.concrete_fields}
    key = "number" if "number" in fields else "code"
    order = ["position"] if "position" in fields else []
    level = model._mptt_meta.level_attr
    return (_NUMBERS + template).format(
        table=f'"{model._meta.db_table}"',
        differs=_DIFFERS.format(level=level),
        level=level,
        key=key,
        order=", ".join([*order, f'{key} COLLATE "C"', "id"]),
        where="" if school_id is None else "WHERE school_id = %(school)s",
    )
