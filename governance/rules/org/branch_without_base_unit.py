"""ORG-013 支部建在基本单元."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.choices import LIVE_STATES, Enforcement, Gate, OrgState, Severity, SubjectKind
from governance.facts import OrgFact, SchoolFacts
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, inner_branch, school, unit
from governance.rules.results import NOT_APPLICABLE, PASSED, Result, unknown, warning
from governance.rules.sources import FROM_ARTICLE
from governance.rules.vocabulary import inner, iso
from schools.choices import UnitKind

MEND = _("请在支部设置中选定依托单元；一个支部可以依托多个单元。")
_TOP = general_branch(id=90, full=60, tree_branches=2)
_UNITS = tuple(
    unit(name, id=number, kind=UnitKind.SUBJECT, hosted_by=(91,))
    for number, name in ((901, "语文组"), (902, "英语组"))
)


@rule(
    code="ORG-013",
    name=_("支部建在基本单元"),
    subject=SubjectKind.ORGANIZATION,
    severity=Severity.WARNING,
    gate=Gate.INVARIANT,
    enforcement=Enforcement.REFUSE,
    summary=_("学校党总支、党委之下的在职支部，没有依托年级组、学科组、行政组等基本单元。"),
    why=_("支部建在基本单元上，党的工作才能与教学、管理结合，党员在身边起作用。"),
    sources=(FROM_ARTICLE,),
    states=LIVE_STATES | {OrgState.DRAFT},
    softens_in_adjustment=True,
    silenced_by=(Silencer("ORG-034"),),
    texts={
        "": Text(_("{org}未登记所依托的年级组、学科组、行政组等基本单元。"), MEND),
        "ended": Text(_("{org}依托的{units}已于{date}撤销。"), MEND),
    },
    passes=Example(
        _("一个支部依托语文组和英语组。"),
        school(_TOP, inner_branch(_TOP, id=91, full=9, host_unit_ids=(901, 902)), units=_UNITS),
    ),
    fails=Example(
        _("“教工第三支部”按姓氏编排，没有依托单元。"),
        school(_TOP, inner_branch(_TOP, name="教工第三支部", full=9), units=_UNITS),
    ),
)
def branch_without_base_unit(org: OrgFact, facts: SchoolFacts) -> Result:
    """One base-level unit at work is enough; the units it could stand on are named for the form."""
    if not inner(org, facts):
        return NOT_APPLICABLE
    if not facts.units:
        return unknown(_("内设单元"))
    hosts = [u for u in facts.units if u.id in org.host_unit_ids]
    active = [u for u in hosts if u.is_active]
    if any(u.is_base for u in active):
        return PASSED
    ended = dict.fromkeys([*(u.name for u in hosts if not u.is_active), *org.ended_hosts])
    if active or not ended:
        return warning(candidates=base_units(facts))
    return warning("ended", units=list(ended), candidates=base_units(facts), **_ending(org.hosts_ended_on))


branch_without_base_unit.at(Gate.FOUNDING, Gate.G1)(branch_without_base_unit.judge)


def base_units(facts: SchoolFacts) -> list[str]:
    """Return the names of the units a branch could stand on."""
    return [u.name for u in facts.units if u.is_active and u.is_base]


def _ending(day: date | None) -> dict[str, str]:
    return {"date": iso(day)} if day else {}
