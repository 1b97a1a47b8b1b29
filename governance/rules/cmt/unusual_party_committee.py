"""CMT-006 党委委员会规模."""

from django.utils.translation import gettext_lazy as _

from governance.choices import OrgLevel, OrgType, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.committee_size import MEND, TEXTS, judged_size
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import committee, school, term
from governance.rules.results import NOT_APPLICABLE, Result, warning
from governance.rules.sources import HANDBOOK, local


@rule(
    code="CMT-006",
    name=_("党委委员会规模"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("党委委员会职数、副书记职数超出一般设置，或者登记了常务委员会。"),
    why=_("学校党委委员会一般由5至9人组成，一般不设常务委员会。"),
    sources=(local(HANDBOOK),),
    parameters=("GW_SEATS_MIN", "GW_SEATS_USUAL", "GW_SEATS_MAX", "GW_DEPUTIES"),
    softens_in_adjustment=True,
    silenced_by=(Silencer("ORG-034"), Silencer("TERM-007", variants=frozenset({"a"}))),
    texts={**TEXTS, "standing": Text(_("{org}登记设有常务委员会，学校党委一般不设常务委员会。"), MEND)},
    passes=Example(_("党委委员会职数7人。"), school(committee(full=120, term=term(committee_seats=7)))),
    fails=Example(_("党委委员会职数12人。"), school(committee(full=120, term=term(committee_seats=12)))),
)
def unusual_party_committee(org: OrgFact, facts: SchoolFacts) -> Result:
    """The number of people is said before the standing committee."""
    if org.type != OrgType.COMMITTEE:
        return NOT_APPLICABLE
    found = judged_size(org, facts, "GW")
    has_standing = org.standing_committee and org.level == OrgLevel.SCHOOL
    return warning("standing") if has_standing and found.severity != Severity.WARNING else found
