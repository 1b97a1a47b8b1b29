"""MEM-001 预备期满未讨论转正."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from governance.facts import PersonCount, SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import PASSED, Result, warning
from governance.rules.sources import PARTY_CONSTITUTION, recalled

ORG = branch(full=20)


@rule(
    code="MEM-001",
    name=_("预备期满未讨论转正"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("预备党员的预备期已满一年，没有登记转正、延长预备期或者取消资格的结果。"),
    why=_("预备期满及时讨论转正，关系党员的权利。"),
    sources=(recalled(PARTY_CONSTITUTION),),
    texts={
        "": Text(
            _("{school}有{n}名预备党员预备期已满，尚未登记讨论转正情况。"),
            _("请及时登记支部党员大会讨论和上级审批结果。"),
        ),
    },
    passes=Example(_("没有预备期已满的预备党员。"), school(ORG)),
    fails=Example(_("2名预备党员预备期已满。"), school(ORG, overdue_probation=PersonCount((1, 2)))),
)
def overdue_probation(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Who is past the year is counted when the facts are taken; names are for entitled users."""
    people = facts.overdue_probation
    return warning(n=len(people), person_ids=list(people.person_ids)) if people else PASSED
