"""ORG-034 学校已撤并、党组织未调整."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import WORKING_STATES, OrgType, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, info
from governance.rules.sources import BRANCH_REGULATION, text
from governance.rules.vocabulary import iso, longer_than
from schools.choices import SchoolState

ENDED = frozenset({SchoolState.MERGED, SchoolState.CLOSED})
#: A party group goes with its branch.
NOT_JUDGED = frozenset({OrgType.GROUP, OrgType.UPPER})


@rule(
    code="ORG-034",
    name=_("学校已撤并、党组织未调整"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    summary=_("学校已经撤销或者合并，它的党组织还在运行或者筹建。"),
    why=_("党员所在单位变化后，应当及时调整或者撤销党组织，把党员的组织关系接续好。"),
    sources=(text(BRANCH_REGULATION),),
    parameters=("TRANSFER_DAYS",),
    is_waivable=False,
    states=WORKING_STATES,
    texts={
        "": Text(
            _("{school}已于{date}{state}，{org}尚未调整。"),
            _("请报{upper}办理并入、更名或者撤销，并转接党员组织关系。"),
        ),
    },
    passes=Example(_("学校正常办学。"), school(branch(full=5))),
    fails=Example(
        _("学校去年9月撤销，党支部还在运行。"),
        school(branch(full=5), state=SchoolState.CLOSED, closed_on=date(2025, 9, 1)),
    ),
)
def orphaned_organization(org: OrgFact, facts: SchoolFacts) -> Result:
    """The members' relations take some time to move; until then it is a hint."""
    if org.type in NOT_JUDGED:
        return NOT_APPLICABLE
    if facts.state not in ENDED:
        return PASSED
    evidence = {"state": str(facts.state.label)}
    if facts.closed_on is not None:
        evidence["date"] = iso(facts.closed_on)
    late = longer_than(facts.closed_on, facts.params["TRANSFER_DAYS"], facts)
    return error("", **evidence) if late else info("", **evidence)
