"""Terms of office: open, extend, close; and the small steps of an election."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance.choices import COMMITTEE_ROLES, TERM_TYPES, AssignmentEnd, Duty, Gate, Method, OrgType, Role
from governance.domain.act import Act
from governance.domain.editing import editing, save_checked, scope_of
from governance.domain.ending import end_dated
from governance.domain.operation import Change, operation, require
from governance.domain.posts import Appointment, end_all, take_office
from governance.domain.rights import require_visible
from governance.domain.standing import current, require_working
from governance.models import Document, PartyOrganization, RoleAssignment, Term
from governance.rules.parameters import DEFAULTS
from schools.models import Person
from schools.periods import add_years, open_period

YEARS = {
    OrgType.COMMITTEE: "YEARS_GW",
    OrgType.GENERAL_BRANCH: "YEARS_GB",
    OrgType.BRANCH: "YEARS_BR",
    OrgType.JOINT_BRANCH: "YEARS_BR",
}


@dataclass(frozen=True)
class Seat:
    """One elected person: the post, the duties and how far the result is approved."""

    role: Role
    person: Person
    duties: tuple[Duty, ...] = field(default_factory=tuple)
    approved_on: date | None = None
    filed_on: date | None = None
    is_full_time_party: bool | None = None
    document: Document | None = None


def planned_end_of(organization: PartyOrganization, start: date) -> date:
    """Return when a term that starts on ``start`` is due."""
    return add_years(start, DEFAULTS[YEARS[OrgType(organization.type)]])


def term_open(
    *,
    act: Act,
    organization: PartyOrganization,
    committee_seats: int | None,
    number: int | None = None,
    planned_end: date | None = None,
    deputy_seats: int = 0,
    method: Method = Method.ELECTED,
    team: Iterable[Seat] = (),
    early_approval: Document | None = None,
) -> Term:
    """Open the next term on the day of the act (gate G2): the last one and its team make room.

    Args:
        committee_seats: approved number of persons; 0 for a branch without committee.
        number: 第几届; the last number plus one when left out.
        planned_end: derived from the type when left out.
        team: the elected persons.
        early_approval: the approval of an election held before the last term was due.

    Raises:
        Refused: if the committee or the team does not fit the members (CMT-001, CMT-009).
        ReasonNeeded: if a branch below seven full members elects a committee (CMT-002).

    """
    team = tuple(team)
    require(organization.type in TERM_TYPES, _("{name}不实行届次。"), name=organization)
    people = (row for seat in team for row in (seat.person, seat.document))
    require_visible(act.actor, organization, early_approval, *people)
    with operation(act, "term_open", **scope_of(organization), organising=True) as change:
        require_working(organization, act.on)
        last = Term.objects.filter(organization=organization).order_by("-period").first()
        _clear_team(organization, act.on, change)
        _close_last(last, act.on, change, early_approval)
        term = Term(
            organization=organization,
            number=number or _next_number(last, act.on),
            period=open_period(act.on),
            planned_end=planned_end or planned_end_of(organization, act.on),
            committee_seats=committee_seats,
            deputy_seats=deputy_seats,
            method=method,
        )
        save_checked(term)
        change.created(term)
        _seat(organization, team, act, change, method)
        change.ask_at(Gate.G2, organization.pk)
        change.sum_up(gettext_noop("{name}{term}任期开始"), name=organization, term=term)
    return term


def _next_number(last: Term | None, on: date) -> int | None:
    """Return the number after the last one; a term that began the same day is replaced and never was."""
    if last is None:
        return 1
    if last.number is None:
        return None
    return last.number if last.starts_on == on else last.number + 1


def _close_last(last: Term | None, on: date, change: Change, early_approval: Document | None) -> None:
    if last is not None and last.ends_on is None:
        end_dated(last, on, change, early_approval=early_approval or last.early_approval)


def _clear_team(organization: PartyOrganization, on: date, change: Change) -> None:
    """End every committee post: who serves on is elected anew, whether or not a term was registered."""
    serving = RoleAssignment.objects.filter(
        organization=organization, role__in=COMMITTEE_ROLES, period__endswith=None
    )
    end_all(serving.select_related("post"), on, change, AssignmentEnd.TERM)


def _seat(
    organization: PartyOrganization, team: Iterable[Seat], act: Act, change: Change, method: Method
) -> None:
    for seat in team:
        appointment = Appointment(
            method=method,
            elected_on=act.on if method == Method.ELECTED else None,
            approved_on=seat.approved_on,
            filed_on=seat.filed_on,
            duties=seat.duties,
            is_full_time_party=seat.is_full_time_party,
            document=seat.document or act.document,
        )
        take_office(organization, seat.role, seat.person, act.on, change, appointment)


def term_extend(*, act: Act, term: Term, until: date, extension: Document | None = None) -> Term:
    """Record an extension; without the approval it is only an application (TERM-003)."""
    require_visible(act.actor, extension)
    with editing(act, "term_extend", term, organising=False) as (change, fresh):
        _require_running(fresh)
        require(
            fresh.planned_end is None or until > fresh.planned_end,
            _("延期日期应当晚于届满日期 {due}。"),
            due=fresh.planned_end,
        )
        fresh.extended_until = until
        fresh.extension_applied_on = fresh.extension_applied_on or act.on
        fresh.extension = extension or fresh.extension
        change.sum_up(
            gettext_noop("{name}{term}延期至{until}"), name=fresh.organization, term=fresh, until=until
        )
    return fresh


def term_close(*, act: Act, term: Term) -> Term:
    """End a term without a successor, with everybody who serves in it."""
    require_visible(act.actor, term)
    with operation(act, "term_close", **scope_of(term), organising=False) as change:
        fresh = current(term)
        _require_running(fresh)
        _clear_team(fresh.organization, act.on, change)
        end_dated(fresh, act.on, change)
        change.sum_up(gettext_noop("{name}{term}结束"), name=fresh.organization, term=fresh)
    return fresh


def _require_running(term: Term) -> None:
    require(
        term.ends_on is None,
        _("{name}{term}已于{day}结束。"),
        name=term.organization,
        term=term,
        day=term.ends_on,
    )


def term_note(
    *,
    act: Act,
    term: Term,
    reminded_on: date | None = None,
    election_opened_on: date | None = None,
    by_election_opened_on: date | None = None,
) -> Term:
    """Record a step on the way to an election: the reminder, the opened election or by-election."""
    with editing(act, "term_note", term, organising=False) as (change, fresh):
        fresh.reminded_on = reminded_on or fresh.reminded_on
        fresh.election_opened_on = election_opened_on or fresh.election_opened_on
        fresh.by_election_opened_on = by_election_opened_on or fresh.by_election_opened_on
        change.sum_up(gettext_noop("登记{name}换届进展"), name=fresh.organization)
    return fresh
