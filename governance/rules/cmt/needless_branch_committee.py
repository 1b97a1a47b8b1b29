"""CMT-002 不足7人不设支委会."""

from django.utils.translation import gettext_lazy as _

from governance.choices import BRANCH_TYPES, Gate, Role, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts, exactly
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, info, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, text
from governance.rules.vocabulary import has_committee, regular

MEND = _("不足7人的支部设书记1名，必要时可以设副书记1名。请在下次换届时按实际人数办理；登记有误的请更正。")
_SIX = branch(full=6, term=term(committee_seats=0, full_at_start=exactly(6)))


@rule(
    code="CMT-002",
    name=_("不足7人不设支委会"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    gate=Gate.G2,
    asks_at=frozenset({Gate.G2}),
    summary=_("本届开始时正式党员不足7人的支部登记了支部委员会。"),
    why=_("不足7人的支部只设书记，必要时设副书记，由党员大会讨论决定。"),
    sources=(text(BRANCH_REGULATION),),
    parameters=("NEED_COMMITTEE",),
    softens_in_adjustment=True,
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(_("{org}本届开始时正式党员{n}人，不足7人，登记了支部委员会。"), MEND),
        "later": Text(_("{org}本届开始时正式党员{n}人，现有{n_full}人，已不足7人，仍设支部委员会。"), MEND),
    },
    passes=Example(
        _("正式党员6人，设书记、副书记各1名，没有委员会。"),
        school(_SIX, roles=(holder(_SIX, Role.SECRETARY), holder(_SIX, Role.DEPUTY_SECRETARY))),
    ),
    fails=Example(
        _("选举时正式党员6人，登记了三人的支部委员会。"),
        school(branch(full=6, term=term(committee_seats=3, full_at_start=exactly(6)))),
    ),
)
def needless_branch_committee(org: OrgFact, facts: SchoolFacts) -> Result:
    """What counts is the day of the election; fewer members later are nothing to act on before the next."""
    needed = org.own_full.at_least(facts.params["NEED_COMMITTEE"])
    if org.type not in BRANCH_TYPES or needed:
        return NOT_APPLICABLE
    if needed is None:
        return unknown(_("转正日期"))
    if not _in_being(org, facts):
        return PASSED
    if org.term is None:
        return unknown(_("当前届次"))
    at_start = org.term.full_at_start.at_least(facts.params["NEED_COMMITTEE"])
    if at_start is None:
        return unknown(_("转正日期"))
    start = org.term.full_at_start.lo
    return info("later", n=start, n_full=org.own_full.lo) if at_start else warning(n=start)


@needless_branch_committee.at(Gate.G2)
def needless_on_opening(org: OrgFact, facts: SchoolFacts) -> Result:
    """Opening a term with a committee that the branch is too small for asks a reason."""
    needed = org.own_full.at_least(facts.params["NEED_COMMITTEE"])
    if org.type not in BRANCH_TYPES or needed or not _in_being(org, facts):
        return NOT_APPLICABLE
    return unknown(_("转正日期")) if needed is None else warning(n=org.own_full.lo)


def _in_being(org: OrgFact, facts: SchoolFacts) -> bool:
    return has_committee(org.term) or bool(regular(org, facts, Role.MEMBER))
