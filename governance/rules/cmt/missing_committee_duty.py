"""CMT-003 支委分工."""

from django.utils.translation import gettext_lazy as _

from governance.choices import BRANCH_TYPES, Duty, Outcome, Role, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, unknown
from governance.rules.sources import BRANCH_REGULATION, text
from governance.rules.vocabulary import duties_held, empty_seats, has_committee

NEEDED = (Duty.ORGANIZATION, Duty.PUBLICITY, Duty.DISCIPLINE)
_ORG = branch(full=8, term=term(committee_seats=3))
_BOTH = holder(_ORG, Role.MEMBER, duties=frozenset({Duty.ORGANIZATION, Duty.PUBLICITY}))


@rule(
    code="CMT-003",
    name=_("支委分工"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    summary=_("支部委员会没有明确组织委员、宣传委员或者纪检委员。"),
    why=_("分工不明确，组织、宣传、纪检工作就没有人负责。"),
    sources=(text(BRANCH_REGULATION),),
    softens_in_adjustment=True,
    is_waivable=False,
    silenced_by=(
        Silencer("ORG-034"),
        Silencer("TERM-007", variants=frozenset({"a"})),
        Silencer("CMT-001", variants=frozenset({"a"})),
    ),
    texts={
        "": Text(
            _("{org}支部委员会未明确{duties}。"),
            _("请在支部委员会会议上明确委员分工并登记；人数较少的可以由一人兼任两项。"),
        ),
    },
    passes=Example(
        _("三人的支部委员会，一人兼任组织委员和宣传委员，一人任纪检委员。"),
        school(
            _ORG,
            roles=(
                holder(_ORG, Role.SECRETARY),
                _BOTH,
                holder(_ORG, Role.MEMBER, duties=frozenset({Duty.DISCIPLINE})),
            ),
        ),
    ),
    fails=Example(
        _("三个职数都有人，没有人担任纪检委员。"),
        school(_ORG, roles=(holder(_ORG, Role.SECRETARY), _BOTH, holder(_ORG, Role.MEMBER))),
    ),
)
def missing_committee_duty(org: OrgFact, facts: SchoolFacts) -> Result:
    """An empty seat explains a missing duty from its first day, before CMT-008 speaks."""
    if org.type not in BRANCH_TYPES or not has_committee(org.term):
        return NOT_APPLICABLE
    if empty_seats(org, facts):
        return Result(Outcome.NOT_APPLICABLE, because="CMT-008")
    held = duties_held(org, facts)
    if not held:
        return unknown(_("委员分工"))
    missing = [str(duty.label) for duty in NEEDED if duty not in held]
    return error(duties=missing) if missing else PASSED
