"""CMT-005 党总支委员会规模."""

from django.utils.translation import gettext_lazy as _

from governance.choices import OrgType, Role, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.committee_size import TEXTS, judged_size
from governance.rules.declaration import Example, Silencer, rule
from governance.rules.examples import general_branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, Result
from governance.rules.sources import COUNTY_STANDARD, HANDBOOK, local

_FIVE = general_branch(full=60, term=term(committee_seats=5))


@rule(
    code="CMT-005",
    name=_("党总支委员会规模"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("党总支委员会职数或者副书记职数超出一般设置。"),
    why=_("党总支委员会一般由5至7人组成，人数过少过多都不便议事。"),
    sources=(local(HANDBOOK), local(COUNTY_STANDARD)),
    parameters=("GB_SEATS_MIN", "GB_SEATS_USUAL", "GB_SEATS_MAX", "GB_DEPUTIES"),
    softens_in_adjustment=True,
    silenced_by=(Silencer("ORG-034"), Silencer("TERM-007", variants=frozenset({"a"}))),
    texts=TEXTS,
    passes=Example(
        _("党总支委员会5人，校长和一名专职党务干部任副书记。"),
        school(
            _FIVE,
            roles=(
                holder(None, Role.PRINCIPAL, person_id=1),
                holder(_FIVE, Role.DEPUTY_SECRETARY, person_id=1),
                holder(_FIVE, Role.DEPUTY_SECRETARY, is_full_time_party=True),
            ),
        ),
    ),
    fails=Example(_("党总支委员会职数3人。"), school(general_branch(full=60, term=term(committee_seats=3)))),
)
def unusual_general_branch_committee(org: OrgFact, facts: SchoolFacts) -> Result:
    """The principal is deputy by SEC-003 and does not use up the deputies' number."""
    return judged_size(org, facts, "GB") if org.type == OrgType.GENERAL_BRANCH else NOT_APPLICABLE
