"""CMT-018 任职无文件."""

from django.utils.translation import gettext_lazy as _

from governance.choices import BodyKind, Enforcement, Method, Role, Severity, SubjectKind
from governance.facts import RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import BY_DEFAULT
from governance.rules.vocabulary import in_this_school

#: The posts whose holders need a method and a document.
DOCUMENTED = frozenset({Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.PRINCIPAL, Role.VICE_PRINCIPAL})
_ORG = branch(full=5)


@rule(
    code="CMT-018",
    name=_("任职无文件"),
    subject=SubjectKind.ASSIGNMENT,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    summary=_("书记、副书记、校长、副校长没有登记产生方式或者任职文件。"),
    why=_("任职的依据要能查到。"),
    sources=(BY_DEFAULT,),
    is_data=True,
    silenced_by=(Silencer("ORG-034", when=in_this_school),),
    texts={"": Text(_("{org}{post}未登记任职方式或者文件。"), _("请补充登记。"))},
    passes=Example(_("书记由上级任命，有文件。"), school(_ORG, roles=(holder(_ORG, Role.SECRETARY),))),
    fails=Example(
        _("校长登记为任命，没有任职文件。"),
        school(_ORG, roles=(holder(None, Role.PRINCIPAL, has_document=False),)),
    ),
)
def undocumented_assignment(role: RoleFact, facts: SchoolFacts) -> Result:
    """Who was elected needs no document here: the approval that follows is CMT-011's matter."""
    if role.role not in DOCUMENTED:
        return NOT_APPLICABLE
    if role.method == Method.ELECTED or (role.method is not None and role.has_document):
        return PASSED
    org = facts.orgs_by_id.get(role.body_id) if role.body == BodyKind.ORGANIZATION else None
    return warning(org=org.name if org else facts.name)
