"""SEC-005 专职副书记."""

from django.utils.translation import gettext_lazy as _

from governance.choices import OrgType, Role, Severity, SubjectKind
from governance.facts import RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.leadership import in_time, out_of_reach, secretary_and_principal
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import IMPLEMENTING_RULES, local
from governance.rules.vocabulary import about_own_org, regular

ORG = branch(full=20)


def _roles(*deputies: RoleFact) -> tuple[RoleFact, ...]:
    leader = holder(ORG, Role.SECRETARY, person_id=1)
    return (leader, holder(None, Role.PRINCIPAL, person_id=1), *deputies)


@rule(
    code="SEC-005",
    name=_("专职副书记"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("设党支部的学校，书记、校长由一人担任，没有专职副书记。"),
    why=_("书记、校长由一人担任时，需要有人专门负责党建日常工作。"),
    sources=(local(IMPLEMENTING_RULES),),
    parameters=("ALIGN_DAYS", "FULL_TIME_DEPUTY_N"),
    softens_in_adjustment=True,
    silenced_by=(
        Silencer("ORG-001"),
        Silencer("ORG-002"),
        Silencer("ORG-029"),
        Silencer("SEC-004"),
        Silencer("CMT-014", when=about_own_org),
        Silencer("SEC-011"),
    ),
    texts={
        "": Text(
            _("{school}书记、校长由一人担任，尚未登记专职副书记。"),
            _("请提请{upper}在核定职数内配备专职副书记{number}名。"),
        ),
    },
    passes=Example(
        _("书记、校长由一人担任，有1名登记为专职的副书记。"),
        school(ORG, roles=_roles(holder(ORG, Role.DEPUTY_SECRETARY, is_full_time_party=True))),
    ),
    fails=Example(
        _("书记、校长由一人担任，副书记登记为兼职。"),
        school(ORG, roles=_roles(holder(ORG, Role.DEPUTY_SECRETARY, is_full_time_party=False))),
    ),
)
def missing_full_time_deputy(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """What 专职 means is left to the appointing body: the flag is recorded, never derived."""
    if (outside := out_of_reach(facts, OrgType.BRANCH)) is not None:
        return outside
    both, own = secretary_and_principal(facts), facts.own_org
    if both is None or own is None or both[0].person_id != both[1].person_id:
        return NOT_APPLICABLE
    flags = [r.is_full_time_party for r in regular(own, facts, Role.DEPUTY_SECRETARY)]
    number = facts.params["FULL_TIME_DEPUTY_N"]
    if flags.count(True) >= number:
        return PASSED
    if None in flags:
        return unknown(_("副书记是否专职"))
    return in_time(warning, facts, both[0].start, both[1].start)(number=number)
