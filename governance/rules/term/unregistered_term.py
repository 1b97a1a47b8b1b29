"""TERM-007 届次登记."""

from django.utils.translation import gettext_lazy as _

from governance.choices import TERM_TYPES, Enforcement, Gate, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import BY_DEFAULT

MEND = _("请根据最近一次选举结果登记届次、任期和委员职数。")


@rule(
    code="TERM-007",
    name=_("届次登记"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    gate=Gate.G1,
    enforcement=Enforcement.REPORT,
    summary=_("没有登记当前届次，或者届次号不连续。"),
    why=_("任期、职数、补选和换届都从届次算起。"),
    sources=(BY_DEFAULT,),
    is_data=True,
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "a": Text(_("{org}未登记当前届次。"), MEND),
        "c": Text(_("{org}届次由第{prev}届到第{no}届，不连续。"), MEND),
    },
    passes=Example(_("登记的第一个届次是第七届。"), school(branch(term=term(number=7)))),
    fails=Example(_("第五届之后登记了第七届。"), school(branch(term=term(number=7, previous_number=5)))),
)
def unregistered_term(org: OrgFact, facts: SchoolFacts) -> Result:
    """The first registered term may bear any number; a gap shows only between two known ones."""
    if org.type not in TERM_TYPES:
        return NOT_APPLICABLE
    if org.term is None:
        return warning("a")
    number, previous = org.term.number, org.term.previous_number
    if number is None or previous is None or number == previous + 1:
        return PASSED
    return warning("c", prev=previous, no=number)


@unregistered_term.at(Gate.G1)
def without_current_term(org: OrgFact, facts: SchoolFacts) -> Result:
    """An organisation starts work in a term."""
    if org.type not in TERM_TYPES:
        return NOT_APPLICABLE
    return warning("a") if org.term is None else PASSED
