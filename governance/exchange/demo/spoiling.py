"""Faults that are written into a record which was right before."""

from collections.abc import Sequence
from datetime import timedelta

from governance.choices import AssignmentEnd, Duty, Method, Role
from governance.exchange.building.posts import assign
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.faults import Fault
from governance.exchange.demo.leaders import Leaders
from governance.exchange.demo.organizations import DemoSchool
from governance.exchange.demo.staff import Colleague
from governance.models import RoleAssignment, Term
from schools.choices import PoliticalStatus
from schools.periods import open_period

_VACANT_DAYS, _LEFT_DAYS, _PROBATION_DAYS = 60, 100, 500


def spoil(sheet: Sheet, demo: DemoSchool, leaders: Leaders, elected: Sequence[RoleAssignment]) -> None:
    """Write the faults drawn for the school into its election and its roster."""
    if demo.has(Fault.NO_SECRETARY) or demo.has(Fault.ACTING_SECRETARY):
        _vacate(sheet, demo, leaders, elected[0])
    if demo.has(Fault.UNAPPROVED):
        elected[0].approved_on = elected[0].document = None
    if demo.has(Fault.NO_DISCIPLINE):
        for assignment in elected:
            assignment.duties = [duty for duty in assignment.duties if duty != Duty.DISCIPLINE]
    if demo.has(Fault.NO_TERM):
        _forget_term(sheet, elected[0].term)
    if demo.has(Fault.LEFT):
        person = elected[-1].person
        colleague = next(member for member in demo.staff.members if member.person is person)
        colleague.retire(sheet.on - timedelta(days=_LEFT_DAYS))
    _spoil_roster(sheet, demo)


def _vacate(sheet: Sheet, demo: DemoSchool, leaders: Leaders, secretary: RoleAssignment) -> None:
    until = max(sheet.on - timedelta(days=_VACANT_DAYS), secretary.starts_on + timedelta(days=1))
    secretary.period = open_period(secretary.starts_on, until)
    secretary.end_reason = AssignmentEnd.MOVED
    acting = leaders.deputy or next(iter(leaders.vices), None)
    if demo.has(Fault.ACTING_SECRETARY) and acting in demo.staff.members:
        assign(
            sheet,
            demo.own,
            Role.SECRETARY,
            acting.person,
            until,
            method=Method.ACTING,
            is_acting=True,
            document=secretary.document,
        )


def _forget_term(sheet: Sheet, term: Term) -> None:
    sheet.remove(term)
    for assignment in sheet.of(RoleAssignment):
        if assignment.term is term:
            assignment.term = None


def _spoil_roster(sheet: Sheet, demo: DemoSchool) -> None:
    """Let the member who came last be unconfirmed past the year, or confirmed on a day nobody noted."""
    last: Colleague | None = next(iter(reversed(demo.staff.members)), None)
    if last is None:
        return
    if demo.has(Fault.PROBATION):
        last.person.political_status = PoliticalStatus.PROBATIONARY
        last.person.joined_on, last.person.full_on = sheet.on - timedelta(days=_PROBATION_DAYS), None
    elif demo.has(Fault.UNCLEAR):
        last.person.full_on = None
