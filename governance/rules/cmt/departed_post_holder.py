"""CMT-016 已离校、退休、去世仍在任."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import PARTY_ROLES, BodyKind, Enforcement, OrgKind, Role, Severity, SubjectKind
from governance.facts import RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error
from governance.rules.sources import BY_DEFAULT
from governance.rules.vocabulary import in_this_school, iso

_ORG = branch(full=5)
_RETIRED_BRANCH = branch(full=5, kind=OrgKind.RETIRED)
_LEFT = date(2026, 3, 1)


@rule(
    code="CMT-016",
    name=_("已离校、退休、去世仍在任"),
    subject=SubjectKind.ASSIGNMENT,
    severity=Severity.ERROR,
    enforcement=Enforcement.REPORT,
    summary=_("党内职务或者学校领导职务的担任者已经离校、退休或者去世，任职没有终止。"),
    why=_("任职不终止，空缺就看不出来，也无法补选。"),
    sources=(BY_DEFAULT,),
    is_data=True,
    is_waivable=False,
    silenced_by=(Silencer("ORG-034", when=in_this_school),),
    texts={
        "": Text(
            _("{org}{post}的登记人员已于{date}离校（退休），任职尚未终止。"),
            _("请登记任职终止日期，并按程序补选。"),
        ),
    },
    passes=Example(
        _("退休党员在离退休支部任书记。"),
        school(
            _RETIRED_BRANCH, roles=(holder(_RETIRED_BRANCH, Role.SECRETARY, left_on=_LEFT, is_retired=True),)
        ),
    ),
    fails=Example(
        _("支部书记3月1日调离，任职没有终止。"),
        school(_ORG, roles=(holder(_ORG, Role.SECRETARY, left_on=_LEFT),)),
    ),
)
def departed_post_holder(role: RoleFact, facts: SchoolFacts) -> Result:
    """Posts of the Party and of the school's leadership; unit posts end with the unit's own record."""
    in_party = role.body == BodyKind.ORGANIZATION and role.role in PARTY_ROLES
    if not in_party and role.body != BodyKind.SCHOOL:
        return NOT_APPLICABLE
    if role.left_on is None or role.left_on > facts.on:
        return PASSED
    org = facts.orgs_by_id.get(role.body_id) if in_party else None
    if role.is_retired and org is not None and org.kind == OrgKind.RETIRED:
        return PASSED
    return error(org=org.name if org else facts.name, date=iso(role.left_on))
