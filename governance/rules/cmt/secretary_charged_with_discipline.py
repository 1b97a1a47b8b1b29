"""CMT-017 书记不兼任纪检委员（纪委书记）."""

from django.utils.translation import gettext_lazy as _

from governance.choices import COMMITTEE_ROLES, TERM_TYPES, Duty, Role, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import HANDBOOK, recalled
from governance.rules.vocabulary import secretary

_ORG = branch(full=8, term=term(committee_seats=3))
_DISCIPLINE = frozenset({Duty.DISCIPLINE})


@rule(
    code="CMT-017",
    name=_("书记不兼任纪检委员（纪委书记）"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("同一人在一个党组织中既是书记，又是纪检委员或者纪委书记。"),
    why=_("监督者与主持者由同一人担任，监督难以落实。"),
    sources=(recalled(HANDBOOK),),
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(
            _("{org}书记同时登记为{posts}。"),
            _("请结合委员分工研究调整；确需兼任的，登记研究意见。"),
        ),
    },
    passes=Example(
        _("书记和纪检委员是两个人。"),
        school(_ORG, roles=(holder(_ORG, Role.SECRETARY), holder(_ORG, Role.MEMBER, duties=_DISCIPLINE))),
    ),
    fails=Example(
        _("书记同时分工纪检委员。"), school(_ORG, roles=(holder(_ORG, Role.SECRETARY, duties=_DISCIPLINE),))
    ),
)
def secretary_charged_with_discipline(org: OrgFact, facts: SchoolFacts) -> Result:
    """Secretary and deputy in one person is a constraint of the register; this is the other pair."""
    head = secretary(org, facts)
    if org.type not in TERM_TYPES or head is None:
        return NOT_APPLICABLE
    own = [r for r in facts.holders(org, *COMMITTEE_ROLES) if r.person_id == head.person_id]
    commission = [r for r in facts.holders(org, Role.DISCIPLINE_SECRETARY) if r.person_id == head.person_id]
    posts = [str(Duty.DISCIPLINE.label)] if any(Duty.DISCIPLINE in r.duties for r in own) else []
    posts += [str(Role.DISCIPLINE_SECRETARY.label)] if commission else []
    return warning(posts=posts) if posts else PASSED
