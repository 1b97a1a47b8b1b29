"""CMT-004 支部副书记职数."""

from django.utils.translation import gettext_lazy as _

from governance.choices import BRANCH_TYPES, OrgType, Role, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import BRANCH_REGULATION, text
from governance.rules.vocabulary import regular

_ORG = branch(full=6)


@rule(
    code="CMT-004",
    name=_("支部副书记职数"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("支部登记的副书记超过一般职数。"),
    why=_("支部必要时可以设1名副书记。"),
    sources=(text(BRANCH_REGULATION),),
    parameters=("BR_DEPUTY_MAX",),
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(
            _("{org}登记副书记{n}名，超过一般{max}名的职数。"),
            _("请核对副书记职数的批准文件；确需增设的，附文件登记说明。"),
        ),
    },
    passes=Example(_("支部有1名副书记。"), school(_ORG, roles=(holder(_ORG, Role.DEPUTY_SECRETARY),))),
    fails=Example(
        _("支部有2名副书记。"),
        school(_ORG, roles=(holder(_ORG, Role.DEPUTY_SECRETARY), holder(_ORG, Role.DEPUTY_SECRETARY))),
    ),
)
def surplus_branch_deputy(org: OrgFact, facts: SchoolFacts) -> Result:
    """Persons are counted, not assignments."""
    if org.type not in BRANCH_TYPES | {OrgType.TEMPORARY_BRANCH}:
        return NOT_APPLICABLE
    count = len({r.person_id for r in regular(org, facts, Role.DEPUTY_SECRETARY)})
    most = facts.params["BR_DEPUTY_MAX"]
    return warning(n=count, max=most) if count > most else PASSED
