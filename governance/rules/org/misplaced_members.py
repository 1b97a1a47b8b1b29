"""ORG-035 组织关系与工作单位不一致."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import Severity, SubjectKind
from governance.facts import PersonCount, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import PASSED, Result, warning
from governance.rules.sources import HANDBOOK, local
from governance.rules.vocabulary import add_months, in_this_school


def _elsewhere(since: date) -> PersonCount:
    return PersonCount((502,), since, (since,))


@rule(
    code="ORG-035",
    name=_("组织关系与工作单位不一致"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("在本校工作超过规定月数的党员，组织关系还在其他学校。"),
    why=_("党员在固定地点工作满一定时间，应当把组织关系转到工作的单位，就近参加组织生活。"),
    sources=(local(HANDBOOK),),
    parameters=("MOVE_MONTHS",),
    silenced_by=(Silencer("ORG-034", when=in_this_school),),
    texts={
        "": Text(
            _("{school}有{n}名党员的组织关系在其他学校，已超过{months}个月。"),
            _("请核对交流轮岗期限，按规定转接组织关系；确需保留的登记说明。"),
        ),
    },
    passes=Example(
        _("一名党员交流到本校满6个月，组织关系还在原学校。"),
        school(branch(full=8), misplaced=_elsewhere(date(2025, 12, 1))),
    ),
    fails=Example(
        _("一名党员交流到本校6个月零1天，组织关系还在原学校。"),
        school(branch(full=8), misplaced=_elsewhere(date(2025, 11, 30))),
    ),
)
def misplaced_members(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """The months are counted for each person, since the start of the work here."""
    months = facts.params["MOVE_MONTHS"]
    late = [
        person
        for person, since in school.misplaced.dated()
        if since is None or facts.on > add_months(since, months)
    ]
    return warning(n=len(late), months=months, person_ids=late) if late else PASSED
