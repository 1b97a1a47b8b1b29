"""TERM-004 换届提醒."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import TERM_TYPES, Enforcement, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, info, unknown
from governance.rules.sources import BRANCH_REGULATION, text
from governance.rules.vocabulary import add_months, extension_approved, iso

_ENDING = {"start": date(2023, 3, 15), "planned_end": date(2026, 3, 15)}


@rule(
    code="TERM-004",
    name=_("换届提醒"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.INFO,
    enforcement=Enforcement.REPORT,
    summary=_("任期将在半年内届满，上级党组织尚未登记换届提醒。"),
    why=_("提前提醒由上级党组织负责，给换届准备留出时间。"),
    sources=(text(BRANCH_REGULATION),),
    parameters=("LEAD_MONTHS",),
    is_waivable=False,
    silenced_by=(
        Silencer("ORG-034"),
        Silencer("TERM-007", variants=frozenset({"a"})),
        Silencer("TERM-002"),
    ),
    texts={
        "": Text(
            _("{org}将于{due}届满，尚未登记换届提醒。"),
            _("请以发函或者电话等方式提醒做好换届准备，并登记日期。"),
        ),
    },
    passes=Example(
        _("2026年3月15日届满，2025年9月20日已经提醒。"),
        school(branch(term=term(**_ENDING, reminded_on=date(2025, 9, 20))), on=date(2025, 10, 1)),
    ),
    fails=Example(
        _("2026年3月15日届满，到2025年9月15日还没有登记提醒。"),
        school(branch(term=term(**_ENDING)), on=date(2025, 9, 15)),
    ),
)
def unreminded_term_end(org: OrgFact, facts: SchoolFacts) -> Result:
    """An approved extension or an opened election shows that the end of the term is in hand."""
    term = org.term
    if org.type not in TERM_TYPES or term is None:
        return NOT_APPLICABLE
    if extension_approved(term, facts.on) or term.election_opened_on is not None:
        return NOT_APPLICABLE
    due = term.planned_end
    if due is None:
        return unknown(_("届满日期"))
    in_window = add_months(due, -facts.params["LEAD_MONTHS"]) <= facts.on <= due
    if not in_window or term.reminded_on is not None:
        return PASSED
    return info(due=iso(due))
