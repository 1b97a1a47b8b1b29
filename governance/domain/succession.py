"""What an organisation leaves to the one of another type that continues it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.choices import (
    BRANCH_TYPES,
    LEADING_TYPES,
    AssignmentEnd,
    MembershipKind,
    Method,
    OrgState,
    OrgType,
    Role,
)
from governance.domain.act import Act
from governance.domain.editing import save_checked
from governance.domain.ending import end_dated
from governance.domain.hosting import STANDING_TYPES, stand_on
from governance.domain.operation import Change, require
from governance.domain.posts import Appointment, take_office
from governance.domain.record import snapshot
from governance.domain.relocating import close, end_guests, open_members, open_posts, put_under, take_in
from governance.domain.standing import current
from governance.domain.terms import planned_end_of
from governance.models import Document, PartyOrganization, RoleAssignment, Term
from schools.models import Unit
from schools.periods import open_period


@dataclass
class Estate:
    """What the old organisation had before anything was written."""

    old: PartyOrganization
    term: Term | None
    team: list[RoleAssignment]
    units: list[Unit]

    @classmethod
    def of(cls, old: PartyOrganization, on: date) -> "Estate":
        """Take stock."""
        hosts = old.hosts.filter(period__endswith=None).select_related("unit")
        return cls(
            old,
            Term.objects.as_of(on).filter(organization=old).first(),
            list(open_posts(old)),
            [host.unit for host in hosts],
        )

    def hand_down(
        self,
        new: PartyOrganization,
        act: Act,
        change: Change,
        approval: Document,
        spared: Iterable[PartyOrganization] = (),
    ) -> None:
        """Put what stands below the old organisation under the new one, or close what cannot stand there.

        A party group has no place under a 总支, nor a branch under a branch: their members are settled
        with those of the old organisation. Groups that are ``spared`` go to a new branch of their own.
        """
        below = PartyOrganization.objects.filter(Q(parent=self.old) | Q(superior=self.old))
        below = below.exclude(state=OrgState.DISSOLVED).exclude(pk__in=[group.pk for group in spared])
        for child in below.order_by("position", "pk"):
            if child.parent_id and _closes_with(child, new):
                _fold_in(child, new, act, change, approval)
            else:
                put_under(current(child), new, change)

    def carry_on(self, new: PartyOrganization, on: date, change: Change, seats: int | None) -> None:
        """Open the new organisation's first term with the team of the old one, on the same units."""
        self._carry_term(new, on, change, seats)
        for held in self.team:
            _carry_post(new, held, on, change)
        if new.type in STANDING_TYPES:
            stand_on(new, self.units, on, change)

    def _carry_term(self, new: PartyOrganization, on: date, change: Change, seats: int | None) -> None:
        """The new term runs as long as the one it carries on; a change of type is no election."""
        last = self.term
        due = _due(last, on)
        term = Term(
            organization=new,
            number=1,
            period=open_period(on),
            planned_end=due or planned_end_of(new, on),
            method=last.method if last else Method.ASSIGNED,
            committee_seats=seats if seats is not None or last is None else last.committee_seats,
            deputy_seats=last.deputy_seats if last else 0,
            is_carried_over=due is not None,
        )
        save_checked(term)
        change.created(term)

    def settle_members(self, new: PartyOrganization, on: date, change: Change) -> None:
        """Take the members over into a branch; a 总支 or 党委 must have given each of them a branch.

        Raises:
            ValidationError: naming members that are left without a branch.

        """
        end_guests(self.old, on, change)
        if new.type not in LEADING_TYPES:
            take_in(self.old, new, on, change)
        left = list(open_members(self.old, MembershipKind.FORMAL))
        require(
            not left,
            _("还有{count}名党员没有编入新的支部：{people}。"),
            count=len(left),
            people=_("、").join(row.person.name for row in left[:5]),
        )


def _due(term: Term | None, on: date) -> date | None:
    """Return the day on which a term is due; of one that is overdue, the day after ``on``."""
    if term is None or term.planned_end is None:
        return None
    approved = term.extension is not None and term.extension.issued_on
    is_extended = term.extended_until and approved and approved <= on
    return max(term.extended_until if is_extended else term.planned_end, on + timedelta(days=1))


def _closes_with(child: PartyOrganization, new: PartyOrganization) -> bool:
    """Tell whether what stood below the old organisation has no place below the new one."""
    if new.type in LEADING_TYPES:
        return child.type == OrgType.GROUP
    return child.type in (OrgType.BRANCH, OrgType.TEMPORARY_BRANCH)


def _fold_in(
    child: PartyOrganization, new: PartyOrganization, act: Act, change: Change, approval: Document
) -> None:
    """Close an organisation below; a branch gives its groups, with everybody in them, to the new branch."""
    for group in child.children.exclude(state=OrgState.DISSOLVED):
        put_under(group, new, change)
    if child.type in BRANCH_TYPES:
        take_in(child, new, act.on, change)
    end_guests(child, act.on, change)
    close(child, act, change, approval)


def _carry_post(new: PartyOrganization, held: RoleAssignment, on: date, change: Change) -> None:
    """Let a person hold the same post of the new organisation, and keep what came with it."""
    held = current(held)
    appointment = Appointment(
        method=held.method,
        elected_on=held.elected_on,
        approved_on=held.approved_on,
        filed_on=held.filed_on,
        document=held.document,
        duties=tuple(held.duties),
        is_full_time_party=held.is_full_time_party,
        is_acting=held.is_acting,
        by_virtue_of=held.by_virtue_of,
    )
    carried = take_office(new, Role(held.role), held.person, on, change, appointment)
    for derived in RoleAssignment.objects.filter(by_virtue_of=held, period__endswith=None):
        before = snapshot(derived)
        derived.by_virtue_of = carried
        save_checked(derived)
        change.altered(derived, before)
    end_dated(held, on, change, end_reason=AssignmentEnd.MOVED)
