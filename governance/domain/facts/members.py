"""Formal members of organisations, counted in the database; sums over subtrees in memory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.choices import BRANCH_TYPES
from governance.domain.facts.organizations import Register, is_live
from governance.domain.facts.query import rows, written
from governance.domain.facts.stages import LEFT, MAYBE_FULL_FROM, REGISTERED, is_full, is_member, may_be_full
from governance.facts import Bound, Id, exactly
from governance.rules.parameters import DEFAULTS

_COUNTS = written(
    """
SELECT m.organization_id, count(*) AS members,
       count(*) FILTER (WHERE $full) AS certain, count(*) FILTER (WHERE $maybe) AS possible
  FROM governance_partymembership m JOIN schools_person p ON p.id = m.person_id
 WHERE m.organization_id = ANY(%(organizations)s) AND m.kind = 'formal' AND m.period @> %(on)s AND $member
 GROUP BY m.organization_id
""",
    full=is_full("%(on)s"),
    maybe=may_be_full("%(on)s"),
    member=is_member("%(on)s"),
)

# Every day on which somebody becomes, or ceases to be, a certain (possible) full member of the branch is
# an event; the running sum after the last event of a day is the count from that day on.
_RUNS = written(
    """
WITH span AS (
    SELECT m.organization_id, greatest(lower(m.period), p.full_on) AS certain_from,
           p.full_on IS NOT NULL AS is_certain,
           greatest(lower(m.period), $maybe_from) AS possible_from, ($maybe_from) IS NOT NULL AS is_possible,
           least(upper(m.period), $left) AS until
      FROM governance_partymembership m JOIN schools_person p ON p.id = m.person_id
     WHERE m.organization_id = ANY(%(organizations)s) AND m.kind = 'formal'
       AND lower(m.period) <= %(on)s AND $registered
), stay AS (
    SELECT organization_id, certain_from AS day, until, 1 AS certain, 0 AS possible FROM span
     WHERE is_certain AND (until IS NULL OR certain_from < until)
     UNION ALL
    SELECT organization_id, possible_from, until, 0, 1 FROM span
     WHERE is_possible AND (until IS NULL OR possible_from < until)
), event AS (
    SELECT organization_id, day, certain, possible FROM stay
     UNION ALL
    SELECT organization_id, until, -certain, -possible FROM stay WHERE until IS NOT NULL
), running AS (
    SELECT organization_id, day,
           sum(sum(certain)) OVER (PARTITION BY organization_id ORDER BY day) AS certain,
           sum(sum(possible)) OVER (PARTITION BY organization_id ORDER BY day) AS possible
      FROM event WHERE day <= %(on)s GROUP BY organization_id, day
), mark AS (
    SELECT organization_id,
           max(day) FILTER (WHERE possible >= %(least)s) AS last_enough,
           max(day) FILTER (WHERE certain < %(committee)s) AS last_without_committee
      FROM running GROUP BY organization_id
)
SELECT organization_id,
       -- Null while the count never was high enough.
       min(day) FILTER (WHERE day > last_enough) AS below_since,
       min(day) FILTER (WHERE day > coalesce(last_without_committee, '-infinity'::date)) AS since7
  FROM running JOIN mark USING (organization_id) GROUP BY organization_id
""",
    maybe_from=MAYBE_FULL_FROM,
    left=LEFT,
    registered=REGISTERED,
)


@dataclass(frozen=True, slots=True)
class Count:
    """Formal members of one organisation, or of several together: so many in so many branches."""

    full: Bound
    all: int
    branches: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.full + other.full, self.all + other.all, self.branches + other.branches)


NOBODY = Count(exactly(0), 0)


def load_counts(register: Register, on: date) -> dict[Id, Count]:
    """Return the formal members of each organisation of the register."""
    found = rows(_COUNTS, organizations=list(register.by_id), on=on)
    return {row.organization_id: Count(Bound(row.certain, row.possible), row.members) for row in found}


def sum_trees(register: Register, counts: dict[Id, Count], tops: Iterable[Id]) -> dict[Id, Count]:
    """Return, for each of ``tops``, the sum over the live branches at and below it.

    Everything below the tops must be in the register; other organisations get no sum.
    """
    sums = dict.fromkeys(tops, NOBODY)
    for row in register.by_id.values():
        if row.type not in BRANCH_TYPES or not is_live(row):
            continue
        own = counts.get(row.id, NOBODY)
        for above in register.chain(row.id):
            if above.id in sums:
                sums[above.id] += Count(own.full, own.all, 1)
    return sums


@dataclass(frozen=True, slots=True)
class Run:
    """Since when a branch has too few full members, and since when enough for a committee."""

    below_since: date | None = None
    since7: date | None = None

    def below(self, organization_since: date | None) -> date | None:
        """Return since when there are too few, at the earliest since the branch itself exists."""
        days = [day for day in (self.below_since, organization_since) if day is not None]
        return max(days, default=None)


def load_runs(organization_ids: list[Id], on: date) -> dict[Id, Run]:
    """Return the present runs of each organisation that has, or had, full members."""
    found = rows(
        _RUNS,
        organizations=organization_ids,
        on=on,
        least=DEFAULTS["MIN_FULL_BRANCH"],
        committee=DEFAULTS["NEED_COMMITTEE"],
    )
    return {row.organization_id: Run(row.below_since, row.since7) for row in found}
