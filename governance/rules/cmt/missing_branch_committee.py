"""CMT-001 支部委员会."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from governance.choices import BRANCH_TYPES, Gate, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, info, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, text

SIZE = _("{org}支部委员会职数{seats}人，与一般{min}至{usual}人、不超过{max}人的要求不一致。")
MEND = _("请报{upper}同意后召开党员大会选举支部委员会；已选举的，登记届次和委员职数。")


@rule(
    code="CMT-001",
    name=_("支部委员会"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    gate=Gate.G1,
    summary=_("正式党员7人以上的支部没有支部委员会，或者委员职数不合一般要求。"),
    why=_("正式党员7人以上的支部由支部委员会主持日常工作。"),
    sources=(text(BRANCH_REGULATION),),
    parameters=("NEED_COMMITTEE", "COMMITTEE_GRACE", "BR_SEATS_MIN", "BR_SEATS_USUAL", "BR_SEATS_MAX"),
    softens_in_adjustment=True,
    is_waivable=False,
    silenced_by=(Silencer("ORG-034"), Silencer("TERM-007", variants=frozenset({"a"}))),
    texts={
        "a": Text(_("{org}现有正式党员{n_full}人，尚未登记支部委员会。"), MEND),
        "b": Text(SIZE, MEND),
        "c": Text(SIZE, MEND),
    },
    passes=Example(
        _("正式党员7人，委员职数3人。"),
        school(branch(full=7, since7=date(2024, 3, 1), term=term(committee_seats=3))),
    ),
    fails=Example(
        _("正式党员达到7人已100天，只有书记，没有支部委员会。"),
        school(branch(full=7, since7=date(2026, 2, 21), term=term(committee_seats=0))),
    ),
)
def missing_branch_committee(org: OrgFact, facts: SchoolFacts) -> Result:
    """Seats are the approved number of persons; empty ones are CMT-008."""
    found = missing_now(org, facts)
    grace = timedelta(days=facts.params["COMMITTEE_GRACE"])
    if found.variant == "a" and org.since7 is not None and facts.on <= org.since7 + grace:
        return info("a", **found.evidence)
    if found != PASSED or org.term is None:
        return found
    return _judged_upwards(org.term.committee_seats or 0, facts)


@missing_branch_committee.at(Gate.G1, Gate.G2)
def missing_now(org: OrgFact, facts: SchoolFacts) -> Result:
    """A branch starts work, and a term opens, with the committee it needs: no days of grace."""
    if org.type not in BRANCH_TYPES:
        return NOT_APPLICABLE
    needed = org.own_full.at_least(facts.params["NEED_COMMITTEE"])
    if needed is None:
        return unknown(_("转正日期"))
    if not needed or org.term is None:
        return NOT_APPLICABLE
    seats = org.term.committee_seats or 0
    if not seats:
        return error("a", n_full=org.own_full.lo)
    return PASSED if seats >= facts.params["BR_SEATS_MIN"] else error("b", **_size(seats, facts))


def _judged_upwards(seats: int, facts: SchoolFacts) -> Result:
    if seats <= facts.params["BR_SEATS_USUAL"]:
        return PASSED
    too_many = seats > facts.params["BR_SEATS_MAX"]
    return (warning if too_many else info)("c", **_size(seats, facts))


def _size(seats: int, facts: SchoolFacts) -> dict[str, int]:
    params = facts.params
    return {
        "seats": seats,
        "min": params["BR_SEATS_MIN"],
        "usual": params["BR_SEATS_USUAL"],
        "max": params["BR_SEATS_MAX"],
    }
