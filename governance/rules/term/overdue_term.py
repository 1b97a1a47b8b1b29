"""TERM-002 届满未换届."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import TERM_TYPES, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, unknown
from governance.rules.sources import ELECTION_REGULATION, article
from governance.rules.vocabulary import iso, term_due

_ENDED = {"start": date(2023, 3, 15), "planned_end": date(2026, 3, 15)}


@rule(
    code="TERM-002",
    name=_("届满未换届"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    summary=_("任期已经届满，没有经批准的延期，也没有登记换届结果。"),
    why=_("按期换届是党内民主的要求，任期届满后班子的履职依据就不完整。"),
    sources=(article(ELECTION_REGULATION, _("第三条")),),
    is_waivable=False,
    silenced_by=(Silencer("ORG-034"), Silencer("TERM-007", variants=frozenset({"a"}))),
    texts={
        "": Text(
            _("{org}第{no}届已于{due}届满，至今逾期{days}天，尚未登记换届结果。"),
            _(
                "请向{upper}报送换届请示；确需延期的，报{upper}批准后登记，延长期限一般不超过1年。"
                "已换届的请登记选举结果。"
            ),
        ),
    },
    passes=Example(
        _("今天正是届满之日2026年3月15日。"), school(branch(term=term(**_ENDED)), on=date(2026, 3, 15))
    ),
    fails=Example(
        _("届满后第一天，延期只提出了申请、尚未批准。"),
        school(branch(term=term(**_ENDED, extended_until=date(2026, 9, 15))), on=date(2026, 3, 16)),
    ),
)
def overdue_term(org: OrgFact, facts: SchoolFacts) -> Result:
    """A term is due on its last day and overdue from the next; opening an election cures nothing."""
    if org.type not in TERM_TYPES or org.term is None:
        return NOT_APPLICABLE
    due = term_due(org.term, facts.on)
    if due is None:
        return unknown(_("届满日期"))
    if facts.on <= due:
        return PASSED
    return error(
        no=org.term.number or "—",
        due=iso(due),
        days=(facts.on - due).days,
        election_opened_on=iso(org.term.election_opened_on),
    )
