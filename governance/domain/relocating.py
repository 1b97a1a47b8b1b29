"""What hangs on an organisation moves to another, or ends with it; all inside an operation."""

from collections.abc import Container
from datetime import date

from django.db.models import QuerySet

from governance.choices import AssignmentEnd, MembershipKind, OrgState
from governance.domain.act import Act
from governance.domain.editing import save_checked
from governance.domain.ending import end_dated
from governance.domain.enrolment import enrol, move
from governance.domain.founding import next_position
from governance.domain.operation import Change
from governance.domain.posts import end_all
from governance.domain.record import snapshot
from governance.domain.standing import current
from governance.domain.structure import dissolve
from governance.models import Document, PartyMembership, PartyOrganization, RoleAssignment


def open_posts(organization: PartyOrganization) -> QuerySet[RoleAssignment]:
    """Return the posts of the organisation that somebody holds without an end."""
    rows = RoleAssignment.objects.filter(organization=organization, period__endswith=None)
    return rows.select_related("post", "person").order_by("pk")


def open_members(organization: PartyOrganization, kind: MembershipKind) -> QuerySet[PartyMembership]:
    """Return the lines of the members of a kind that have no end."""
    rows = PartyMembership.objects.filter(organization=organization, kind=kind, period__endswith=None)
    return rows.select_related("person", "party_group").order_by("person__sort_key", "person__number")


def put_under(child: PartyOrganization, new: PartyOrganization, change: Change) -> None:
    """Put what stands below one organisation under another."""
    before = snapshot(child)
    if child.parent_id:
        child.position, child.parent = next_position(child.school, new), current(new)
    else:
        child.superior = new
    save_checked(child)
    change.altered(child, before)


def take_in(source: PartyOrganization, new: PartyOrganization, on: date, change: Change) -> None:
    """Move the formal members of ``source`` to another branch; they stay in the groups that moved too."""
    for row in open_members(source, MembershipKind.FORMAL):
        group = row.party_group
        kept = group if group is not None and group.parent_id == new.pk else None
        move(row.person, new, "", on, change, party_group=kept)


def take_guests(
    source: PartyOrganization,
    new: PartyOrganization,
    on: date,
    change: Change,
    only: Container[int] | None = None,
) -> None:
    """Move the temporary lines, or those of the people with the keys ``only``, to another branch.

    Who is a member there already just ends being here.
    """
    members = set(open_members(new, MembershipKind.FORMAL).values_list("person", flat=True))
    members |= set(open_members(new, MembershipKind.TEMPORARY).values_list("person", flat=True))
    for row in open_members(source, MembershipKind.TEMPORARY):
        if only is not None and row.person_id not in only:
            continue
        end_dated(row, on, change)
        if row.person_id not in members:
            enrol(row.person, new, on, change, kind=MembershipKind.TEMPORARY)


def end_guests(source: PartyOrganization, on: date, change: Change) -> None:
    """End the temporary lines: who is with the organisation for a while is so with no other."""
    for row in open_members(source, MembershipKind.TEMPORARY):
        end_dated(row, on, change)


def close(old: PartyOrganization, act: Act, change: Change, approval: Document) -> None:
    """Dissolve what has been emptied, with the posts still held in it; gate G3 is asked about it."""
    end_all(open_posts(old), act.on, change, AssignmentEnd.CLOSED)
    old = current(old)
    before = snapshot(old)
    dissolve(old, act, None if old.state == OrgState.DRAFT else approval, change)
    save_checked(old)
    change.altered(old, before)
