"""SEC-011 校长唯一."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Enforcement, Role, Severity, SubjectKind
from governance.facts import SchoolFacts
from governance.rules.declaration import Example, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, info, unknown, warning
from governance.rules.sources import BY_DEFAULT
from schools.choices import SchoolState

ORG = branch(full=20)


@rule(
    code="SEC-011",
    name=_("校长唯一"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    is_data=True,
    is_waivable=False,
    summary=_("学校没有登记校长。"),
    why=_("没有登记校长，学校领导班子的设置就无从判断。"),
    sources=(BY_DEFAULT,),
    texts={"": Text(_("{school}未登记校长。"), _("请登记校长或者主持工作的负责人及任职文件。"))},
    passes=Example(_("登记了一名校长。"), school(ORG, roles=(holder(None, Role.PRINCIPAL),))),
    fails=Example(_("没有登记校长，也没有主持工作的负责人。"), school(ORG)),
)
def missing_principal(_school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Two principals are impossible by constraint; 执行校长 and 校区校长 are other posts."""
    if facts.state != SchoolState.ACTIVE or facts.is_legal_person is False:
        return NOT_APPLICABLE
    heads = facts.leaders(Role.PRINCIPAL, Role.VICE_PRINCIPAL)
    if any(r.role == Role.PRINCIPAL and not r.is_acting for r in heads):
        return PASSED
    if facts.is_legal_person is None:
        return unknown(_("独立法人"))
    return info() if any(r.is_acting for r in heads) else warning()
