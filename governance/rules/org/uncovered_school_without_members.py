"""ORG-031 无党员学校的党的工作覆盖."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import PARTY_BUILDING_OPINION, recalled
from schools.choices import SchoolState


@rule(
    code="ORG-031",
    name=_("无党员学校的党的工作覆盖"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("学校没有党员，也没有登记党建指导员、联络员或者挂靠的党组织。"),
    why=_("没有党员的学校也要有人联系，党的工作才能全面覆盖。"),
    sources=(recalled(PARTY_BUILDING_OPINION),),
    texts={
        "": Text(
            _("{school}登记党员0人，尚未登记党建工作联络人员或者挂靠的党组织。"),
            _("请提请{upper}明确联系的党组织和党建工作指导员。"),
        ),
    },
    passes=Example(_("学校没有党员，登记了党建指导员。"), school(has_liaison=True)),
    fails=Example(_("学校没有党员，也没有联络员和挂靠的党组织。"), school()),
)
def uncovered_school_without_members(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """A school without members is to be in somebody's care."""
    if school.state != SchoolState.ACTIVE or school.is_legal_person is False or school.unit_all:
        return NOT_APPLICABLE
    organized = school.own_org is not None or school.joint is not None
    if organized or school.attached_to or school.has_liaison:
        return PASSED
    return unknown(_("法人资格")) if school.is_legal_person is None else warning()
