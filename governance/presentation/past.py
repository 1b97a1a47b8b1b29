"""The structure of a school on a past day, and as the register knew it on a past day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any

from django.db.models import Q

from governance.choices import MembershipKind, MemberStage, OrgState
from governance.domain.facts.stages import stage_on
from governance.history.past import known_rows, replay
from governance.history.trees import plant_rows
from governance.models import (
    Finding,
    HostUnit,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    Post,
    RoleAssignment,
    Term,
)
from governance.presentation.members import Members
from governance.presentation.standing import findings_of, standing, with_finding
from governance.presentation.structure import Structure
from schools.models import Person, School, Unit, UnitMembership


def set_back(structure: Structure) -> Structure:
    """Give the rows of a structure, read as they are now, the names and places of its day."""
    school, on = structure.school, structure.on
    structure.school = _school_on(school, on)
    if replay(PartyOrganization, Q(school=school), on).apply(structure.organizations):
        structure.organizations = plant_rows(structure.organizations)
        _connect_superiors(structure.organizations)
    if replay(Unit, Q(school=school), on).apply(structure.units):
        structure.units = plant_rows(structure.units)
    bodies = Q(school=school) | Q(organization__in=[one.pk for one in structure.organizations])
    posts = replay(Post, bodies, on)
    posts.apply(structure.posts)
    structure.posts = [post for post in structure.posts if post.pk not in posts.unmade]
    structure.findings, structure.waived = findings_on(school, on), []
    return structure


def known_structure(school: School, on: date, known_on: date) -> Structure:
    """Return the structure on ``on`` as far as it was recorded by the end of ``known_on``, in 17 queries."""
    organizations = _known_organizations(school, on, known_on)
    units = known_rows(Unit, Q(school=school), known_on)
    replay(Unit, Q(school=school), on, known_on).apply(units)
    units = plant_rows(_holding(units, on))
    ids = [one.pk for one in organizations]
    unit_ids = [unit.pk for unit in units]
    posts = _known_posts(Q(school=school) | Q(organization__in=ids), on, known_on)
    held = _known(RoleAssignment, Q(post__in=[post.pk for post in posts]), on, known_on)
    members = _known(PartyMembership, Q(organization__in=ids), on, known_on)
    works = _known(UnitMembership, Q(unit__in=unit_ids), on, known_on)
    people = _known_people((*held, *members, *works), known_on)
    _connect(held, "person", people)
    hosts = _known(HostUnit, Q(organization__in=ids), on, known_on)
    return Structure(
        school=_school_on(school, on, known_on),
        on=on,
        organizations=organizations,
        units=units,
        hosts=_hosts(hosts, unit_ids),
        posts=posts,
        assignments=sorted((h for h in held if h.person_id in people), key=lambda h: (h.starts_on, h.pk)),
        terms={t.organization_id: t for t in _known(Term, Q(organization__in=ids), on, known_on)},
        branch_members=_branch_members(members, people, on),
        unit_people=_unit_people(works, people, on),
        findings=findings_on(school, min(on, known_on)),
    )


def findings_on(school: School, on: date) -> list[Finding]:
    """Return the findings that stood on ``on`` as they were then, the worst first."""
    order = {"error": 0, "warning": 1, "info": 2}
    found = findings_of(with_finding(standing(on).filter(school=school)))
    for finding in found:
        finding.school = school
    return sorted(found, key=lambda f: (order[f.severity], f.rule, f.subject_number))


def _hosts(hosts: Iterable[HostUnit], unit_ids: list[int]) -> list[tuple[int, int]]:
    """Return organisation and unit of each host, in the order of the units."""
    places = {pk: place for place, pk in enumerate(unit_ids)}
    pairs = [(host.organization_id, host.unit_id) for host in hosts if host.unit_id in places]
    return sorted(pairs, key=lambda pair: (places[pair[1]], pair))


def _school_on(school: School, on: date, known_on: date | None = None) -> School:
    """Return a copy of the school with the names of the day."""
    past = copy(school)
    if known_on is not None:
        for known in known_rows(School, Q(pgh_obj=school), known_on):
            past = known
            past.version, past.jurisdiction = school.version, school.jurisdiction
    replay(School, Q(pgh_obj=school), on, known_on).apply([past])
    return past


def _known_organizations(school: School, on: date, known_on: date) -> list[PartyOrganization]:
    found = known_rows(PartyOrganization, Q(school=school), known_on)
    replay(PartyOrganization, Q(school=school), on, known_on).apply(found)
    statuses = _known(OrganizationStatus, Q(organization__in=[one.pk for one in found]), on, known_on)
    states = {status.organization_id: status.state for status in statuses}
    for one in found:
        one.state_on = states.get(one.pk)
    there = plant_rows(one for one in found if one.state_on not in (None, OrgState.DISSOLVED))
    _connect_superiors(there)
    return there


def _known_posts(bodies: Q, on: date, known_on: date) -> list[Post]:
    found = known_rows(Post, bodies, known_on)
    later = replay(Post, bodies, on, known_on)
    later.apply(found)
    return [post for post in found if post.pk not in later.unmade]


def _known(model: type, condition: Q, on: date, known_on: date) -> list[Any]:
    return _holding(known_rows(model, condition, known_on), on)


def _holding(rows: Iterable[Any], on: date) -> list[Any]:
    return [row for row in rows if row.holds_on(on)]


def _known_people(rows: Iterable[Any], known_on: date) -> dict[int, Person]:
    wanted = {row.person_id for row in rows}
    return {person.pk: person for person in known_rows(Person, Q(pgh_obj__in=wanted), known_on)}


def _connect_superiors(organizations: Iterable[PartyOrganization]) -> None:
    wanted = {one.superior_id for one in organizations if one.superior_id}
    _connect(organizations, "superior", PartyOrganization.objects.in_bulk(wanted))


def _connect(rows: Iterable[Any], name: str, related: dict[int, Any]) -> None:
    """Let ``row.name`` be the related row without a query."""
    for row in rows:
        key = getattr(row, f"{name}_id")
        if key in related:
            setattr(row, name, related[key])


def _branch_members(
    memberships: Iterable[PartyMembership], people: dict[int, Person], on: date
) -> dict[int, Members]:
    found: dict[int, Counter] = defaultdict(Counter)
    for one in memberships:
        if one.kind == MembershipKind.FORMAL and one.person_id in people:
            found[one.organization_id][stage_on(people[one.person_id], on)] += 1
    counted = (MemberStage.FULL, MemberStage.PROBATIONARY, MemberStage.UNCLEAR)
    return {
        pk: Members(*(stages[stage] for stage in counted))
        for pk, stages in found.items()
        if any(stages[stage] for stage in counted)
    }


def _unit_people(
    works: Iterable[UnitMembership], people: dict[int, Person], on: date
) -> dict[int, tuple[int, int]]:
    found: dict[int, list[bool]] = defaultdict(list)
    for one in works:
        if one.person_id in people:
            found[one.unit_id].append(stage_on(people[one.person_id], on) != MemberStage.NONE)
    return {pk: (len(members), sum(members)) for pk, members in found.items()}
