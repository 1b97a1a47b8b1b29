"""CMT-014 书记唯一."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from governance.choices import COMMITTEE_ROLES, TERM_TYPES, Gate, OrgType, Role, Severity, SubjectKind
from governance.facts import OrgFact, RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import branch, holder, school
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, error, info, warning
from governance.rules.sources import BY_DEFAULT, COLLECTION_NOTE, text
from governance.rules.vocabulary import iso, regular

LED_TYPES = TERM_TYPES | {OrgType.TEMPORARY_BRANCH}
MEND = _("请按程序补选或者提请{upper}指派；过渡期间明确主持工作的同志并登记。")
_ORG = branch(full=5)
_VACANT = branch(full=5, secretary_vacant_since=date(2025, 11, 13))


@rule(
    code="CMT-014",
    name=_("书记唯一"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.ERROR,
    gate=Gate.G1,
    summary=_("党组织没有书记。"),
    why=_("党组织的工作由书记主持，空缺时要明确由谁主持。"),
    sources=(text(COLLECTION_NOTE), BY_DEFAULT),
    parameters=("SECRETARY_VACANCY_DAYS",),
    is_waivable=False,
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "0": Text(_("{org}书记自{v}起空缺。"), MEND),
        "acting": Text(_("{org}书记自{v}起空缺，现由{person}主持工作。"), MEND),
        "unfilled": Text(_("{org}尚未登记书记（主持工作的不计）。"), MEND),
    },
    passes=Example(_("支部有书记。"), school(_ORG, roles=(holder(_ORG, Role.SECRETARY),))),
    fails=Example(_("书记空缺200天，没有人主持工作。"), school(_VACANT)),
)
def missing_secretary(org: OrgFact, facts: SchoolFacts) -> Result:
    """A vacancy can always be recorded; more than one secretary is impossible in the register."""
    if org.type not in LED_TYPES:
        return NOT_APPLICABLE
    if regular(org, facts, Role.SECRETARY):
        return PASSED
    since = org.secretary_vacant_since or org.activated_on or org.established_on
    acting = _acting(org, facts)
    if acting is not None:
        return info("acting", v=iso(since) or "—", person=acting.person)
    if since is None:
        return warning("unfilled")
    wait = timedelta(days=facts.params["SECRETARY_VACANCY_DAYS"])
    return (error if facts.on > since + wait else warning)("0", v=iso(since))


@missing_secretary.at(Gate.G1)
def without_secretary(org: OrgFact, facts: SchoolFacts) -> Result:
    """An organisation starts work under one secretary, not under an acting leader."""
    if org.type not in LED_TYPES:
        return NOT_APPLICABLE
    return PASSED if regular(org, facts, Role.SECRETARY) else error("unfilled")


def _acting(org: OrgFact, facts: SchoolFacts) -> RoleFact | None:
    return next((r for r in facts.holders(org, *COMMITTEE_ROLES) if r.is_acting), None)
