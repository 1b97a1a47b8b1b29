"""Leading groups, their heads and how many members are out of date."""

from datetime import date
from typing import Any

from governance.choices import GroupType
from governance.domain.facts.query import rows
from governance.facts import GroupFact, Id

_GROUPS = """
SELECT g.id, g.school_id, g.number, g.name, g.types, g.document_id IS NOT NULL AS has_document,
       listed.heads, listed.stale_heads, listed.stale
  FROM governance_leadinggroup g
 CROSS JOIN LATERAL (
       SELECT array_agg(DISTINCT person_id) FILTER (WHERE role = 'head') AS heads,
              array_agg(DISTINCT person_id) FILTER (WHERE role = 'head' AND is_stale) AS stale_heads,
              count(DISTINCT person_id) FILTER (WHERE is_stale) AS stale
         FROM (SELECT a.person_id, post.role,
                      -- Died; was made a member by a post that has ended; or worked here and no longer does.
                      p.died_on <= %(on)s OR upper(ground.period) <= %(on)s
                          OR coalesce(work.was_here AND NOT work.is_here, false) AS is_stale
                 FROM governance_post post
                 JOIN governance_roleassignment a ON a.post_id = post.id AND a.period @> %(on)s
                 JOIN schools_person p ON p.id = a.person_id
                 LEFT JOIN governance_roleassignment ground ON ground.id = a.by_virtue_of_id
                CROSS JOIN LATERAL (
                      SELECT bool_or(lower(e.period) <= %(on)s) AS was_here,
                             bool_or(e.period @> %(on)s) AS is_here
                        FROM schools_employment e
                       WHERE e.person_id = p.id AND e.school_id = g.school_id) work
                WHERE post.group_id = g.id) member) listed
 WHERE g.school_id = ANY(%(schools)s) AND g.period @> %(on)s
 ORDER BY g.number
"""


def load_groups(school_ids: list[Id], on: date) -> dict[Id, tuple[GroupFact, ...]]:
    """Return the leading groups at work on the day, by school."""
    found: dict[Id, list[GroupFact]] = {}
    for row in rows(_GROUPS, schools=school_ids, on=on):
        found.setdefault(row.school_id, []).append(_fact(row))
    return {school_id: tuple(facts) for school_id, facts in found.items()}


def _fact(row: Any) -> GroupFact:
    return GroupFact(
        id=row.id,
        number=row.number,
        name=row.name,
        types=frozenset(GroupType(value) for value in row.types),
        head_ids=tuple(row.heads or ()),
        stale_members=row.stale,
        stale_head_ids=tuple(row.stale_heads or ()),
        has_document=row.has_document,
    )
