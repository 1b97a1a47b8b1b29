"""TERM-008 任职日期与届次."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import (
    COMMITTEE_ROLES,
    BodyKind,
    Enforcement,
    Method,
    OrgType,
    Role,
    Severity,
    SubjectKind,
)
from governance.facts import RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school, term
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, warning
from governance.rules.sources import BY_DEFAULT

_ORG = branch(term=term(committee_seats=3))
_BY_ELECTED = holder(
    _ORG, Role.MEMBER, start=date(2025, 9, 1), term_id=2, term_number=2, term_start=date(2024, 3, 15)
)
_LEFT_OPEN = holder(
    _ORG,
    Role.MEMBER,
    start=date(2021, 3, 15),
    term_id=1,
    term_number=1,
    term_start=date(2021, 3, 15),
    term_actual_end=date(2024, 3, 15),
)


@rule(
    code="TERM-008",
    name=_("任职日期与届次"),
    subject=SubjectKind.ASSIGNMENT,
    severity=Severity.WARNING,
    enforcement=Enforcement.REPORT,
    summary=_("班子成员的任职起止日期超出所属届次。"),
    why=_("上一届的任职没有终止，就会重复计入本届职数。"),
    sources=(BY_DEFAULT,),
    is_data=True,
    silenced_by=(Silencer("ORG-034"), Silencer("TERM-007", variants=frozenset({"a"}))),
    texts={
        "": Text(
            _("{post}{person}的任职日期与{org}第{no}届任期不一致。"),
            _("请按选举结果更正任职起止日期；连任的，上届任职在换届之日终止，另行登记新一届任职。"),
        ),
    },
    passes=Example(_("届中第二年补选的委员，从补选之日起任职。"), school(_ORG, roles=(_BY_ELECTED,))),
    fails=Example(_("新一届已经开始，上一届委员的任职没有终止。"), school(_ORG, roles=(_LEFT_OPEN,))),
)
def assignment_outside_term(role: RoleFact, facts: SchoolFacts) -> Result:
    """The superior may assign somebody before the election, and an acting leader serves no term."""
    if not _serves_a_term(role, facts) or role.term_start is None:
        return NOT_APPLICABLE
    early = role.start < role.term_start
    if early and role.method == Method.ASSIGNED:
        return NOT_APPLICABLE
    if not early and not _outlasts_its_term(role):
        return PASSED
    return warning(person=role.person, no=role.term_number or "—")


def _serves_a_term(role: RoleFact, facts: SchoolFacts) -> bool:
    if role.body != BodyKind.ORGANIZATION or role.role not in COMMITTEE_ROLES or role.is_acting:
        return False
    org = facts.orgs_by_id.get(role.body_id)
    return org is not None and org.type != OrgType.TEMPORARY_BRANCH


def _outlasts_its_term(role: RoleFact) -> bool:
    ended = role.term_actual_end
    return ended is not None and (role.end is None or role.end > ended)
