"""Members, terms, leading groups and posts."""

from datetime import date
from typing import Any

from governance.choices import (
    BodyKind,
    GroupType,
    MembershipKind,
    Method,
    RestrictionKind,
    Role,
)
from governance.models import (
    LeadingGroup,
    PartyMembership,
    PartyOrganization,
    Post,
    RightsRestriction,
    RoleAssignment,
    Term,
)
from schools.choices import PoliticalStatus
from schools.models import Person, School, Unit
from schools.periods import open_period
from tests.factories.days import FOUNDED, TERM_START, next_number
from tests.factories.staff import employ, person


def member(
    school: School, organization: PartyOrganization | None = None, *, start: date = FOUNDED, **changes: Any
) -> Person:
    """Return an employed full member, formally in ``organization`` if one is given."""
    defaults = {
        "political_status": PoliticalStatus.FULL,
        "joined_on": date(2009, 7, 1),
        "full_on": date(2010, 7, 1),
    }
    created = person(school, **{**defaults, **changes})
    employ(created, school)
    if organization is not None:
        membership(created, organization, start=start)
    return created


def members(number: int, school: School, organization: PartyOrganization | None = None, **changes: Any):
    """Return ``number`` people made by ``member``."""
    return [member(school, organization, **changes) for _ in range(number)]


def membership(
    person: Person,
    organization: PartyOrganization | None = None,
    *,
    kind: MembershipKind = MembershipKind.FORMAL,
    start: date = FOUNDED,
    end=None,
    **changes: Any,
) -> PartyMembership:
    """Put the member into the branch, formally by default."""
    period = open_period(start, end)
    return PartyMembership.objects.create(
        person=person, organization=organization, kind=kind, period=period, **changes
    )


def restriction(person: Person, kind=RestrictionKind.PROBATION, *, start=FOUNDED, end=None, **changes: Any):
    """Record a decision that takes the member's vote away."""
    period = open_period(start, end)
    return RightsRestriction.objects.create(person=person, kind=kind, period=period, **changes)


def term(organization: PartyOrganization, *, start: date = TERM_START, end=None, **changes: Any) -> Term:
    """Return a term of three years without a committee."""
    defaults = {
        "number": 2,
        "planned_end": date(start.year + 3, start.month, start.day),
        "committee_seats": 0,
    }
    period = open_period(start, end)
    return Term.objects.create(organization=organization, period=period, **{**defaults, **changes})


def leading_group(
    school: School, *types: GroupType, start: date = date(2023, 9, 1), end=None, **changes: Any
) -> LeadingGroup:
    """Return a leading group; its type is ideology unless told otherwise."""
    defaults = {"number": f"L{next_number():06d}", "name": "意识形态工作领导小组"}
    return LeadingGroup.objects.create(
        school=school,
        types=list(types or (GroupType.IDEOLOGY,)),
        period=open_period(start, end),
        **{**defaults, **changes},
    )


_BODIES = {
    PartyOrganization: BodyKind.ORGANIZATION,
    Unit: BodyKind.UNIT,
    LeadingGroup: BodyKind.GROUP,
    School: BodyKind.SCHOOL,
}


def post(body: PartyOrganization | Unit | LeadingGroup | School, role: Role, **changes: Any) -> Post:
    """Return the post ``role`` of the body, created if it is new."""
    kind = _BODIES[type(body)]
    key = {"body_kind": kind, "role": role, kind.value: body}
    home = {} if kind == BodyKind.SCHOOL else {"school": body.school}
    found, _ = Post.objects.get_or_create(**key, defaults={**home, **changes})
    return found


def assign(
    person: Person,
    body: Any,
    role: Role = Role.SECRETARY,
    *,
    start: date = TERM_START,
    end=None,
    **changes: Any,
) -> RoleAssignment:
    """Give the person the post ``role`` of the body, by appointment with approval."""
    held = body if isinstance(body, Post) else post(body, role)
    defaults = {"method": Method.APPOINTED, "approved_on": start}
    period = open_period(start, end)
    return RoleAssignment.objects.create(post=held, person=person, period=period, **{**defaults, **changes})
