"""ORG-026 党组织代码."""

import re

from django.utils.translation import gettext_lazy as _

from governance.choices import LIVE_STATES, Enforcement, OrgState, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import BY_DEFAULT

_TWELVE_DIGITS = {"ORG_CODE_PATTERN": r"\d{12}"}


@rule(
    code="ORG-026",
    name=_("党组织代码"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    is_data=True,
    summary=_("党组织代码与本地设定的编码规则不一致；没有设定规则或者没有代码的不判断。"),
    why=_("代码是党组织在各系统之间对照的依据，格式不对就对不上。"),
    sources=(BY_DEFAULT,),
    parameters=("ORG_CODE_PATTERN",),
    states=LIVE_STATES | {OrgState.DISSOLVED},
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(_("{org}的代码{code}与本地编码规则不一致。"), _("请按上级下发的代码更正。")),
    },
    passes=Example(_("没有登记代码。"), school(branch(full=5), params=_TWELVE_DIGITS)),
    fails=Example(
        _("县里设定为12位数字，登记的代码只有11位。"),
        school(branch(full=5, code="33078100101"), params=_TWELVE_DIGITS),
    ),
)
def irregular_code(org: OrgFact, facts: SchoolFacts) -> Result:
    """No national format is confirmed, so none is assumed."""
    pattern = facts.params["ORG_CODE_PATTERN"]
    if not pattern or not org.code:
        return NOT_APPLICABLE
    return PASSED if re.fullmatch(pattern, org.code) else warning(code=org.code)
