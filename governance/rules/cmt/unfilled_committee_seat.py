"""CMT-008 缺额补选."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, TERM_TYPES, Role, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts, TermFact
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, text
from governance.rules.vocabulary import committee_size, iso, regular, secretary, term_due

MEND = _("请按程序补选；书记、副书记确有必要的，可以由{upper}指派。")
_VACANT = branch(full=9, term=term(committee_seats=3), vacancy_since=date(2026, 3, 2))
_TEAM = (holder(_VACANT, Role.SECRETARY), holder(_VACANT, Role.MEMBER))


@rule(
    code="CMT-008",
    name=_("缺额补选"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("班子成员缺额较久，没有登记补选或者换届。"),
    why=_("班子成员出现缺额应当及时补选。"),
    sources=(text(BRANCH_REGULATION),),
    parameters=("VACANCY_DAYS", "NEED_COMMITTEE"),
    softens_in_adjustment=True,
    silenced_by=(Silencer("ORG-034"), Silencer("TERM-007", variants=frozenset({"a"}))),
    texts={
        "": Text(_("{org}委员会核定{seats}人，现有{n}人，缺额自{since}起已{days}天，尚未登记补选。"), MEND),
        "deputy": Text(
            _("{org}核定副书记{seats}名，现有{n}名，缺额自{since}起已{days}天，尚未登记补选。"), MEND
        ),
    },
    passes=Example(
        _("三人的委员会缺一人，今天是第90天。"), school(_VACANT, roles=_TEAM, on=date(2026, 5, 31))
    ),
    fails=Example(_("缺额已91天，没有启动补选或者换届。"), school(_VACANT, roles=_TEAM)),
)
def unfilled_committee_seat(org: OrgFact, facts: SchoolFacts) -> Result:
    """The secretary's seat is CMT-014's matter; a term that ends soon fills the rest by its election."""
    if org.type not in TERM_TYPES or org.term is None or _ends_soon(org.term, facts):
        return NOT_APPLICABLE
    if org.term.committee_seats is None:
        needs_none = org.own_full.at_least(facts.params["NEED_COMMITTEE"]) is False
        small = org.type not in LEADING_TYPES and needs_none
        return NOT_APPLICABLE if small else unknown(_("委员职数"))
    empty = empty_seats(org, facts)
    if empty is None or facts.on <= empty.since + timedelta(days=facts.params["VACANCY_DAYS"]):
        return PASSED
    days = (facts.on - empty.since).days
    return warning(empty.variant, seats=empty.seats, n=empty.present, since=iso(empty.since), days=days)


@dataclass(frozen=True, slots=True)
class EmptySeats:
    """Seats nobody fills and no election is about to: which, how many there are, how many are taken."""

    variant: str
    seats: int
    present: int
    since: date


def empty_seats(org: OrgFact, facts: SchoolFacts) -> EmptySeats | None:
    """Return the empty seats of the organisation's team, however long they have been empty."""
    term = org.term
    if org.type not in TERM_TYPES or term is None or term.committee_seats is None or _ends_soon(term, facts):
        return None
    vacant = _vacancy(org, term.committee_seats, term.deputy_seats, facts)
    since = org.vacancy_since or term.start
    return None if vacant is None or _answered(term, since) else EmptySeats(*vacant, since)


def _vacancy(org: OrgFact, seats: int, deputy_seats: int, facts: SchoolFacts) -> tuple[str, int, int] | None:
    """Return what is short (the committee or its deputies), the approved number and who is there."""
    present = committee_size(org, facts)
    if seats > present + (secretary(org, facts) is None):
        return "", seats, present
    deputies = len({r.person_id for r in regular(org, facts, Role.DEPUTY_SECRETARY)})
    return ("deputy", deputy_seats, deputies) if deputy_seats > deputies else None


def _answered(term: TermFact, since: date) -> bool:
    """Tell whether an election is under way; a by-election held before the vacancy filled another one."""
    opened = term.by_election_opened_on
    return term.election_opened_on is not None or (opened is not None and opened >= since)


def _ends_soon(term: TermFact, facts: SchoolFacts) -> bool:
    due = term_due(term, facts.on)
    return due is not None and due - facts.on < timedelta(days=facts.params["VACANCY_DAYS"])
