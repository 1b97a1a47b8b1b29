"""Leading groups are set up and closed."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop

from governance.choices import AssignmentEnd, GroupType, Method, OrgLevel, Role
from governance.domain.act import Act
from governance.domain.editing import save_checked
from governance.domain.ending import end_dated
from governance.domain.operation import operation
from governance.domain.posts import Appointment, end_all, take_office
from governance.domain.rights import require_visible
from governance.domain.standing import current, require_school_open
from governance.models import Document, LeadingGroup, RoleAssignment
from schools.domain.numbering import next_number
from schools.models import Person, School
from schools.periods import open_period


def leading_group_set_up(
    *,
    act: Act,
    school: School,
    name: str,
    types: Iterable[GroupType],
    heads: Iterable[Person] = (),
    deputies: Iterable[Person] = (),
    members: Iterable[Person] = (),
    document: Document | None = None,
) -> LeadingGroup:
    """Found a leading group with its people on the day of the act."""
    people = {Role.HEAD: tuple(heads), Role.DEPUTY_HEAD: tuple(deputies), Role.GROUP_MEMBER: tuple(members)}
    require_visible(act.actor, document, *(p for group in people.values() for p in group))
    with operation(act, "leading_group_set_up", school=school, organising=True) as change:
        require_school_open(school, act.on)
        group = LeadingGroup(
            school=school,
            number=next_number(LeadingGroup, school.code, "G"),
            name=name.strip(),
            types=list(types),
            document=document,
            period=open_period(act.on),
        )
        save_checked(group)
        change.created(group)
        for role, listed in people.items():
            for person in listed:
                virtue = _school_post(person, school, act.on)
                appointment = Appointment(method=Method.DESIGNATED, document=document, by_virtue_of=virtue)
                take_office(group, role, person, act.on, change, appointment)
        change.sum_up(gettext_noop("成立{group}"), group=group)
    return group


def _school_post(person: Person, school: School, on: date) -> RoleAssignment | None:
    """Return the post by virtue of which a school or Party leader sits in a group; None for others."""
    leading = (Role.SECRETARY, Role.PRINCIPAL, Role.DEPUTY_SECRETARY, Role.VICE_PRINCIPAL)
    held = RoleAssignment.objects.as_of(on).filter(person=person, post__school=school, role__in=leading)
    own = [
        row
        for row in held.select_related("organization")
        if not row.organization or row.organization.level == OrgLevel.SCHOOL
    ]
    return min(own, key=lambda row: leading.index(Role(row.role)), default=None)


def leading_group_close(*, act: Act, group: LeadingGroup) -> LeadingGroup:
    """Close a leading group; its people's posts end with it."""
    require_visible(act.actor, group)
    with operation(act, "leading_group_close", school=group.school, organising=True) as change:
        fresh = current(group)
        posts = RoleAssignment.objects.filter(post__group=fresh, period__endswith=None)
        end_all(posts.select_related("post"), act.on, change, AssignmentEnd.CLOSED)
        end_dated(fresh, act.on, change)
        change.sum_up(gettext_noop("撤销{group}"), group=fresh)
    return fresh
