"""ORG-010 链条完整."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import (
    LIVE_STATES,
    PENDING_STATES,
    Gate,
    OrgState,
    OrgType,
    Outcome,
    Severity,
    SubjectKind,
)
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import UPPER, branch, general_branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Judgement, Result, error, unknown, warning
from governance.rules.sources import BY_DEFAULT
from governance.rules.vocabulary import iso, state_label

_ABOVE = general_branch(id=80, name="示例中心校党总支", school_id=8)
_CLOSED = general_branch(
    id=81,
    name="示例中心校党总支",
    school_id=8,
    state=OrgState.DISSOLVED,
    state_since=date(2025, 7, 1),
)


def about_it_or_its_superior(org: OrgFact, _facts: SchoolFacts, failing: Judgement) -> bool:
    """Tell whether the failing rule is about the organisation or the one directly above."""
    return failing.subject_id in (org.id, org.superior_id)


@rule(
    code="ORG-010",
    name=_("链条完整"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    gate=Gate.G1,
    summary=_("党组织没有登记上级，或者直接上级已经不再运行。"),
    why=_("每个党组织都有上级党组织领导；隶属关系中断，审批、换届和党员管理都无人负责。"),
    sources=(BY_DEFAULT,),
    is_waivable=False,
    data_variants=frozenset({"a"}),
    states=LIVE_STATES | PENDING_STATES,
    silenced_by=(Silencer("ORG-034", when=about_it_or_its_superior),),
    texts={
        "a": Text(
            _("{org}未登记上级党组织。"),
            _("请确认并登记{org}的上级党组织，隶属关系变动的附上级文件。"),
        ),
        "b": Text(
            _("{org}的上级{sup}已于{date}{state}，隶属关系尚未调整。"),
            _("请确认并登记{org}的上级党组织，隶属关系变动的附上级文件。"),
        ),
    },
    passes=Example(
        _("党支部隶属党总支，党总支隶属县委教育工委。"),
        school(branch(full=5, superior_id=80), ancestors={80: _ABOVE, UPPER.id: UPPER}),
    ),
    fails=Example(
        _("党支部的上级党总支已于7月1日撤销。"),
        school(branch(full=5, superior_id=81), ancestors={81: _CLOSED, UPPER.id: UPPER}),
    ),
)
def broken_chain(org: OrgFact, facts: SchoolFacts) -> Result:
    """One break, one finding, at the organisation directly below it; before activation only a gap counts."""
    found = chain_at_activation(org, facts)
    if org.state in PENDING_STATES and found.variant != "a":
        return PASSED
    return found


@broken_chain.at(Gate.G1)
def chain_at_activation(org: OrgFact, facts: SchoolFacts) -> Result:
    """Activation asks for a superior at work."""
    if org.type == OrgType.UPPER:
        return NOT_APPLICABLE
    if _breaks_higher_up(org, facts):
        return Result(Outcome.NOT_APPLICABLE, because="ORG-010")
    superior = facts.superior(org)
    if superior is not None:
        return PASSED if superior.state in LIVE_STATES else _resting(superior)
    if org.superior_id is not None:
        return unknown(_("上级党组织"))
    return PASSED if org.external_superior else warning("a")


def _resting(superior: OrgFact) -> Result:
    return error("b", sup=superior.name, date=iso(superior.state_since), state=state_label(superior))


def _breaks_higher_up(org: OrgFact, facts: SchoolFacts) -> bool:
    """Tell whether a live organisation above has the break directly above itself."""
    above = facts.superior(org)
    while above is not None and above.state in LIVE_STATES and above.type != OrgType.UPPER:
        higher = facts.superior(above)
        if higher is None:
            return above.superior_id is None and not above.external_superior
        if higher.state not in LIVE_STATES:
            return True
        above = higher
    return False
