"""CMT-009 任职资格."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from governance.choices import (
    PARTY_ROLES,
    WORKING_STATES,
    BodyKind,
    Duty,
    Enforcement,
    Gate,
    MemberStage,
    Method,
    OrgState,
    Role,
    Severity,
    SubjectKind,
)
from governance.facts import RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, info, unknown, warning
from governance.rules.sources import ELECTION_REGULATION, article

SAID = Text(
    _("{org}{post}的任职资格需要核实。"), _("请会同{upper}核实党员身份和组织关系，按程序办理任免或者补选。")
)
_ORG = general_branch(full=60, term=term(committee_seats=5))
_PUBLICITY = frozenset({Duty.PUBLICITY})
_PROBATIONARY = holder(_ORG, Role.MEMBER, duties=_PUBLICITY, stage=MemberStage.PROBATIONARY, full_on=None)


@rule(
    code="CMT-009",
    name=_("任职资格"),
    subject=SubjectKind.ASSIGNMENT,
    severity=Severity.ERROR,
    gate=Gate.INVARIANT,
    enforcement=Enforcement.REFUSE,
    refusing_variants=frozenset({""}),
    summary=_("党内职务的担任者不是正式党员、不能行使表决权，或者组织关系不在本组织。"),
    why=_("党内职务由在本组织享有选举权、被选举权的正式党员担任。"),
    sources=(article(ELECTION_REGULATION, _("第五条")),),
    parameters=("TRANSFER_DAYS",),
    is_waivable=False,
    silenced_by=(Silencer("ORG-034"), Silencer("CMT-016")),
    states=WORKING_STATES,
    texts={"": SAID, "c": SAID},
    passes=Example(
        _("2010年转正、组织关系在党总支下属支部的党员任委员。"),
        school(_ORG, roles=(holder(_ORG, Role.MEMBER),)),
    ),
    fails=Example(_("预备党员登记为宣传委员。"), school(_ORG, roles=(_PROBATIONARY,))),
)
def ineligible_post_holder(role: RoleFact, facts: SchoolFacts) -> Result:
    """Loss of eligibility is reported; the reason is told to entitled users only, by ``detail``.

    No membership and no vote share a variant, so that neither a list nor an export tells which it is.
    """
    found = without_vote(role, facts)
    if found.severity or found == NOT_APPLICABLE:
        return found
    return _outside(role, facts) or found


@ineligible_post_holder.at(Gate.G1, Gate.G2)
def without_vote(role: RoleFact, facts: SchoolFacts) -> Result:
    """A team starts with people who may vote and be elected; where they are members may follow."""
    if role.body != BodyKind.ORGANIZATION or role.role not in PARTY_ROLES:
        return NOT_APPLICABLE
    if role.stage in (MemberStage.PROBATIONARY, MemberStage.NONE) or not role.may_vote:
        return error()
    return unknown(_("转正日期")) if role.stage == MemberStage.UNCLEAR else PASSED


def detail(role: RoleFact) -> str:
    """Return what has to be checked, for users entitled to the roster; never stored or exported."""
    if role.stage in (MemberStage.PROBATIONARY, MemberStage.NONE):
        return str(_("非正式党员"))
    if not role.may_vote:
        return str(_("党员权利情况"))
    return str(_("组织关系不在本组织")) if role.in_subtree is False else ""


def _outside(role: RoleFact, facts: SchoolFacts) -> Result | None:
    org = facts.orgs_by_id.get(role.body_id)
    if role.in_subtree is not False or org is None or org.state == OrgState.PREPARING:
        return None
    transfer = timedelta(days=facts.params["TRANSFER_DAYS"])
    assigned = role.method == Method.ASSIGNED and facts.on <= role.start + transfer
    return info("c") if assigned else warning("c")
