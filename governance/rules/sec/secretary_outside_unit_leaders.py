"""SEC-017 支部书记由单元党员负责人担任."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from governance.choices import BodyKind, MemberStage, Role, Severity, SubjectKind
from governance.facts import Id, OrgFact, RoleFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, holder, inner_branch, school, unit
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, not_applicable, unknown, warning
from governance.rules.sources import FROM_ARTICLE
from governance.rules.vocabulary import inner, is_full, secretary

TOP = general_branch(full=0, tree_all=60, tree_branches=2)
GRADE = unit("七年级组")
ORG = inner_branch(TOP, full=10, host_unit_ids=(GRADE.id,), name="示例小学七年级组党支部")


def _school(*roles: RoleFact) -> SchoolFacts:
    return school(TOP, ORG, units=(GRADE,), roles=roles)


@rule(
    code="SEC-017",
    name=_("支部书记由单元党员负责人担任"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    summary=_("建在基本单元上的支部，书记不是单元的党员负责人，而单元负责人中有正式党员。"),
    why=_("由单元的党员负责人担任支部书记，便于党建工作和教育教学同安排、同落实。"),
    sources=(FROM_ARTICLE,),
    silenced_by=(Silencer("ORG-034"), Silencer("ORG-013"), Silencer("CMT-014")),
    texts={
        "": Text(
            _("{org}书记不是依托单元（{units}）的党员负责人。"),
            _("可以在换届或者补选时，优先考虑依托单元的党员负责人。"),
        ),
        "no_member": Text(_("依托单元负责人中暂无正式党员。")),
    },
    passes=Example(
        _("支部书记是七年级组副组长。"),
        _school(holder(ORG, Role.SECRETARY, person_id=1), holder(GRADE, Role.UNIT_DEPUTY, person_id=1)),
    ),
    fails=Example(
        _("支部书记是图书管理员，七年级组组长是正式党员。"),
        _school(holder(ORG, Role.SECRETARY), holder(GRADE, Role.UNIT_HEAD)),
    ),
)
def secretary_outside_unit_leaders(org: OrgFact, facts: SchoolFacts) -> Result:
    """A head who is no Party member is never a fault: without eligible leaders the rule is silent."""
    leader = secretary(org, facts)
    if leader is None or not inner(org, facts) or not org.host_unit_ids:
        return NOT_APPLICABLE
    leaders = tuple(_unit_leaders(org, facts))
    certain = {r.person_id for r in leaders if is_full(r)}
    unclear = {r.person_id for r in leaders if r.stage == MemberStage.UNCLEAR}
    if leader.person_id in certain:
        return PASSED
    if leader.person_id in unclear or (unclear and not certain):
        return unknown(_("单元负责人的党员身份"))
    if not certain:
        return not_applicable("no_member")
    return warning(units=[u.name for u in facts.units if u.id in org.host_unit_ids])


def _unit_leaders(org: OrgFact, facts: SchoolFacts) -> Iterator[RoleFact]:
    """Heads, deputy heads and overseers of the host units and of the units above them."""
    for unit_id in _units_above(org.host_unit_ids, facts):
        yield from facts.roles_by_body.get((BodyKind.UNIT, unit_id), ())


def _units_above(unit_ids: tuple[Id, ...], facts: SchoolFacts) -> frozenset[Id]:
    parents = {u.id: u.parent_id for u in facts.units}
    found: set[Id] = set()
    for start in unit_ids:
        at: Id | None = start
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at)
    return frozenset(found)
