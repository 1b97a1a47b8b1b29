"""CMT-019 书记、副书记是本级委员."""

from django.utils.translation import gettext_lazy as _

from governance.choices import COMMITTEE_ROLES, TERM_TYPES, Enforcement, Role, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Judgement, Result, warning
from governance.rules.sources import BY_DEFAULT
from governance.rules.vocabulary import committee_size, has_committee, regular

LEADERS = (Role.SECRETARY, Role.DEPUTY_SECRETARY)
_ORG = branch(full=8, term=term(committee_seats=3))
_SECRETARY = holder(_ORG, Role.SECRETARY)


def left_over_here(org: OrgFact, facts: SchoolFacts, failing: Judgement) -> bool:
    """Tell whether the failing TERM-008 is about this committee: a team left open explains the surplus."""
    return any(r.id == failing.subject_id for r in facts.holders(org, *COMMITTEE_ROLES))


@rule(
    code="CMT-019",
    name=_("书记、副书记是本级委员"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    summary=_("登记的书记、副书记和委员合计超过委员会职数，书记、副书记没有计入委员会。"),
    why=_("书记、副书记是本级委员会的委员，委员职数包括他们。"),
    sources=(BY_DEFAULT,),
    is_data=True,
    silenced_by=(Silencer("ORG-034"), Silencer("TERM-008", when=left_over_here)),
    texts={
        "": Text(
            _("{org}委员会核定{seats}人，登记的书记、副书记和委员共{n}人，{posts}未计入本级委员。"),
            _("请核对选举结果，更正委员职数或者任职登记；书记、副书记计入委员职数。"),
        ),
    },
    passes=Example(
        _("三人的委员会，由书记和两名委员组成。"),
        school(_ORG, roles=(_SECRETARY, holder(_ORG, Role.MEMBER), holder(_ORG, Role.MEMBER))),
    ),
    fails=Example(
        _("职数三人，另有三名委员，书记不在其中。"),
        school(_ORG, roles=(_SECRETARY, *(holder(_ORG, Role.MEMBER) for _n in range(3)))),
    ),
)
def leader_outside_committee(org: OrgFact, facts: SchoolFacts) -> Result:
    """More people than seats, and a leader who is not entered as 委员, show leaders left out of the count."""
    if org.type not in TERM_TYPES or org.term is None or not has_committee(org.term):
        return NOT_APPLICABLE
    seats, present = org.term.committee_seats or 0, committee_size(org, facts)
    members = {r.person_id for r in regular(org, facts, Role.MEMBER)}
    outside = [r for r in regular(org, facts, *LEADERS) if r.person_id not in members]
    if present <= seats or not outside:
        return PASSED
    posts = [str(role.label) for role in LEADERS if any(r.role == role for r in outside)]
    return warning(seats=seats, n=present, posts=posts)
