"""ORG-014 基本单元覆盖."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from governance.choices import LEADING_TYPES, LIVE_STATES, Severity, SubjectKind
from governance.facts import Id, SchoolFacts, UnitFact
from governance.rules.declaration import Example, Silencer, Text, rule
from governance.rules.examples import general_branch, school, unit
from governance.rules.results import NOT_APPLICABLE, PASSED, Judgement, Result, passed, unknown, warning
from governance.rules.sources import FROM_ARTICLE
from governance.rules.vocabulary import about_own_org
from schools.choices import TEACHING_KINDS, UnitKind

_TOP = general_branch(id=95, full=60, tree_branches=2)
_GRADES = ("一年级组", "二年级组", "三年级组", "四年级组", "五年级组", "六年级组")


def _grades(hosted: int) -> tuple[UnitFact, ...]:
    grades = (unit(name, hosted_by=(96,) if n < hosted else ()) for n, name in enumerate(_GRADES))
    return (*grades, unit("数学组", kind=UnitKind.SUBJECT))


def a_live_branch_lacks_its_unit(_subject: SchoolFacts, facts: SchoolFacts, failing: Judgement) -> bool:
    """Tell whether the failing ORG-013 is about a branch at work; a drawing explains nothing."""
    return any(o.id == failing.subject_id and o.state in LIVE_STATES for o in facts.orgs)


@rule(
    code="ORG-014",
    name=_("基本单元覆盖"),
    subject=SubjectKind.SCHOOL,
    severity=Severity.WARNING,
    summary=_("有党员的基本单元，没有全部由支部或者党小组覆盖。"),
    why=_("年级组、学科组、行政组是学校工作的基本单元，支部或者党小组覆盖到位，党的工作才有抓手。"),
    sources=(FROM_ARTICLE,),
    parameters=("UNIT_COVERAGE",),
    softens_in_adjustment=True,
    silenced_by=(
        Silencer("ORG-034", when=about_own_org),
        Silencer("ORG-013", when=a_live_branch_lacks_its_unit),
        Silencer("ORG-011", frozenset({"0"}), about_own_org),
    ),
    texts={
        "": Text(
            _("{school}有党员的基本单元{total}个，已由支部或者党小组覆盖{covered}个，未覆盖：{units}。"),
            _("请将未覆盖单元纳入现有支部的依托单元，或者设立党小组；条件成熟的单独设立支部。"),
        ),
        "blank": Text(_("{school}的基本单元中，{blank}目前没有党员。")),
    },
    passes=Example(
        _("学校按年级组设支部，6个年级组都有支部，学科组不另计算。"), school(_TOP, units=_grades(6))
    ),
    fails=Example(_("6个年级组中有5个由支部覆盖，目标为100%。"), school(_TOP, units=_grades(5))),
)
def uncovered_base_units(school: SchoolFacts, facts: SchoolFacts) -> Result:
    """Teachers are counted once: by the kinds of units the school has chosen for its branches."""
    own = school.own_org
    if own is None or own.type not in LEADING_TYPES:
        return NOT_APPLICABLE
    if not school.units:
        return unknown(_("内设单元"))
    counted = _counted(school)
    if not counted:
        return NOT_APPLICABLE
    known = _by_id(school)
    missed = [u.name for u in counted if not _is_covered(u, known)]
    total, covered = len(counted), len(counted) - len(missed)
    blank = [u.name for u in _base_units(school) if u.party_members == 0]
    if covered * 100 >= total * facts.params["UNIT_COVERAGE"]:
        return passed("blank", blank=blank) if blank else PASSED
    return warning(total=total, covered=covered, units=missed, blank=blank)


def coverage(facts: SchoolFacts) -> tuple[int, int]:
    """Return how many base units with Party members are covered, and of how many.

    Both are 0 for a school without a 总支 or 党委: the question is not asked there.
    """
    own = facts.own_org
    if own is None or own.type not in LEADING_TYPES:
        return 0, 0
    counted, known = _counted(facts), _by_id(facts)
    return sum(_is_covered(u, known) for u in counted), len(counted)


def _base_units(facts: SchoolFacts) -> list[UnitFact]:
    return [u for u in facts.units if u.is_active and u.is_base]


def _by_id(facts: SchoolFacts) -> dict[Id, UnitFact]:
    return {u.id: u for u in facts.units}


def _counted(facts: SchoolFacts) -> list[UnitFact]:
    """Return the base units with Party members, of the teaching side only the chosen kinds."""
    chosen = _chosen_kinds(facts)
    return [
        u
        for u in _base_units(facts)
        if u.party_members and (u.kind not in TEACHING_KINDS or u.kind in chosen)
    ]


def _chosen_kinds(facts: SchoolFacts) -> set[UnitKind]:
    """Return the teaching kinds on which something stands; if there is none, the kind with most members."""
    teaching = [u for u in _base_units(facts) if u.kind in TEACHING_KINDS]
    chosen = {u.kind for u in teaching if u.hosted_by}
    if chosen:
        return chosen
    members: Counter[UnitKind] = Counter()
    for u in teaching:
        members[u.kind] += u.party_members
    return {kind for kind, _count in members.most_common(1)}


def _is_covered(u: UnitFact, by_id: Mapping[Id, UnitFact]) -> bool:
    """Tell whether a live branch or party group stands on the unit or on one above it."""
    above: UnitFact | None = u
    while above is not None:
        if above.hosted_by:
            return True
        above = None if above.parent_id is None else by_id.get(above.parent_id)
    return False
