"""TERM-001 任期年限."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from governance.choices import TERM_TYPES, OrgType, Severity, SubjectKind
from governance.facts import SchoolFacts, TermFact
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, TERM_OPINION, text
from governance.rules.vocabulary import add_years, iso, org_of_term

YEARS = {OrgType.COMMITTEE: "YEARS_GW", OrgType.GENERAL_BRANCH: "YEARS_GB"}


@rule(
    code="TERM-001",
    name=_("任期年限"),
    subject=SubjectKind.TERM,
    severity=Severity.WARNING,
    summary=_("登记的届满日期与党组织每届任期的年数不一致。"),
    why=_("届满日期登记错了，换届提醒和到期判断就都错了。"),
    sources=(text(TERM_OPINION), text(BRANCH_REGULATION)),
    parameters=("YEARS_GW", "YEARS_GB", "YEARS_BR", "TERM_RULE_FROM", "TERM_TOLERANCE"),
    silenced_by=(Silencer("ORG-034"), Silencer("TERM-007", variants=frozenset({"a"}))),
    texts={
        "": Text(
            _("{org}第{no}届登记任期{start}至{end}，与{type}每届任期一般{years}年不一致。"),
            _("请核对批复或者选举结果报告，更正届满日期；经批准另有任期的，登记文件。"),
        ),
    },
    passes=Example(
        _("党支部2023年3月15日开始的一届，登记2026年3月15日届满。"),
        school(
            branch(term=term(start=date(2023, 3, 15), planned_end=date(2026, 3, 15))), on=date(2025, 1, 1)
        ),
    ),
    fails=Example(
        _("党支部2023年3月15日开始的一届，登记2028年3月15日届满，共五年。"),
        school(branch(term=term(start=date(2023, 3, 15), planned_end=date(2028, 3, 15)))),
    ),
)
def unusual_term_length(term: TermFact, facts: SchoolFacts) -> Result:
    """Older terms ran under older rules, and an approved adjustment may carry a term over."""
    org, params = org_of_term(term, facts), facts.params
    if org.type not in TERM_TYPES or term.is_carried_over or term.start < params["TERM_RULE_FROM"]:
        return NOT_APPLICABLE
    if term.planned_end is None:
        return unknown(_("届满日期"))
    years = params[YEARS.get(org.type, "YEARS_BR")]
    tolerance = timedelta(days=params["TERM_TOLERANCE"])
    if abs(term.planned_end - add_years(term.start, years)) <= tolerance:
        return PASSED
    return warning(
        no=term.number or "—",
        start=iso(term.start),
        end=iso(term.planned_end),
        type=str(org.type.label),
        years=years,
    )
