"""CMT-012 纪检设置."""

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, Duty, OrgType, Outcome, Role, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import committee, general_branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import COUNTY_STANDARD, local
from governance.rules.vocabulary import duties_held, empty_seats, regular

_GB = general_branch(full=60, term=term(committee_seats=1))
_GW = committee(full=120, term=term(committee_seats=1))


@rule(
    code="CMT-012",
    name=_("纪检设置"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("党总支没有纪检委员，或者党委既没有纪委和纪委书记，也没有纪检委员。"),
    why=_("党内监督要有专人负责。"),
    sources=(local(COUNTY_STANDARD),),
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(_("{org}未登记纪律检查委员（纪委）。"), _("请按{upper}确定的设置形式配备并登记。")),
    },
    passes=Example(
        _("党总支有一名纪检委员。"),
        school(_GB, roles=(holder(_GB, Role.MEMBER, duties=frozenset({Duty.DISCIPLINE})),)),
    ),
    fails=Example(
        _("党委既没有纪委，也没有纪检委员。"),
        school(_GW, roles=(holder(_GW, Role.MEMBER, duties=frozenset({Duty.PUBLICITY})),)),
    ),
)
def missing_discipline_member(org: OrgFact, facts: SchoolFacts) -> Result:
    """In a branch the duty is CMT-003's matter; an empty seat explains a missing duty."""
    if org.type not in LEADING_TYPES:
        return NOT_APPLICABLE
    held = duties_held(org, facts)
    if Duty.DISCIPLINE in held or _has_commission(org, facts):
        return PASSED
    if empty_seats(org, facts):
        return Result(Outcome.NOT_APPLICABLE, because="CMT-008")
    return warning() if held else unknown(_("委员分工"))


def _has_commission(org: OrgFact, facts: SchoolFacts) -> bool:
    has_secretary = bool(regular(org, facts, Role.DISCIPLINE_SECRETARY))
    return org.type == OrgType.COMMITTEE and org.discipline_committee and has_secretary
