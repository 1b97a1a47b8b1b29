"""ORG-015 单支部学校设党小组."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement, OrgType, Severity, SubjectKind
from governance.facts import SchoolFacts, UnitFact
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school, unit
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, info
from governance.rules.sources import IMPLEMENTING_RULES, local
from governance.rules.vocabulary import about_own_org
from schools.choices import UnitKind

_SCIENCE = unit("理科组", kind=UnitKind.SUBJECT, party_members=4)


@rule(
    code="ORG-015",
    name=_("单支部学校设党小组"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.INFO,
    enforcement=Enforcement.REPORT,
    summary=_("单独设置党支部的学校，党员较多的基本单元还没有党小组。"),
    why=_("支部之下不再设支部；党员较多的年级组、教研组设党小组，同样可以把工作做到单元。"),
    sources=(local(IMPLEMENTING_RULES),),
    parameters=("PG_HINT_MEMBERS", "PG_MIN"),
    silenced_by=(Silencer("ORG-034", when=about_own_org),),
    texts={
        "": Text(
            _("{org}为单独设置的党支部，{units}等单元党员较多，可以考虑设立党小组。"),
            _("可以由单元中的党员负责人担任党小组组长，报党支部确定。"),
        ),
    },
    passes=Example(_("党支部有党员5人。"), school(branch(full=5), units=(_SCIENCE,))),
    fails=Example(
        _("党支部有党员12人，理科组有党员4人，没有党小组。"), school(branch(full=12), units=(_SCIENCE,))
    ),
)
def missing_party_groups(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """A hint for schools with one branch; branches below a branch are ORG-009."""
    own = school.own_org
    if own is None or own.type != OrgType.BRANCH:
        return NOT_APPLICABLE
    if own.own_all < facts.params["PG_HINT_MEMBERS"]:
        return PASSED
    units = [u.name for u in school.units if _could_have_a_group(u, facts)]
    return info(units=units) if units else PASSED


def _could_have_a_group(u: UnitFact, facts: SchoolFacts) -> bool:
    known = facts.orgs_by_id
    has_group = any(i in known and known[i].type == OrgType.GROUP for i in u.hosted_by)
    enough: bool = u.party_members >= facts.params["PG_MIN"]
    return u.is_active and u.is_base and enough and not has_group
