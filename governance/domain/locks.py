"""Locks: one per school, taken before anything is read, always in the same order."""

from collections.abc import Iterable
from contextlib import suppress

from django.db import connection, transaction
from django.utils.translation import gettext as _

from governance.domain.refusals import Stale
from schools.prepared import bound, prepared

#: First key of the advisory lock: it keeps our locks apart from anybody else's.
SCHOOL_LOCK = 2101
JURISDICTION_LOCK = 2102
#: How often the schools an act touches are looked up again when they changed while the locks were taken.
TRIES = 5

_LOCK_IN_ORDER = """
SELECT pg_advisory_xact_lock(%s, wanted.id)
FROM unnest(%s::int[]) WITH ORDINALITY AS wanted(id, nth) ORDER BY wanted.nth
"""


def lock_schools(school_ids: Iterable[int]) -> None:
    """Take the structure lock of each school until the transaction ends, in the order of their ids."""
    _lock(SCHOOL_LOCK, school_ids)


def lock_jurisdictions(jurisdiction_ids: Iterable[int]) -> None:
    """Take the lock of each jurisdiction until the transaction ends, in the order of their ids."""
    _lock(JURISDICTION_LOCK, jurisdiction_ids)


def _lock(kind: int, ids: Iterable[int]) -> None:
    wanted = sorted(set(ids))
    if not connection.in_atomic_block:
        raise RuntimeError("a structure lock holds only inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_IN_ORDER, [kind, wanted])


#: A school's judgement reads the organisations above it, the schools its joint branch covers and the
#: branches of other schools below it; a change here is judged there as well.
_NEIGHBOURS = """
WITH RECURSIVE above(id, school_id, up) AS (
    SELECT id, school_id, coalesce(parent_id, superior_id)
    FROM governance_partyorganization WHERE school_id = ANY (%(ids)s)
    UNION
    SELECT org.id, org.school_id, coalesce(org.parent_id, org.superior_id)
    FROM above JOIN governance_partyorganization org ON org.id = above.up
)
SELECT DISTINCT school_id FROM above WHERE school_id IS NOT NULL
UNION ALL
SELECT below.school_id FROM governance_partyorganization below
JOIN governance_partyorganization own ON own.id = below.superior_id
WHERE own.school_id = ANY (%(ids)s) AND below.school_id IS NOT NULL
UNION ALL
SELECT coverage.school_id FROM governance_jointcoverage coverage
JOIN governance_partyorganization own ON own.id = coverage.organization_id
WHERE own.school_id = ANY (%(ids)s) AND coverage.school_id IS NOT NULL
UNION ALL
SELECT own.school_id FROM governance_jointcoverage coverage
JOIN governance_partyorganization own ON own.id = coverage.organization_id
WHERE coverage.school_id = ANY (%(ids)s) AND own.school_id IS NOT NULL
"""


def affected_schools(school_ids: Iterable[int]) -> set[int]:
    """Return the schools whose judgement a change in ``school_ids`` may touch, themselves included."""
    ids = sorted(set(school_ids))
    with prepared() as cursor:
        cursor.execute(_NEIGHBOURS, {"ids": bound(ids)})
        return {*ids, *(row[0] for row in cursor.fetchall())}


def lock_affected(school_ids: Iterable[int]) -> set[int]:
    """Lock the schools a change may touch and return them.

    What is affected can change until the lock is held. Locking more when more is found could take
    locks out of order, so all are given back and taken again.

    Raises:
        StructureMoved: if what is affected grew again at every try.

    """
    ids = sorted(set(school_ids))
    if not ids:
        return set()
    for _attempt in range(TRIES):
        # A savepoint that is rolled back gives up the locks taken since.
        with suppress(StructureMoved), transaction.atomic():
            return _lock_at_once(ids)
    raise StructureMoved


def _lock_at_once(ids: list[int]) -> set[int]:
    wanted = affected_schools(ids)
    lock_schools(wanted)
    if not affected_schools(ids) <= wanted:
        raise StructureMoved
    return wanted


class StructureMoved(Stale):
    """The structure changed between looking and locking, again and again; nothing was written."""

    def __init__(self):
        super().__init__(_("有人正在同时修改相关资料，请稍后再试。"))
