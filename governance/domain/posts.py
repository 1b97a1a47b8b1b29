"""People take up posts, end them, hand them over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import BODY_ROLES, AssignmentEnd, BodyKind, Duty, Method, Role
from governance.domain.act import Act
from governance.domain.editing import owner_of, save_checked, scope_of
from governance.domain.ending import end_dated
from governance.domain.enrolment import branches_of
from governance.domain.operation import Change, operation, require
from governance.domain.rights import require_visible
from governance.domain.standing import current, require_alive, require_body_open
from governance.models import (
    Document,
    LeadingGroup,
    PartyOrganization,
    Post,
    RoleAssignment,
    Term,
)
from schools.models import Person, School, Unit
from schools.periods import open_period

Body = PartyOrganization | Unit | LeadingGroup | School


@dataclass(frozen=True)
class Appointment:
    """How somebody came to a post; every field may be left out except how."""

    method: Method | str = ""
    elected_on: date | None = None
    approved_on: date | None = None
    filed_on: date | None = None
    document: Document | None = None
    duties: tuple[Duty, ...] = field(default_factory=tuple)
    is_full_time_party: bool | None = None
    is_acting: bool = False
    by_virtue_of: RoleAssignment | None = None

    @property
    def references(self) -> tuple[Document | RoleAssignment, ...]:
        """The rows the appointment refers to."""
        return tuple(row for row in (self.document, self.by_virtue_of) if row is not None)


def post_for(body: Body, role: Role, *, seats: int | None = None, change: Change | None = None) -> Post:
    """Return the post ``role`` of ``body``; it is made, and noted, when nobody needed it before.

    Raises:
        ValidationError: if the body has no such post.

    """
    kind = kind_of(body)
    label = Role(role).label if role in Role.values else role
    require(role in BODY_ROLES[kind], _("{kind}没有“{role}”这个职务。"), kind=kind.label, role=label)
    keys: dict[str, Any] = {"body_kind": kind, "role": role}
    if kind == BodyKind.SCHOOL:
        keys["school"] = body
    else:
        keys[kind.value] = body
    school, _jurisdiction = owner_of(body)
    post, made = Post.objects.get_or_create(**keys, defaults={"school": school, "seats": seats})
    if made and change is not None:
        change.created(post)
    return post


def kind_of(body: Body) -> BodyKind:
    """Return what kind of body it is."""
    kinds = {
        PartyOrganization: BodyKind.ORGANIZATION,
        Unit: BodyKind.UNIT,
        LeadingGroup: BodyKind.GROUP,
        School: BodyKind.SCHOOL,
    }
    return kinds[type(body)]


def post_assign(
    *, act: Act, body: Body, role: Role, person: Person, appointment: Appointment | None = None
) -> RoleAssignment:
    """Put a person in a post from the day of the act.

    Raises:
        Refused: if the person may not hold a Party post (CMT-009).
        ReasonNeeded: if a branch on units gets a secretary who leads none of them (SEC-017).
        ValidationError: if somebody else holds the post.

    """
    appointment = appointment or Appointment()
    require_visible(act.actor, body, person, *appointment.references)
    branches = chain([body], branches_of([person])) if isinstance(body, PartyOrganization) else []
    with operation(
        act, "post_assign", **scope_of(body), others=[person.school], organising=True, branches=branches
    ) as change:
        assignment = take_office(body, role, person, act.on, change, appointment)
        change.sum_up(gettext_noop("{person}任{name}{post}"), person=person, name=body, post=assignment.post)
    return assignment


def take_office(
    body: Body, role: Role, person: Person, on: date, change: Change, appointment: Appointment
) -> RoleAssignment:
    """Create an assignment inside an operation; a committee post joins the current term."""
    require_body_open(body, on)
    require_alive(person, on)
    assignment = RoleAssignment(
        post=post_for(body, role, change=change),
        person=person,
        period=open_period(on),
        term=_current_term(body, on),
        method=appointment.method,
        elected_on=appointment.elected_on,
        approved_on=appointment.approved_on,
        filed_on=appointment.filed_on,
        document=appointment.document,
        duties=list(appointment.duties),
        is_full_time_party=appointment.is_full_time_party,
        is_acting=appointment.is_acting,
        by_virtue_of=appointment.by_virtue_of,
    )
    save_checked(assignment)
    change.created(assignment)
    return assignment


def _current_term(body: Body, on: date) -> Term | None:
    if not isinstance(body, PartyOrganization):
        return None
    return Term.objects.filter(organization=body, period__contains=on).first()


def post_end(*, act: Act, assignment: RoleAssignment, end_reason: AssignmentEnd | str = "") -> RoleAssignment:
    """Record that somebody leaves a post on the day of the act: a fact, never refused."""
    require_visible(act.actor, assignment)
    branches = _branches_of(assignment)
    with operation(act, "post_end", **scope_of(assignment), organising=False, branches=branches) as change:
        fresh = current(assignment)
        leave_office(fresh, act.on, change, end_reason)
        change.sum_up(
            gettext_noop("{person}不再担任{name}{post}"),
            person=fresh.person,
            name=fresh.post.body,
            post=fresh.post,
        )
    return fresh


def leave_office(
    assignment: RoleAssignment, on: date, change: Change, end_reason: AssignmentEnd | str
) -> None:
    """End an assignment, and those held by virtue of it, inside an operation."""
    for derived in RoleAssignment.objects.filter(by_virtue_of=assignment, period__endswith=None):
        leave_office(derived, on, change, end_reason)
    end_dated(assignment, on, change, end_reason=end_reason)


def post_hand_over(
    *,
    act: Act,
    assignment: RoleAssignment,
    person: Person,
    appointment: Appointment | None = None,
    end_reason: AssignmentEnd | str = AssignmentEnd.MOVED,
) -> RoleAssignment:
    """End one holder and put in the next on the same day: the post is never vacant in between.

    Raises:
        Refused, ReasonNeeded: as for assigning.

    """
    references = appointment.references if appointment else ()
    require_visible(act.actor, assignment, person, *references)
    require(assignment.person_id != person.pk, _("{person}正担任这个职务，不需要交接。"), person=person)
    with operation(
        act,
        "post_hand_over",
        **scope_of(assignment),
        others=[person.school],
        organising=True,
        branches=chain(_branches_of(assignment), branches_of([person])),
    ) as change:
        old = current(assignment)
        body, role = old.post.body, Role(old.post.role)
        derived = _held_by_virtue_of(old)
        leave_office(old, act.on, change, end_reason)
        new = take_office(body, role, person, act.on, change, appointment or Appointment(method=old.method))
        for post in derived:
            _take_over(post, new, act.on, change)
        change.sum_up(
            gettext_noop("{name}{post}由{old}交接给{new}"),
            name=body,
            post=old.post,
            old=old.person,
            new=person,
        )
    return new


def _branches_of(assignment: RoleAssignment) -> Iterator[PartyOrganization]:
    """Yield the organisations whose posts end with the assignment; none if it reaches beyond those."""
    found = [assignment]
    for one in found:  # grows while it is walked through
        found.extend(RoleAssignment.objects.filter(by_virtue_of=one, period__endswith=None))
    bodies = [one.post.body for one in found]
    if all(isinstance(body, PartyOrganization) for body in bodies):
        yield from bodies


def _held_by_virtue_of(assignment: RoleAssignment) -> list[Post]:
    """Return the posts, mostly of leading groups, that the holder has because of this one."""
    rows = RoleAssignment.objects.filter(by_virtue_of=assignment, period__endswith=None)
    return [row.post for row in rows.select_related("post")]


def _take_over(post: Post, successor: RoleAssignment, on: date, change: Change) -> None:
    """Give the successor a post that goes with the new office, unless he holds it already."""
    held = RoleAssignment.objects.filter(post=post, person=successor.person, period__contains=on)
    if held.exists():
        return
    goes_with = Appointment(method=Method.DESIGNATED, by_virtue_of=successor)
    take_office(post.body, Role(post.role), successor.person, on, change, goes_with)


def end_all(assignments: Iterable[RoleAssignment], on: date, change: Change, reason: AssignmentEnd) -> None:
    """End every open assignment of the list inside an operation."""
    for assignment in assignments:
        # One held by virtue of another of the list has ended with it.
        if RoleAssignment.objects.filter(pk=assignment.pk, period__endswith=None).exists():
            leave_office(assignment, on, change, reason)
