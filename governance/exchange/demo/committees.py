"""Terms of the organisations of a demo school and who was elected for them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from governance.choices import DocumentKind, OrgType, Role
from governance.exchange.building.elections import Seat, elect_committee
from governance.exchange.building.founding import decide
from governance.exchange.building.organizations import open_term
from governance.exchange.building.posts import lead_group
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.county import County
from governance.exchange.demo.faults import Fault
from governance.exchange.demo.leaders import Leaders
from governance.exchange.demo.organizations import DemoSchool
from governance.exchange.demo.staff import Colleague
from governance.models import PartyOrganization, RoleAssignment, Term
from schools.periods import add_years

_COMMITTEE_FROM, _FIVE_SEATS_FROM = 7, 26
_NINE_SEATS_FROM, _SEVEN_SEATS_FROM = 120, 60
#: A term that ends within these days has been reminded of.
_REMINDED_DAYS = 200


def add_committees(
    sheet: Sheet, rng: Random, county: County, demo: DemoSchool, leaders: Leaders
) -> list[RoleAssignment]:
    """Open the current term of each organisation of the school and elect its secretary and committee.

    Returns what was elected in the school's own organisation, its secretary first.
    """
    elected = [] if demo.own is None else _elect_own(sheet, rng, county, demo, leaders)
    for branch, team in demo.branches:
        if branch is not demo.own:
            add_branch_committee(sheet, rng, branch, _branch_line(demo, leaders, branch, team))
    if demo.district is not None:
        line = [leaders.secretary, *(m for m in demo.staff.members if m is not leaders.secretary)]
        term = _open(sheet, rng, demo.district, 5)
        elect_committee(sheet, term, [Seat(Role.SECRETARY, line[0].person), *_members(line[1:5])])
    for group, members in demo.groups:
        leader = next((m for m in members if m.is_veteran and m not in leaders.all), None)
        if leader is not None:
            lead_group(sheet, group, leader.person, group.established_on)
    return elected


def add_branch_committee(
    sheet: Sheet, rng: Random, branch: PartyOrganization, line: Sequence[Colleague]
) -> None:
    """Open a term of a branch below others; the first of the line becomes secretary."""
    term = _open(sheet, rng, branch, _branch_seats(len(line)))
    elect_committee(
        sheet, term, [Seat(Role.SECRETARY, line[0].person), *_members(line[1 : term.committee_seats])]
    )


def _branch_line(
    demo: DemoSchool, leaders: Leaders, branch: PartyOrganization, team: Sequence[Colleague]
) -> list[Colleague]:
    """Return the team with the head of a host unit in front; where the fault was drawn, a teacher."""
    heads, teachers, rest = [], [], []
    for member in team:
        if not member.is_veteran or member in leaders.all:
            rest.append(member)
        elif member in leaders.heads.values():
            heads.append(member)
        else:
            teachers.append(member)
    is_last = bool(demo.plan.branches) and branch is demo.branches[demo.plan.branches - 1][0]
    front = teachers[:1] if is_last and demo.has(Fault.SECRETARY_NO_HEAD) else []
    return [*front, *heads, *teachers[len(front) :], *rest]


def _members(line: Sequence[Colleague]) -> list[Seat]:
    return [Seat(Role.MEMBER, colleague.person) for colleague in line]


def _branch_seats(size: int) -> int:
    if size < _COMMITTEE_FROM:
        return 0
    return 5 if size >= _FIVE_SEATS_FROM else 3


def _own_seats(demo: DemoSchool) -> int:
    size = demo.plan.members
    match demo.own.type:
        case OrgType.COMMITTEE:
            return 9 if size >= _NINE_SEATS_FROM else 7
        case OrgType.GENERAL_BRANCH:
            return 7 if size >= _SEVEN_SEATS_FROM else 5
        case _:
            return _branch_seats(size)


def _open(
    sheet: Sheet, rng: Random, organization: PartyOrganization, seats: int, demo: DemoSchool | None = None
) -> Term:
    """Open the current term of an organisation, late or unannounced where such a fault was drawn."""
    years = 5 if organization.type == OrgType.COMMITTEE else 3
    faults = demo.plan.faults if demo else frozenset()
    days = rng.randint(140, years * 330)
    if Fault.OVERDUE in faults:
        days = -rng.randint(20, 300)
    elif Fault.UNREMINDED in faults:
        days = rng.randint(60, 150)
    due = sheet.on + timedelta(days=days)
    start = add_years(due, -years)
    reminded = 0 <= days < _REMINDED_DAYS and Fault.UNREMINDED not in faults
    return open_term(
        sheet,
        organization,
        start,
        seats,
        number=rng.randint(3, 9),
        planned_end=add_years(start, 5) if Fault.LONG_TERM in faults else due,
        reminded_on=sheet.on - timedelta(days=15) if reminded else None,
    )


def _elect_own(
    sheet: Sheet, rng: Random, county: County, demo: DemoSchool, leaders: Leaders
) -> list[RoleAssignment]:
    term = _open(sheet, rng, demo.own, _own_seats(demo), demo)
    issuer = county.upper if demo.plan.is_public else county.private
    title = f"关于{demo.own.full_name}选举结果的批复"
    document = decide(
        sheet, demo.school, DocumentKind.APPROVAL, title, term.starts_on + timedelta(days=14), issuer
    )
    return elect_committee(sheet, term, list(_own_line(demo, leaders, term)), document)


def _own_line(demo: DemoSchool, leaders: Leaders, term: Term) -> Iterator[Seat]:
    """Yield who is elected in the school's own organisation, as many as it has seats."""
    first, seats = [Seat(Role.SECRETARY, leaders.secretary.person)], term.committee_seats or 0
    line: list[Colleague] = []
    if leaders.principal is not None and leaders.principal is not leaders.secretary:
        if demo.own.type == OrgType.BRANCH or demo.has(Fault.PRINCIPAL_OUTSIDE):
            line.append(leaders.principal)
        else:
            first.append(Seat(Role.DEPUTY_SECRETARY, leaders.principal.person, is_full_time=False))
    if leaders.deputy is not None:
        first.append(Seat(Role.DEPUTY_SECRETARY, leaders.deputy.person, is_full_time=True))
    vices = [vice for vice in leaders.vices if vice in demo.staff.members]
    line += vices[:-1] if demo.has(Fault.VICE_OUTSIDE) else vices
    line += [m for m in demo.staff.members if m.is_veteran and m not in leaders.all]
    yield from first
    free = seats - len(first) - demo.has(Fault.VACANT_SEAT)
    yield from _members(line[: max(free, 0)])
