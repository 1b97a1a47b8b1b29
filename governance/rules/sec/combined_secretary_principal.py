"""SEC-001 书记校长分设."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, Role, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, holder, school
from governance.rules.leadership import in_time, out_of_reach, secretary_and_principal
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import LEADERSHIP_OPINION, article
from governance.rules.vocabulary import about_own_org

ORG = general_branch(full=60, tree_branches=2)


@rule(
    code="SEC-001",
    name=_("书记校长分设"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("设党委、党总支的学校，党组织书记和校长由同一人担任。"),
    why=_("党委、党总支学校规模较大，书记、校长分设便于党组织把主要精力放在领导和抓党建上。"),
    sources=(article(LEADERSHIP_OPINION, _("第十二条")),),
    parameters=("ALIGN_DAYS",),
    softens_in_adjustment=True,
    silenced_by=(
        Silencer("ORG-001"),
        Silencer("ORG-002"),
        Silencer("ORG-029"),
        Silencer("CMT-014", when=about_own_org),
        Silencer("SEC-011"),
    ),
    texts={
        "": Text(
            _("{school}设{type}，党组织书记和校长由同一人担任。"),
            _(
                "设党委、党总支的学校，书记、校长一般分设。请提请{upper}统筹研究；暂不具备条件的，登记研究意见和过渡安排。"
            ),
        ),
    },
    passes=Example(
        _("设党总支的学校，书记、校长由两人分别担任。"),
        school(ORG, roles=(holder(ORG, Role.SECRETARY), holder(None, Role.PRINCIPAL))),
    ),
    fails=Example(
        _("设党总支的学校，书记、校长由一人担任。"),
        school(
            ORG,
            roles=(holder(ORG, Role.SECRETARY, person_id=1), holder(None, Role.PRINCIPAL, person_id=1)),
        ),
    ),
)
def combined_secretary_principal(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """An acting holder of either post is no fault of this rule: CMT-014 or SEC-011 speaks."""
    if (outside := out_of_reach(facts, *LEADING_TYPES)) is not None:
        return outside
    both, own = secretary_and_principal(facts), facts.own_org
    if both is None or own is None:
        return NOT_APPLICABLE
    if both[0].person_id != both[1].person_id:
        return PASSED
    finding = in_time(warning, facts, both[0].start, both[1].start)
    return finding(type=str(own.type.label))
