"""SEC-009 支部书记党龄."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import BRANCH_TYPES, MemberStage, Role, Severity, SubjectKind
from governance.facts import RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import BRANCH_REGULATION, text
from governance.rules.vocabulary import add_years

ORG = branch(full=20)


@rule(
    code="SEC-009",
    name=_("支部书记党龄"),
    subject=SubjectKind.ASSIGNMENT,
    severity=Severity.WARNING,
    summary=_("支部书记转正未满一般应当具有的党龄。"),
    why=_("支部书记需要熟悉党内生活，有一定的党务工作经历。"),
    sources=(text(BRANCH_REGULATION),),
    parameters=("BRANCH_SEC_YEARS",),
    silenced_by=(Silencer("ORG-034"), Silencer("CMT-016")),
    texts={
        "": Text(
            _("{org}书记转正未满{years}年。"),
            _("一般应当具有{years}年以上党龄；经批准任职的，登记文件。"),
        ),
    },
    passes=Example(
        _("支部书记转正到今天正好满1年。"),
        school(ORG, roles=(holder(ORG, Role.SECRETARY, full_on=date(2025, 6, 1)),)),
    ),
    fails=Example(
        _("支部书记转正11个月。"),
        school(ORG, roles=(holder(ORG, Role.SECRETARY, full_on=date(2025, 7, 1)),)),
    ),
)
def new_member_secretary(role: RoleFact, facts: SchoolFacts) -> Result:
    """Party age runs from the day of full membership; the finding heals with time."""
    if role.role != Role.SECRETARY or role.is_acting:
        return NOT_APPLICABLE
    org = facts.orgs_by_id.get(role.body_id)
    if org is None or org.type not in BRANCH_TYPES:
        return NOT_APPLICABLE
    if role.stage in (MemberStage.PROBATIONARY, MemberStage.NONE):
        return NOT_APPLICABLE  # whether this person may hold the post at all is CMT-009
    if role.full_on is None:
        return unknown(_("书记的转正日期"))
    years = facts.params["BRANCH_SEC_YEARS"]
    return warning(years=years) if add_years(role.full_on, years) > facts.on else PASSED
