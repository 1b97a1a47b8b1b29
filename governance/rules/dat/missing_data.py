"""DAT-001 影响判断的缺项."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement, Outcome, Role, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.results import PASSED, Judgement, Result, warning
from governance.rules.sources import BY_DEFAULT

ORG = branch(full=5)


@rule(
    code="DAT-001",
    name=_("影响判断的缺项"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    is_data=True,
    is_waivable=False,
    sees_judgements=True,
    summary=_("学校有一项以上情况因资料不全暂不能判断。"),
    why=_("资料不全时不下结论，也不当作符合；缺什么要说清楚。"),
    sources=(BY_DEFAULT,),
    texts={
        "": Text(_("{school}有{n}项情况因资料不全暂不能判断，缺：{fields}。"), _("请补充登记上述资料。")),
    },
    passes=Example(_("书记的转正日期已经登记。"), school(ORG, roles=(holder(ORG, Role.SECRETARY),))),
    fails=Example(
        _("书记的转正日期没有登记。"), school(ORG, roles=(holder(ORG, Role.SECRETARY, full_on=None),))
    ),
)
def missing_data(judgements: tuple[Judgement, ...], _facts: SchoolFacts) -> Result:
    """One finding for the school: what is missing, and how many judgements it holds up.

    What waits for somebody to attest it lacks no data.
    """
    unknowns = [j.result for j in judgements if j.result.outcome == Outcome.UNKNOWN and not j.waits]
    if not unknowns:
        return PASSED
    fields = dict.fromkeys(name for result in unknowns for name in result.missing)
    return warning(n=len(unknowns), fields=list(fields))
