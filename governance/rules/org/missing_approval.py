"""ORG-022 成立批复."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from governance.choices import LIVE_STATES, Gate, OrgState, OrgType, Severity, SubjectKind
from governance.facts import DocumentFact, OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import approval, branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, warning
from governance.rules.sources import BRANCH_REGULATION, article
from governance.rules.vocabulary import add_months

UNAPPROVED = frozenset({OrgType.GROUP, OrgType.UPPER})
MEND = _("请补充登记批复文号、日期、批复单位；档案缺失的，由{upper}出具说明。")
MISSING = Text(_("{org}未登记成立批复（{missing}）。"), MEND)
ISSUER = Text(_("{org}的成立批复由{issuer}作出，请核对审批权限。"), MEND)
ORDER = Text(_("{org}{event}日期早于批复日期。"), MEND)
LEGACY = frozenset({"legacy_a", "legacy_b", "legacy_c"})


def _approved(on: date, **changes: date) -> OrgFact:
    return branch(full=5, applied_on=date(2026, 3, 1), approval=approval(issued_on=on), **changes)


@rule(
    code="ORG-022",
    name=_("成立批复"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    gate=Gate.G1,
    summary=_("党组织没有完整的成立批复，批复单位没有审批权限，或者批复的日期与先后次序不符。"),
    why=_("党组织由有审批权限的上级党委批准成立；先申请、后批复、再选举，次序不能颠倒。"),
    sources=(article(BRANCH_REGULATION, _("第六条")),),
    parameters=("APPROVE_MONTHS", "LEGACY_BEFORE"),
    data_variants=LEGACY,
    waivable_variants=LEGACY,
    states=LIVE_STATES | {OrgState.PREPARING},
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "a": MISSING,
        "b": ISSUER,
        "c": ORDER,
        "d": Text(_("{org}自申请至批复历时{days}天，超过一般不超过1个月的时限。"), MEND),
        "legacy_a": MISSING,
        "legacy_b": ISSUER,
        "legacy_c": ORDER,
    },
    passes=Example(
        _("3月1日申请，4月1日批复。"), school(_approved(date(2026, 4, 1), established_on=date(2026, 4, 1)))
    ),
    fails=Example(
        _("4月2日才批复，书记在3月20日已经选举。"),
        school(
            _approved(date(2026, 4, 2), established_on=date(2026, 4, 2), first_election_on=date(2026, 3, 20))
        ),
    ),
)
def missing_approval(org: OrgFact, facts: SchoolFacts) -> Result:
    """A missing, unentitled or late approval; before activation the order of events is still open."""
    if org.type in UNAPPROVED:
        return NOT_APPLICABLE
    found = approval_at_activation(org, facts)
    if org.state == OrgState.PREPARING and found.variant == "c":
        found = PASSED
    if found == PASSED:
        return _slow(org, facts)
    return warning(f"legacy_{found.variant}", **found.evidence) if _is_legacy(org, facts) else found


@missing_approval.at(Gate.G1)
def approval_at_activation(org: OrgFact, facts: SchoolFacts) -> Result:
    """Activation asks for a complete approval, by who may approve, before the election."""
    if org.type in UNAPPROVED:
        return NOT_APPLICABLE
    given = org.approval or DocumentFact()
    missing = _missing_parts(given)
    if missing:
        return error("a", missing=missing)
    if given.issuer_may_approve is False:
        return error("b", issuer=given.issuer)
    early = _events_before(org, given.issued_on)
    return error("c", event=early) if early else PASSED


def _missing_parts(given: DocumentFact) -> list[str]:
    parts = (
        (given.number, gettext_noop("批复文号")),
        (given.issued_on, gettext_noop("批复日期")),
        (given.issuer and given.issuer_may_approve is not None, gettext_noop("批复单位")),
    )
    return [name for value, name in parts if not value]


def _events_before(org: OrgFact, approved_on: date | None) -> list[str]:
    events = (
        (org.established_on, gettext_noop("成立")),
        (org.first_election_on, gettext_noop("首次选举")),
    )
    return [name for day, name in events if day and approved_on and day < approved_on]


def _slow(org: OrgFact, facts: SchoolFacts) -> Result:
    """The application is on record only where the members applied; then a month is the rule."""
    approved_on = org.approval.issued_on if org.approval else None
    if org.applied_on is None or approved_on is None:
        return PASSED
    if approved_on <= add_months(org.applied_on, facts.params["APPROVE_MONTHS"]):
        return PASSED
    return warning("d", days=(approved_on - org.applied_on).days)


def _is_legacy(org: OrgFact, facts: SchoolFacts) -> bool:
    """Tell whether the file may be lost: entered from old records, and not known to be newer."""
    before: date = facts.params["LEGACY_BEFORE"]
    return org.is_imported and (org.established_on is None or org.established_on < before)
