"""Who leads a demo school and its units."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from governance.choices import AssignmentEnd, DocumentKind, Method, Role
from governance.exchange.building.founding import decide
from governance.exchange.building.posts import assign
from governance.exchange.building.sheet import Sheet
from governance.exchange.demo.county import County
from governance.exchange.demo.faults import Fault
from governance.exchange.demo.figures import Category
from governance.exchange.demo.organizations import DemoSchool
from governance.exchange.demo.staff import Colleague, autumn
from governance.models import RoleAssignment
from schools.models import Unit

_LEADING = (Category.COMMITTEE, Category.GENERAL)
#: One vice principal from the first size of staff on, two and three from the next.
_VICE_FROM = (12, 60, 220)


@dataclass
class Leaders:
    """The people at the head of a school; ``heads`` by the number of their unit."""

    secretary: Colleague | None = None
    principal: Colleague | None = None
    deputy: Colleague | None = None
    vices: list[Colleague] = field(default_factory=list)
    former_vice: RoleAssignment | None = None
    heads: dict[str, Colleague] = field(default_factory=dict)

    @property
    def all(self) -> list[Colleague]:
        """Everybody at the head of the school, each once."""
        known = [self.secretary, self.principal, self.deputy, *self.vices]
        return [person for nth, person in enumerate(known) if person and person not in known[:nth]]


def choose_leaders(demo: DemoSchool) -> Leaders:
    """Choose the leaders from the members who have been longest at the school, then from the others."""
    members = [member for member in (demo.staff.teams[0] if demo.staff.teams else []) if member.is_veteran]
    line = iter([*members, *demo.staff.others])
    leaders = Leaders(principal=next(line))
    if demo.own is not None:
        leaders.secretary = leaders.principal
        if _are_two(demo):
            leaders.secretary = next(line)
        if len(members) > 3 and not demo.has(Fault.NO_FULL_TIME_DEPUTY):  # noqa: PLR2004 -- leaders before
            leaders.deputy = next(line)
    vices = sum(demo.plan.staff >= least for least in _VICE_FROM)
    leaders.vices = [next(line) for _ in range(vices)]
    if demo.has(Fault.NO_PRINCIPAL):
        leaders.principal = None
    return leaders


def _are_two(demo: DemoSchool) -> bool:
    """Tell whether secretary and principal are two people: in a 党委 or 总支 as a rule, in a branch not."""
    if demo.plan.category in _LEADING:
        return not demo.has(Fault.COMBINED)
    return demo.has(Fault.SEPARATE)


def add_leaders(sheet: Sheet, rng: Random, county: County, demo: DemoSchool) -> Leaders:
    """Appoint the principal, the vice principals and the heads of the units."""
    leaders = choose_leaders(demo)
    if demo.plan.category != Category.POINT:
        _appoint(sheet, rng, county, demo, leaders)
    busy = set(leaders.all)
    for unit in demo.units.groups:
        leaders.heads[unit.number] = head = _head_of(demo, unit, busy)
        busy.add(head)
        start = max(autumn(sheet.on, rng.randint(1, 4)), head.since)
        assign(sheet, unit, Role.UNIT_HEAD, head.person, start, method=Method.ENGAGED)
    return leaders


def _appoint(sheet: Sheet, rng: Random, county: County, demo: DemoSchool, leaders: Leaders) -> None:
    start = autumn(sheet.on, rng.randint(1, 5))
    issuer = county.upper if demo.plan.is_public else county.private
    title = f"关于{demo.school.name}领导班子成员任职的通知"
    document = decide(sheet, demo.school, DocumentKind.APPOINTMENT, title, start, issuer)
    method = Method.APPOINTED if demo.plan.is_public else Method.ENGAGED
    if leaders.principal is not None:
        person = leaders.principal.person
        assign(sheet, demo.school, Role.PRINCIPAL, person, start, method=method, document=document)
    for vice in leaders.vices:
        assign(sheet, demo.school, Role.VICE_PRINCIPAL, vice.person, start, method=method, document=document)
    if demo.has(Fault.STALE_GROUP):
        former = next(c for c in reversed(demo.staff.others) if c.is_veteran and c not in leaders.all)
        leaders.former_vice = assign(
            sheet,
            demo.school,
            Role.VICE_PRINCIPAL,
            former.person,
            autumn(sheet.on, 4),
            end=sheet.on - timedelta(days=200),
            method=method,
            document=document,
            end_reason=AssignmentEnd.MOVED,
        )


def _head_of(demo: DemoSchool, unit: Unit, busy: set[Colleague]) -> Colleague:
    """Return who leads the unit: a member who works there first, then anybody who does."""
    members, others = demo.workers(unit)
    line = [*filter(_is_veteran, members), *filter(_is_veteran, others), *members, *others]
    return next((c for c in line if c not in busy), None) or next(iter(line or demo.staff.others))


def _is_veteran(colleague: Colleague) -> bool:
    return colleague.is_veteran
