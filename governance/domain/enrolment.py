"""Members enter and leave branches: the writes inside an operation, and what must hold for them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import BRANCH_TYPES, MembershipKind, OrgType
from governance.domain.editing import save_checked
from governance.domain.ending import end_dated
from governance.domain.operation import Change, require
from governance.domain.rights import require_right
from governance.domain.standing import require_alive, require_working
from governance.models import PartyMembership, PartyOrganization
from schools.choices import PoliticalStatus
from schools.fresh_rows import rows_by_key, rows_where
from schools.models import Person, School
from schools.periods import open_period
from schools.prepared import bound, prepared

MEMBER_STATUSES = frozenset({PoliticalStatus.FULL, PoliticalStatus.PROBATIONARY})

#: Asked by every transfer, like the next; as a queryset it took longer to put together than to answer.
_SCHOOLS_OF_BRANCHES = """
SELECT DISTINCT branch.school_id
  FROM governance_partymembership membership
  JOIN governance_partyorganization branch ON branch.id = membership.organization_id
 WHERE membership.person_id = ANY(%s) AND membership.kind = %s
   AND upper_inf(membership.period) AND branch.school_id IS NOT NULL
"""

_OPEN_FORMAL = "person_id = %s AND kind = %s AND upper_inf(period)"


def enrol(
    person: Person,
    organization: PartyOrganization,
    on: date,
    change: Change,
    *,
    kind: MembershipKind = MembershipKind.FORMAL,
    party_group: PartyOrganization | None = None,
) -> PartyMembership:
    """Create a membership inside an operation."""
    takers = BRANCH_TYPES if kind == MembershipKind.FORMAL else BRANCH_TYPES | {OrgType.TEMPORARY_BRANCH}
    require(organization.type in takers, _("{name}不是党支部，党员应当编入支部。"), name=organization)
    require_working(organization, on)
    require_member(person, on)
    require(
        party_group is None or (party_group.parent_id, party_group.type) == (organization.pk, OrgType.GROUP),
        _("{group}不是{name}的党小组。"),
        group=party_group,
        name=organization,
    )
    membership = PartyMembership(
        person=person, organization=organization, kind=kind, party_group=party_group, period=open_period(on)
    )
    save_checked(membership)
    change.created(membership)
    return membership


def require_member(person: Person, on: date) -> None:
    """Refuse who is no member of the Party on the day, as far as the register knows."""
    require_alive(person, on)
    require(
        person.political_status in MEMBER_STATUSES,
        _("{person}登记的政治面貌不是中共党员，请先在人员资料中更正。"),
        person=person,
    )
    left = person.party_left_on
    require(left is None or on < left, _("{person}已于{day}停止党籍或者出党。"), person=person, day=left)
    joined = person.joined_on
    require(joined is None or joined <= on, _("{person}到{day}才入党。"), person=person, day=joined)


def move(
    person: Person,
    organization: PartyOrganization | None,
    external_organization: str,
    on: date,
    change: Change,
    *,
    party_group: PartyOrganization | None = None,
) -> PartyMembership:
    """Close the present formal membership and open the new one inside an operation.

    Raises:
        ValidationError: if there is no place to go, two, or the one where the person is already.

    """
    require(
        (organization is None) != (external_organization.strip() == ""),
        _("请选择转入的党支部，或者填写系统外党组织的名称，二者选一。"),
    )
    before = end_formal(person, on, change)
    here = organization is not None and before is not None and before.organization_id == organization.pk
    require(not here, _("{person}已在{name}。"), person=person, name=organization)
    if organization is not None:
        return enrol(person, organization, on, change, party_group=party_group)
    require_member(person, on)
    membership = PartyMembership(
        person=person, external_organization=external_organization.strip(), period=open_period(on)
    )
    save_checked(membership)
    change.created(membership)
    return membership


def end_formal(person: Person, on: date, change: Change) -> PartyMembership | None:
    """End the person's formal membership, if there is one, inside an operation and return it."""
    found = rows_where(PartyMembership, _OPEN_FORMAL, [person.pk, MembershipKind.FORMAL])
    row = next(iter(found), None)  # the database allows one
    if row is not None:
        row.person = person
        if row.organization_id is not None:
            row.organization = rows_by_key(PartyOrganization, [row.organization_id])[row.organization_id]
        end_dated(row, on, change)
    return row


def require_release(actor: Any, people: Iterable[Person], school: School | None) -> None:
    """Refuse to take members out of branches of other schools that the actor may not edit.

    Raises:
        Denied: to see a member elsewhere is not enough.

    """
    if actor is None:  # the system: whoever opened a batch answers for it
        return
    for source in branch_schools(people) - {school}:
        require_right(actor, source, None, decides=False)


def branches_of(people: Iterable[Person]) -> Iterator[PartyOrganization]:
    """Yield the branches in which the people's formal memberships stand open."""
    kind = {"kind": MembershipKind.FORMAL, "period__endswith": None}
    rows = PartyMembership.objects.filter(person__in=list(people), organization__isnull=False, **kind)
    yield from (row.organization for row in rows.select_related("organization__school"))


def branch_schools(people: Iterable[Person]) -> set[School]:
    """Return the schools whose branches the people are in."""
    people = tuple(people)
    with prepared() as cursor:
        keys = bound([person.pk for person in people])
        cursor.execute(_SCHOOLS_OF_BRANCHES, [keys, MembershipKind.FORMAL])
        found = {pk for (pk,) in cursor.fetchall()}
    own = {person.school for person in people if person.school_id in found}
    elsewhere = found - {school.pk for school in own}
    return {*own, *(School.objects.filter(pk__in=elsewhere) if elsewhere else ())}
