"""Who holds which post, and who sits in which leading group."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bench.peer.walk import Walk
from governance.choices import BodyKind, Duty, GroupType, MembershipKind, Method, OrgType, Role
from governance.domain.facts import as_text
from governance.facts import GroupFact, Id, RoleFact
from governance.models import Post, RoleAssignment
from schools.choices import EmploymentEnd
from schools.models import Person


def role_facts(walk: Walk) -> tuple[RoleFact, ...]:
    """Return the active assignments of the school, its organisations and its units."""
    found = [
        (kind, pk, _fact(walk, assignment, kind, pk, number))
        for kind, pk, number, post in _posts(walk)
        for assignment in walk.with_related(post.assignments.as_of(walk.on), "person", "term")
    ]
    numbers = {fact.id: fact.key for _, _, fact in found}
    found.sort(key=lambda row: (row[0], row[1], row[2].role, row[2].start, numbers[row[2].id]))
    return tuple(fact for _, _, fact in found)


def _posts(walk: Walk) -> Iterator[tuple[BodyKind, Id, str, Post]]:
    for post in walk.school.posts.filter(body_kind=BodyKind.SCHOOL):
        yield BodyKind.SCHOOL, walk.school.pk, walk.school.code, post
    for kind, bodies in ((BodyKind.UNIT, walk.units), (BodyKind.ORGANIZATION, walk.hosted)):
        for body in bodies:
            for post in body.posts.all():
                yield kind, body.pk, body.number, post


def _fact(walk: Walk, held: RoleAssignment, kind: BodyKind, body_id: Id, number: str) -> RoleFact:
    person, role, post = held.person, Role(held.role), held.post
    same = "is_full_time_party is_acting elected_on term_id"
    work = person.employments.filter(period__startswith__lte=walk.on).order_by("period__startswith")
    branch = person.party_memberships.filter(kind=MembershipKind.FORMAL).as_of(walk.on).first()
    branch_id = branch.organization_id if branch else None
    return RoleFact(
        **{name: getattr(held, name) for name in same.split()},
        **_term(walk, held),
        id=held.pk,
        key=as_text((kind, number, role, person.number, held.starts_on.isoformat())),
        body=kind,
        body_id=body_id,
        role=role,
        person_id=person.pk,
        person=person.name,
        start=held.starts_on,
        end=held.ends_on,
        title=post.title or str(role.label),
        duties=frozenset(Duty(duty) for duty in held.duties),
        method=Method(held.method) if held.method else None,
        approved_on=_known(walk, held.approved_on),
        filed_on=_known(walk, held.filed_on),
        has_document=held.document_id is not None,
        stage=walk.stage(person),
        full_on=person.full_on,
        may_vote=not person.rights_restrictions.as_of(walk.on).exists(),
        branch_id=branch_id,
        in_subtree=_in_subtree(walk, person, branch_id, kind, body_id),
        left_on=_left_on(walk, person, list(work), kind, body_id),
        is_retired=_is_retired(walk, person, list(work)),
    )


def _known(walk: Walk, day: date | None) -> date | None:
    return day if day is not None and day <= walk.on else None


def _term(walk: Walk, held: RoleAssignment) -> dict[str, Any]:
    term = held.term
    if term is None:
        return {}
    return {
        "term_number": term.number,
        "term_start": term.starts_on,
        "term_actual_end": _known(walk, term.ends_on),
    }


def _in_subtree(walk: Walk, person: Person, branch_id: Id | None, kind: BodyKind, body_id: Id) -> bool | None:
    if kind != BodyKind.ORGANIZATION:
        return None
    body = walk.found(body_id)
    if body.type == OrgType.TEMPORARY_BRANCH:
        stays = person.party_memberships.filter(kind=MembershipKind.TEMPORARY, organization=body)
        if stays.as_of(walk.on).exists():
            return True
    # A party group is a part of the branch that its leader belongs to.
    place = body.parent_id or body.superior_id if body.type == OrgType.GROUP else body_id
    return any(organization.pk == place for organization in walk.chain(walk.found(branch_id)))


def _left_on(walk: Walk, person: Person, work: list, kind: BodyKind, body_id: Id) -> date | None:
    if person.died_on is not None and person.died_on <= walk.on:
        return person.died_on
    schools = {walk.school.pk} | walk.teaching_points
    if kind == BodyKind.ORGANIZATION:
        schools |= _schools_of(walk, body_id)
    there = [job for job in work if job.school_id in schools]
    if any(job.holds_on(walk.on) for job in there):
        return None
    return max((job.ends_on for job in there), default=None)


def _schools_of(walk: Walk, body_id: Id) -> set[Id]:
    """Return the schools at and below the organisation, and those its joint branches cover."""
    found: set[Id | None] = set()
    for organization in walk.below(walk.found(body_id)):
        if organization.pk == body_id or walk.is_live(organization):
            found.add(organization.school_id)
            if organization.type == OrgType.JOINT_BRANCH:
                found |= {row.school_id for row in organization.coverages.as_of(walk.on)}
    return {pk for pk in found if pk is not None}


def _is_retired(walk: Walk, person: Person, work: list) -> bool:
    if person.retired_on is not None:
        return person.retired_on <= walk.on
    return bool(work) and not work[-1].holds_on(walk.on) and work[-1].end_reason == EmploymentEnd.RETIRED


def group_facts(walk: Walk) -> tuple[GroupFact, ...]:
    """Return the leading groups at work on the day."""
    groups = walk.school.leading_groups.as_of(walk.on).order_by("number")
    return tuple(_group_fact(walk, group) for group in groups)


def _group_fact(walk: Walk, group) -> GroupFact:
    members = [
        (held.person_id, post.role, _is_stale(walk, held))
        for post in group.posts.all()
        for held in walk.with_related(post.assignments.as_of(walk.on), "person", "by_virtue_of")
    ]
    heads = {pk for pk, role, _ in members if role == Role.HEAD}
    stale_heads = {pk for pk, role, is_stale in members if role == Role.HEAD and is_stale}
    return GroupFact(
        id=group.pk,
        number=group.number,
        name=group.name,
        types=frozenset(GroupType(value) for value in group.types),
        head_ids=tuple(sorted(heads)),
        stale_members=len({pk for pk, _, is_stale in members if is_stale}),
        has_document=group.document_id is not None,
        stale_head_ids=tuple(sorted(stale_heads)),
    )


def _is_stale(walk: Walk, held: RoleAssignment) -> bool:
    person, ground = held.person, held.by_virtue_of
    if person.died_on is not None and person.died_on <= walk.on:
        return True
    if ground is not None and ground.ends_on is not None and ground.ends_on <= walk.on:
        return True
    work = list(person.employments.filter(school=walk.school))
    was_here = any(job.starts_on <= walk.on for job in work)
    return was_here and not any(job.holds_on(walk.on) for job in work)
