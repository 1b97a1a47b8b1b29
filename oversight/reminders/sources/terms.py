"""Ends of terms: some months before, one month before, and overdue.

The facts and the number of months are those of TERM-004 and TERM-002.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.choices import LIVE_STATES, TERM_TYPES
from governance.facts import OrgFact, SchoolFacts
from governance.rules.vocabulary import add_months, extension_approved, term_due
from oversight.choices.reminding import To
from oversight.due import Due

LABELS = {"term": _("任期")}
TEXTS = {
    "term_ahead": _("{org}的任期将于{deadline}届满，请着手准备换届。"),
    "term_remind": _("{org}的任期将于{deadline}届满，请提醒做好换届准备，并登记提醒日期。"),
    "term_soon": _("{org}的任期将于{deadline}届满，不足一个月，尚未登记启动换届。"),
    "term_overdue": _("{org}的任期已于{deadline}届满，尚未登记换届结果。"),
}
ONE_MONTH = 1
BOTH = (To.SCHOOL, To.ABOVE)


def term_dues(org: OrgFact, facts: SchoolFacts) -> Iterator[Due]:
    """Yield what is due about the end of the organisation's term: of its stages the newest."""
    if org.type not in TERM_TYPES or org.state not in LIVE_STATES or org.term is None:
        return
    deadline = term_due(org.term, facts.on)
    if deadline is None:
        return
    for kind, due_on, to in _stage(org, facts, deadline):
        yield Due(
            kind=kind,
            key=f"term/{org.number}/{org.term.start}/{deadline}/{kind}/{to}",
            due_on=due_on,
            deadline=deadline,
            school_id=facts.id,
            jurisdiction_id=None,
            to=to,
            words={"org": org.name, "deadline": deadline.isoformat()},
            url=reverse("governance:organization", args=[org.number]),
        )


def _stage(org: OrgFact, facts: SchoolFacts, deadline: date) -> list[tuple[str, date, To]]:
    """Return the kinds of the stage the term is in, since when, and for whom."""
    term = org.term
    ahead, soon = add_months(deadline, -facts.params["LEAD_MONTHS"]), add_months(deadline, -ONE_MONTH)
    if facts.on > deadline:
        return [("term_overdue", deadline + timedelta(days=1), to) for to in BOTH]
    if term.election_opened_on is not None:  # the end of the term is in hand
        return []
    if facts.on >= soon:
        return [("term_soon", soon, to) for to in BOTH]
    if facts.on < ahead or extension_approved(term, facts.on):
        return []
    told = [] if term.reminded_on else [("term_remind", ahead, To.ABOVE)]
    return [("term_ahead", ahead, To.SCHOOL), *told]
