"""TERM-003 延期或提前换届的审批."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.choices import TERM_TYPES, Severity, SubjectKind
from governance.facts import SchoolFacts, TermFact
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, unknown, warning
from governance.rules.sources import ELECTION_REGULATION, TERM_OPINION, article, text
from governance.rules.vocabulary import add_months, extension_approved, org_of_term

A_YEAR = 12
UNAPPROVED = Text(_("{org}第{no}届{shift}换届未登记上级批准文件。"), _("请补充登记{upper}的批准文件。"))
TOO_FAR = Text(
    _("{org}第{no}届{shift}换届期限{months}个月，超过一般不超过{limit}的要求。"),
    _("请补充登记{upper}的批准文件。"),
)


def _extended(until: date) -> dict[str, date]:
    return {"extended_until": until, "extension_approved_on": date(2026, 12, 1)}


@rule(
    code="TERM-003",
    name=_("延期或提前换届的审批"),
    subject=SubjectKind.TERM,
    severity=Severity.ERROR,
    summary=_("延期或者提前换届没有登记上级批准，或者期限超过一般上限。"),
    why=_("延期和提前换届由上级党组织批准，期限一般不超过1年。"),
    sources=(article(ELECTION_REGULATION, _("第三条")), text(TERM_OPINION)),
    parameters=("SHIFT_MAX_MONTHS", "EARLY_TOLERANCE"),
    waivable_variants=frozenset({"b", "d"}),
    silenced_by=(
        Silencer("ORG-034"),
        Silencer("TERM-007", variants=frozenset({"a"})),
        Silencer("TERM-002"),
    ),
    texts={"a": UNAPPROVED, "b": TOO_FAR, "c": UNAPPROVED, "d": TOO_FAR},
    passes=Example(
        _("2027年3月15日届满，经批准延期到2028年3月15日，正好12个月。"),
        school(branch(term=term(**_extended(date(2028, 3, 15)))), on=date(2027, 4, 1)),
    ),
    fails=Example(
        _("2027年3月15日届满，经批准延期到2028年3月16日，为12个月零1天。"),
        school(branch(term=term(**_extended(date(2028, 3, 16)))), on=date(2027, 4, 1)),
    ),
)
def unapproved_term_shift(term: TermFact, facts: SchoolFacts) -> Result:
    """All extensions of a term count together; the missing approval is said before the length."""
    if org_of_term(term, facts).type not in TERM_TYPES:
        return NOT_APPLICABLE
    if term.extended_until is not None and term.planned_end is None:
        return unknown(_("届满日期"))
    return _unapproved(term, facts) or _too_far(term, facts) or PASSED


def _unapproved(term: TermFact, facts: SchoolFacts) -> Result | None:
    waiting = term.extended_until is not None and not extension_approved(term, facts.on)
    if waiting and term.planned_end is not None and facts.on <= term.planned_end:
        return error("a", no=term.number or "—", shift=str(_("延期")))
    if _is_early(term, facts) and not term.early_approved:
        return error("c", no=term.previous_number or "—", shift=str(_("提前")))
    return None


def _too_far(term: TermFact, facts: SchoolFacts) -> Result | None:
    most = facts.params["SHIFT_MAX_MONTHS"]
    if term.planned_end is not None and term.extended_until is not None:
        months = _months(term.planned_end, term.extended_until)
        if months > most and extension_approved(term, facts.on):
            return warning(
                "b", no=term.number or "—", shift=str(_("延期")), months=months, limit=_limit(most)
            )
    if _is_early(term, facts) and term.previous_planned_end is not None:
        months = _months(term.start, term.previous_planned_end)
        if months > most:
            number = term.previous_number or "—"
            return warning("d", no=number, shift=str(_("提前")), months=months, limit=_limit(most))
    return None


def _is_early(term: TermFact, facts: SchoolFacts) -> bool:
    """Tell whether the election was early; a term carried over by an approved adjustment never is."""
    if term.previous_planned_end is None or term.is_carried_over:
        return False
    tolerance = timedelta(days=facts.params["EARLY_TOLERANCE"])
    return term.start < term.previous_planned_end - tolerance


def _months(start: date, end: date) -> int:
    """Return how many months it takes from ``start`` to reach ``end``; a day more is a month more."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) >= end else months + 1


def _limit(months: int) -> Any:
    return str(_("1年")) if months == A_YEAR else {"text": str(_("{months}个月")), "months": months}
