"""Active assignments to Party, school and unit posts, each with what is known of its holder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from governance.choices import BodyKind, Duty, MemberStage, Method, OrgType, Role
from governance.domain.facts.organizations import Register
from governance.domain.facts.query import rows, written
from governance.domain.facts.stages import stage
from governance.domain.facts.workplaces import Workplaces
from governance.facts import Id, RoleFact

_ROLES = written(
    """
WITH held AS (
    SELECT post.id, post.body_kind, post.organization_id AS body_id, post.title
      FROM governance_post post JOIN unnest(%(organizations)s::bigint[]) AS body(id)
        ON post.organization_id = body.id
     UNION ALL
    SELECT post.id, post.body_kind, post.unit_id, post.title
      FROM governance_post post JOIN unnest(%(units)s::bigint[]) AS body(id) ON post.unit_id = body.id
     UNION ALL
    SELECT post.id, post.body_kind, post.school_id, post.title
      FROM governance_post post JOIN unnest(%(schools)s::bigint[]) AS body(id)
        ON post.school_id = body.id AND post.body_kind = 'school'
)
SELECT a.id, held.body_kind, held.body_id, a.role,
       held.title, p.id AS person_id, p.number AS person_number, p.name AS person,
       lower(a.period) AS start, upper(a.period) AS end, a.duties, a.is_full_time_party, a.is_acting,
       a.method, a.elected_on, a.approved_on, a.filed_on, a.document_id IS NOT NULL AS has_document,
       a.term_id, t.number AS term_number, lower(t.period) AS term_start, upper(t.period) AS term_end,
       $stage AS stage, p.full_on, p.retired_on, p.died_on,
       NOT EXISTS (SELECT FROM governance_rightsrestriction r
                    WHERE r.person_id = p.id AND r.period @> %(on)s) AS may_vote,
       formal.organization_id AS branch_id,
       ARRAY(SELECT m.organization_id FROM governance_partymembership m
              WHERE m.person_id = p.id AND m.kind = 'temporary' AND m.period @> %(on)s
                AND m.organization_id IS NOT NULL) AS temporary_ids
  FROM held
  JOIN governance_roleassignment a ON a.post_id = held.id AND a.period @> %(on)s
  JOIN schools_person p ON p.id = a.person_id
  LEFT JOIN governance_term t ON t.id = a.term_id
  LEFT JOIN governance_partymembership formal
    ON formal.person_id = p.id AND formal.kind = 'formal' AND formal.period @> %(on)s
 ORDER BY held.body_kind, held.body_id, a.role, lower(a.period), p.number
""",
    stage=stage("%(on)s"),
)


def as_text(natural_key: tuple[str, str, str, str, str]) -> str:
    """Return the natural key of an assignment as one text: kind and number of the body, role, person, day.

    >>> as_text(("unit", "N7", "unit_head", "R1", "2024-03-15"))
    'unit:N7:unit_head:R1@2024-03-15'
    """
    kind, body, role, person, start = natural_key
    return f"{kind}:{body}:{role}:{person}@{start}"


@dataclass(frozen=True, slots=True)
class Body:
    """What a post may belong to: its number, or the school's code, and the school."""

    number: str
    school_id: Id


def load_roles(
    bodies: Mapping[tuple[str, Id], Body], school_rows: list[Any], register: Register, on: date
) -> dict[Id, tuple[RoleFact, ...]]:
    """Return the active assignments of the bodies, by school."""
    wanted: dict[str, list[Id]] = {kind: [] for kind in BodyKind.values}
    for kind, body_id in bodies:
        wanted[kind].append(body_id)
    held = rows(
        _ROLES,
        organizations=wanted[BodyKind.ORGANIZATION],
        units=wanted[BodyKind.UNIT],
        schools=wanted[BodyKind.SCHOOL],
        on=on,
    )
    places = Workplaces(register, {school.id: school.teaching_points for school in school_rows}, on)
    places.load(sorted({row.person_id for row in held}))
    found: dict[Id, list[RoleFact]] = {}
    for row in held:
        body = bodies[row.body_kind, row.body_id]
        found.setdefault(body.school_id, []).append(_fact(row, body, places))
    return {school_id: tuple(facts) for school_id, facts in found.items()}


def _fact(row: Any, body: Body, places: Workplaces) -> RoleFact:
    on = places.on

    def known(day: date | None) -> date | None:
        return day if day is not None and day <= on else None

    key = (row.body_kind, body.number, row.role, row.person_number, row.start.isoformat())
    return RoleFact(
        id=row.id,
        key=as_text(key),
        body=BodyKind(row.body_kind),
        body_id=row.body_id,
        role=Role(row.role),
        person_id=row.person_id,
        person=row.person,
        start=row.start,
        title=row.title or _label(row.role),
        duties=frozenset(Duty(duty) for duty in row.duties),
        is_full_time_party=row.is_full_time_party,
        is_acting=row.is_acting,
        method=Method(row.method) if row.method else None,
        elected_on=row.elected_on,
        approved_on=known(row.approved_on),
        filed_on=known(row.filed_on),
        has_document=row.has_document,
        term_id=row.term_id,
        end=row.end,
        stage=MemberStage(row.stage),
        full_on=row.full_on,
        may_vote=row.may_vote,
        branch_id=row.branch_id,
        in_subtree=_in_subtree(row, places.register),
        left_on=places.left_on(row, body.school_id),
        is_retired=places.is_retired(row),
        term_number=row.term_number,
        term_start=row.term_start,
        term_actual_end=known(row.term_end),
    )


@cache
def _label(role: str) -> str:
    """Return the name of the role; the facts are always loaded in the language of the source."""
    return str(Role(role).label)


def _in_subtree(row: Any, register: Register) -> bool | None:
    """Tell whether the holder's branch is the body or below it; None for bodies that are no organisation."""
    if row.body_kind != BodyKind.ORGANIZATION:
        return None
    body = register.by_id.get(row.body_id)
    if body is not None and body.type == OrgType.TEMPORARY_BRANCH and body.id in row.temporary_ids:
        return True
    # A party group holds nobody's relation: its leader belongs to the branch it is a part of.
    is_group = body is not None and body.type == OrgType.GROUP
    body_id = body.superior_id if is_group else row.body_id
    return any(above.id == body_id for above in register.chain(row.branch_id))
