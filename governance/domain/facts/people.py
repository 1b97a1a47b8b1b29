"""The members among the people of a school: counted, and listed by id where a rule needs the list."""

from datetime import date
from typing import Any

from governance.domain.facts.query import rows, written
from governance.domain.facts.stages import is_full, is_member, is_probationary, may_be_full
from governance.facts import Bound, Id, PersonCount
from governance.rules.parameters import DEFAULTS

_PEOPLE = written(
    """
WITH present AS (
    SELECT e.school_id, e.person_id, lower(e.period) AS since, true AS at_work
      FROM schools_employment e WHERE e.school_id = ANY(%(schools)s) AND e.period @> %(on)s
     UNION ALL
    -- Retired people count where their relation is, unless they work somewhere again.
    SELECT o.school_id, m.person_id, lower(m.period), false
      FROM governance_partyorganization o
      JOIN governance_partymembership m
        ON m.organization_id = o.id AND m.kind = 'formal' AND m.period @> %(on)s
      JOIN schools_person p ON p.id = m.person_id AND p.retired_on <= %(on)s
     WHERE o.school_id = ANY(%(schools)s)
       AND NOT EXISTS (SELECT FROM schools_employment e
                        WHERE e.person_id = m.person_id AND e.period @> %(on)s)
), member AS MATERIALIZED (
    SELECT present.*, $full AS is_full, $maybe AS may_be_full, p.joined_on, p.full_on,
           relation.id IS NULL AS is_unassigned,
           -- The later of joining, hiring and the end of the last relation.
           greatest(p.joined_on, present.since, (
               SELECT max(upper(past.period)) FROM governance_partymembership past
                WHERE relation.id IS NULL AND past.person_id = p.id AND past.kind = 'formal'
                  AND upper(past.period) <= %(on)s)) AS unassigned_since,
           present.at_work AND coalesce(p.retired_on > %(on)s, true) AND branch.school_id <> present.school_id
           -- A teaching point and the school that manages it are one unit.
           AND NOT EXISTS (SELECT FROM schools_school s WHERE s.is_legal_person IS NOT TRUE
                              AND (s.id, s.managed_by_id) IN ((present.school_id, branch.school_id),
                                                              (branch.school_id, present.school_id)))
           AND NOT EXISTS (SELECT FROM governance_jointcoverage c WHERE c.organization_id = branch.id
                              AND c.school_id = present.school_id AND c.period @> %(on)s) AS is_misplaced,
           CASE WHEN $probationary
                THEN coalesce(p.probation_extended_until, (p.joined_on + interval '1 year')::date)
            END AS probation_ends
      FROM present
      JOIN schools_person p ON p.id = present.person_id
      LEFT JOIN governance_partymembership relation
        ON relation.person_id = p.id AND relation.kind = 'formal' AND relation.period @> %(on)s
      LEFT JOIN governance_partyorganization branch ON branch.id = relation.organization_id
     WHERE $member
)
SELECT school_id, count(*) AS members,
       count(*) FILTER (WHERE is_full) AS certain, count(*) FILTER (WHERE may_be_full) AS possible,
       (array_agg(greatest(full_on, since) ORDER BY greatest(full_on, since))
           FILTER (WHERE is_full))[%(least)s] AS since3,
       array_agg(person_id ORDER BY unassigned_since, person_id) FILTER (WHERE is_unassigned) AS unassigned,
       array_agg(unassigned_since ORDER BY unassigned_since, person_id)
           FILTER (WHERE is_unassigned) AS unassigned_since,
       array_agg(person_id ORDER BY since, person_id) FILTER (WHERE is_misplaced) AS misplaced,
       array_agg(since ORDER BY since, person_id) FILTER (WHERE is_misplaced) AS misplaced_since,
       array_agg(person_id ORDER BY probation_ends, person_id)
           FILTER (WHERE probation_ends < %(on)s) AS overdue,
       array_agg(probation_ends ORDER BY probation_ends, person_id)
           FILTER (WHERE probation_ends < %(on)s) AS overdue_since
  FROM member GROUP BY school_id
""",
    full=is_full("%(on)s"),
    maybe=may_be_full("%(on)s"),
    member=is_member("%(on)s"),
    probationary=is_probationary("%(on)s"),
)


def load_people(school_ids: list[Id], on: date) -> dict[Id, dict[str, Any]]:
    """Return the fields of ``SchoolFacts`` that count or list the members of each school with any."""
    found = rows(_PEOPLE, schools=school_ids, on=on, least=DEFAULTS["MIN_FULL_BRANCH"])
    return {row.school_id: _fields(row) for row in found}


def _fields(row: Any) -> dict[str, Any]:
    return {
        "unit_full": Bound(row.certain, row.possible),
        "unit_all": row.members,
        "since3": row.since3,
        "unassigned": _listed(row.unassigned, row.unassigned_since),
        "misplaced": _listed(row.misplaced, row.misplaced_since),
        "overdue_probation": _listed(row.overdue, row.overdue_since),
    }


def _listed(person_ids: list[Id] | None, starts: list[date] | None) -> PersonCount:
    if not person_ids or not starts:
        return PersonCount()
    return PersonCount(tuple(person_ids), min(starts), tuple(starts))
