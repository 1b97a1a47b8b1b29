"""Reading bodies part by part: seven queries for each hundred schools, whatever they hold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from exports.bodies.body import Body, Holding, Part, Seat
from exports.places import Place
from governance.choices import WORKING_STATES, BodyKind, GroupType, OrgType
from governance.domain.vacancies import seats_of
from governance.models import HostUnit, LeadingGroup, Post, RoleAssignment
from governance.presentation.loading import existing_organizations
from schools.choices import SchoolType, UnitKind
from schools.models import School, Unit

#: Schools read together: only they are in memory at the same time.
TOGETHER = 100


def parts(place: Place, on: date) -> Iterator[Part]:
    """Yield what stands in the place on the day: first the organisations of jurisdictions, then schools.

    What is applied for or drafted does not stand yet, and is left out.
    """
    if place.jurisdictions:
        yield _part((), Q(jurisdiction__in=place.jurisdictions), on)
    schools = list(place.schools_on(on).order_by("code").values_list("pk", flat=True))
    for start in range(0, len(schools), TOGETHER):
        together = schools[start : start + TOGETHER]
        found = School.objects.filter(pk__in=together).select_related("jurisdiction").order_by("code")
        yield _part(found, Q(school__in=together), on)


def _part(schools: Sequence[School], where: Q, on: date) -> Part:
    """Return the schools with the bodies that meet ``where``."""
    part = Part([_school(school) for school in schools])
    known: dict[tuple[str, int], str] = {(BodyKind.SCHOOL.value, one.pk): one.code for one in schools}
    if schools:
        part.bodies += _units(schools, on, known)
    part.bodies += _organizations(where, on, known)
    if schools:
        part.bodies += _groups(schools, on, known)
    seats = {post.pk: _seat(post, known) for post in _posts(schools, known) if _body_of(post) in known}
    part.seats = list(seats.values())
    part.holdings = [_holding(row, seats[row.post_id]) for row in _held(list(seats), on)]
    return part


def _school(school: School) -> Body:
    return Body(
        "school",
        school.code,
        school.name,
        school.type_code,
        str(SchoolType(school.type_code).label),
        school=school.code,
        place=school.jurisdiction.code,
        short_name=school.short_name,
        since=school.founded_on,
    )


def _units(schools: Sequence[School], on: date, known: dict[tuple[str, int], str]) -> list[Body]:
    rows = Unit.objects.as_of(on).filter(school__in=schools).select_related("school__jurisdiction", "parent")
    rows = list(rows.order_by("school__code", "tree_id", "lft"))
    known.update({(BodyKind.UNIT.value, unit.pk): unit.number for unit in rows})
    return [
        Body(
            "unit",
            unit.number,
            unit.name,
            unit.kind,
            str(UnitKind(unit.kind).label),
            parent=unit.parent.number if unit.parent else unit.school.code,
            school=unit.school.code,
            place=unit.school.jurisdiction.code,
            since=unit.starts_on,
        )
        for unit in rows
    ]


def _organizations(where: Q, on: date, known: dict[tuple[str, int], str]) -> list[Body]:
    found = existing_organizations(on).filter(where, state_on__in=WORKING_STATES)
    rows = list(found.select_related("school__jurisdiction", "jurisdiction", "parent", "superior"))
    known.update({(BodyKind.ORGANIZATION.value, one.pk): one.number for one in rows})
    on_units = defaultdict(list)
    hosts = HostUnit.objects.as_of(on).filter(organization__in=[one.pk for one in rows])
    for organization, unit in hosts.order_by("unit__number").values_list("organization_id", "unit__number"):
        on_units[organization].append(unit)
    return [_organization(row, tuple(on_units[row.pk])) for row in rows]


def _organization(row: Any, on_units: tuple[str, ...]) -> Body:
    above = row.parent or row.superior
    return Body(
        "organization",
        row.number,
        row.full_name,
        row.type,
        str(OrgType(row.type).label),
        parent=above.number if above else "",
        school=row.school.code if row.school else "",
        place=(row.school.jurisdiction if row.school else row.jurisdiction).code,
        short_name=row.short_name,
        on=on_units,
        since=row.established_on,
    )


def _groups(schools: Sequence[School], on: date, known: dict[tuple[str, int], str]) -> list[Body]:
    rows = LeadingGroup.objects.as_of(on).filter(school__in=schools).select_related("school__jurisdiction")
    rows = list(rows.order_by("school__code", "number"))
    known.update({(BodyKind.GROUP.value, group.pk): group.number for group in rows})
    return [
        Body(
            "group",
            group.number,
            group.name,
            group.types[0],
            str(GroupType(group.types[0]).label),
            parent=group.school.code,
            school=group.school.code,
            place=group.school.jurisdiction.code,
            since=group.starts_on,
        )
        for group in rows
    ]


def _posts(schools: Sequence[School], known: dict[tuple[str, int], str]) -> Iterator[Post]:
    organizations = [pk for kind, pk in known if kind == BodyKind.ORGANIZATION]
    inside = Q(organization__in=organizations)
    if schools:
        inside |= Q(school__in=schools)
    return Post.objects.filter(inside).order_by("school", "body_kind", "pk").iterator()


def _body_of(post: Post) -> tuple[str, int]:
    return (str(post.body_kind), getattr(post, f"{post.body_kind}_id"))


def _seat(post: Post, known: dict[tuple[str, int], str]) -> Seat:
    return Seat(known[_body_of(post)], post.role, str(post), seats_of(post.role, post.seats))


def _held(posts: list[int], on: date) -> Iterator[RoleAssignment]:
    found = RoleAssignment.objects.as_of(on).filter(post__in=posts).select_related("person")
    return found.order_by("post", "period", "pk").iterator()


def _holding(row: RoleAssignment, seat: Seat) -> Holding:
    return Holding(seat, row.person.number, row.person.name, row.starts_on, row.last_day, row.is_acting)
