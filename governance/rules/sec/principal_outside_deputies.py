"""SEC-003 党员校长任副书记."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, MemberStage, Role, Severity, SubjectKind
from governance.facts import RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, holder, school
from governance.rules.leadership import in_time, out_of_reach, secretary_and_principal
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, unknown
from governance.rules.sources import LEADERSHIP_OPINION, article
from governance.rules.vocabulary import about_own_org, is_full, regular

ORG = general_branch(full=60, tree_branches=2)


@rule(
    code="SEC-003",
    name=_("党员校长任副书记"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.ERROR,
    summary=_("设党委、党总支的学校，校长是正式党员，没有担任党组织副书记。"),
    why=_("党员校长进入党组织班子并担任副书记，党组织的决定才能在行政工作中落到实处。"),
    sources=(article(LEADERSHIP_OPINION, _("第十二条")),),
    parameters=("ALIGN_DAYS",),
    softens_in_adjustment=True,
    is_waivable=False,
    silenced_by=(
        Silencer("ORG-001"),
        Silencer("ORG-002"),
        Silencer("ORG-029"),
        Silencer("SEC-001"),
        Silencer("CMT-014", when=about_own_org),
        Silencer("SEC-011"),
    ),
    texts={
        "": Text(
            _("{school}校长是中共党员，尚未登记担任{org}副书记。"),
            _("请按程序选举或者提请{upper}任命校长担任党组织副书记。"),
        ),
    },
    passes=Example(
        _("设党总支的学校，校长是预备党员。"),
        school(
            ORG,
            roles=(
                holder(ORG, Role.SECRETARY),
                holder(None, Role.PRINCIPAL, stage=MemberStage.PROBATIONARY, full_on=None),
            ),
        ),
    ),
    fails=Example(
        _("设党总支的学校，校长是正式党员，任职已满120天，在党组织中只是委员。"),
        school(
            ORG,
            roles=(
                holder(ORG, Role.SECRETARY),
                holder(None, Role.PRINCIPAL, person_id=1),
                holder(ORG, Role.MEMBER, person_id=1),
            ),
        ),
    ),
)
def principal_outside_deputies(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """A principal confirmed as a member last week has the same days as one appointed last week."""
    if (outside := out_of_reach(facts, *LEADING_TYPES)) is not None:
        return outside
    both = secretary_and_principal(facts)
    if both is None or both[0].person_id == both[1].person_id:
        return NOT_APPLICABLE
    head = both[1]
    if head.stage == MemberStage.UNCLEAR:
        return unknown(_("校长的党员身份"))
    if not is_full(head):
        return NOT_APPLICABLE
    if _is_deputy(head, facts):
        return PASSED
    return in_time(error, facts, head.start, head.full_on)()


def _is_deputy(head: RoleFact, facts: SchoolFacts) -> bool:
    own = facts.own_org
    deputies = regular(own, facts, Role.DEPUTY_SECRETARY) if own is not None else ()
    return head.person_id in {r.person_id for r in deputies}
