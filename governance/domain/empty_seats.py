"""The empty seats of any number of schools on a day, in one query beside their facts."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from governance.choices import LIVE_STATES, BodyKind
from governance.domain.facts.query import rows
from governance.domain.vacancies import Seats, Vacancy, implied_seats, seats_of, vacancies
from governance.facts import SchoolFacts

_POSTS = """
WITH here AS (
    SELECT p.id, p.school_id FROM governance_post p
     WHERE p.school_id = ANY(%(schools)s) AND p.body_kind <> 'organization'
     UNION ALL
    SELECT p.id, o.school_id FROM governance_partyorganization o
      JOIN governance_post p ON p.organization_id = o.id
     WHERE o.school_id = ANY(%(schools)s)
)
SELECT here.school_id, p.body_kind,
       CASE p.body_kind WHEN 'organization' THEN p.organization_id WHEN 'unit' THEN p.unit_id
                        WHEN 'group' THEN p.group_id ELSE p.school_id END AS body_id,
       p.role, p.title, p.seats,
       array_agg(a.person_id) FILTER (WHERE NOT a.is_acting) AS holders,
       array_agg(a.person_id) FILTER (WHERE a.is_acting) AS acting
  FROM here
  JOIN governance_post p ON p.id = here.id
  LEFT JOIN governance_roleassignment a ON a.post_id = p.id AND a.period @> %(on)s
 GROUP BY p.id, here.school_id
 ORDER BY p.id
"""


def empty_seats(facts: Mapping[int, SchoolFacts], on: date) -> dict[int, list[Vacancy]]:
    """Return for each school its empty seats, post by post; the same as its page lists."""
    posts: dict[int, list[Any]] = defaultdict(list)
    for row in rows(_POSTS, schools=list(facts), on=on):
        posts[row.school_id].append(row)
    return {pk: _of_school(one, posts[pk]) for pk, one in facts.items()}


def empty_by_role(facts: Mapping[int, SchoolFacts], on: date) -> dict[int, dict[str, int]]:
    """Return for each school how many seats are empty, by role; the same as its page lists."""
    found = {}
    for pk, empty in empty_seats(facts, on).items():
        counts: Counter[str] = Counter()
        for vacancy in empty:
            counts[vacancy.role] += vacancy.empty
        found[pk] = dict(sorted(counts.items()))
    return found


def _of_school(facts: SchoolFacts, posts: list[Any]) -> list[Vacancy]:
    live = [org for org in facts.orgs if org.state in LIVE_STATES]
    running = {(BodyKind.ORGANIZATION.value, org.id) for org in live}
    running |= {(BodyKind.UNIT.value, unit.id) for unit in facts.units if unit.is_active}
    always = (BodyKind.SCHOOL, BodyKind.GROUP)
    recorded = [
        Seats(
            (row.body_kind, row.body_id),
            row.role,
            row.title,
            seats_of(row.role, row.seats),
            frozenset(row.holders or ()),
            frozenset(row.acting or ()),
        )
        for row in posts
        if row.body_kind in always or (row.body_kind, row.body_id) in running
    ]
    named = {((row.body_kind, row.body_id), row.role) for row in posts}
    implied = implied_seats(facts.id, [(org.id, org.type) for org in live], named)
    committees = {org.id: org.term.committee_seats for org in live if org.term is not None}
    return vacancies([*recorded, *implied], committees)
