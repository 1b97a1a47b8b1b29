"""SEC-004 书记校长一人担任."""

from django.utils.translation import gettext_lazy as _

from governance.choices import MemberStage, OrgType, Role, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.leadership import in_time, out_of_reach, secretary_and_principal
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, not_applicable, unknown, warning
from governance.rules.sources import IMPLEMENTING_RULES, local
from governance.rules.vocabulary import about_own_org, is_full

ORG = branch(full=20)


@rule(
    code="SEC-004",
    name=_("书记校长一人担任"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("设党支部的学校，书记、校长由两人分别担任。"),
    why=_("设党支部的学校规模较小，书记、校长一般由一人担任，便于统筹党建和教育教学。"),
    sources=(local(IMPLEMENTING_RULES),),
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
            _("{school}设党支部，书记、校长目前由两人分别担任。"),
            _(
                "设党支部的学校，书记、校长一般由一人担任。请结合学校实际提请{upper}研究；经研究继续分设的，登记意见。"
            ),
        ),
        "not_full": Text(_("校长不是正式党员，不适用书记、校长由一人担任的设置。")),
    },
    passes=Example(
        _("设党支部的学校，书记、校长由一人担任。"),
        school(
            ORG,
            roles=(holder(ORG, Role.SECRETARY, person_id=1), holder(None, Role.PRINCIPAL, person_id=1)),
        ),
    ),
    fails=Example(
        _("设党支部的学校，书记、校长由两名正式党员分别担任。"),
        school(ORG, roles=(holder(ORG, Role.SECRETARY), holder(None, Role.PRINCIPAL))),
    ),
)
def separate_branch_leaders(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """A principal who is no full member cannot be the secretary: then nothing is to be mended."""
    if (outside := out_of_reach(facts, OrgType.BRANCH)) is not None:
        return outside
    both = secretary_and_principal(facts)
    if both is None:
        return NOT_APPLICABLE
    leader, head = both
    if leader.person_id == head.person_id:
        return PASSED
    if head.stage == MemberStage.UNCLEAR:
        return unknown(_("校长的党员身份"))
    if not is_full(head):
        return not_applicable("not_full")
    return in_time(warning, facts, leader.start, head.start)()
