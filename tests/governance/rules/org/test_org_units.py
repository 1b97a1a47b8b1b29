"""ORG-013, 014 and 015: branches and party groups on the units of the school."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.choices import Enforcement, Gate, OrgState, OrgType, Outcome, Severity
from governance.rules.catalogue import all_rules
from governance.rules.examples import (
    ON,
    branch,
    committee,
    general_branch,
    inner_branch,
    organization,
    school,
    unit,
)
from governance.rules.judging import judge
from governance.rules.org.uncovered_base_units import coverage
from governance.rules.results import NOT_APPLICABLE, PASSED
from schools.choices import UnitKind
from tests.governance.rules.cases import (
    advice,
    at_gate,
    branch_school,
    changed,
    codes,
    general_branch_school,
    result,
    said,
)

TOP = general_branch(id=60, full=60, tree_branches=2)


def standing_on(*units, **changes):
    """A 总支 school with one branch that stands on ``units``."""
    below = inner_branch(TOP, id=61, name="第三支部", host_unit_ids=tuple(u.id for u in units), full=9)
    known = (unit("行政组", id=499, kind=UnitKind.OFFICE), *units)
    return school(TOP, replace(below, **changes), units=known)


def of_branch(facts):
    return result(facts, "ORG-013", facts.orgs[1])


def covering(*units, **changes):
    return school(TOP, **{"units": units, **changes})


def grade(n, hosted=False, **changes):
    return unit(f"{n}年级组", id=700 + n, hosted_by=(61,) if hosted else (), **changes)


def test_one_base_unit_is_enough():
    assert of_branch(standing_on(unit("语文组", id=400), unit("东校区", id=401, is_base=False))) == PASSED


def test_a_branch_without_unit_names_where_it_could_stand():
    facts = standing_on()

    assert of_branch(facts).severity == Severity.WARNING
    assert of_branch(facts).evidence["candidates"] == ["行政组"]
    assert said(facts, "ORG-013") == "第三支部未登记所依托的年级组、学科组、行政组等基本单元。"
    assert advice(facts, "ORG-013") == "请在支部设置中选定依托单元；一个支部可以依托多个单元。"


def test_a_campus_is_no_base_unit():
    assert of_branch(standing_on(unit("东校区", id=400, is_base=False))).variant == ""


def test_units_that_ended_are_named():
    detached = standing_on(ended_hosts=("七年级组", "八年级组"), hosts_ended_on=date(2025, 8, 31))
    assert said(detached, "ORG-013") == "第三支部依托的七年级组、八年级组已于2025年8月31日撤销。"

    closed_unit = standing_on(
        unit("七年级组", id=400, is_active=False), ended_hosts=("七年级组",), hosts_ended_on=date(2025, 8, 31)
    )
    assert said(closed_unit, "ORG-013") == "第三支部依托的七年级组已于2025年8月31日撤销。"


def test_a_school_without_units_cannot_tell():
    below = inner_branch(TOP, id=61, full=9)

    assert result(school(TOP, below), "ORG-013", below).missing == ("内设单元",)


@pytest.mark.parametrize("gate", [Gate.FOUNDING, Gate.G1])
def test_founding_and_activating_ask_for_a_unit(gate):
    drawn, placed = standing_on(state=OrgState.DRAFT), standing_on(unit(id=400), state=OrgState.PREPARING)

    assert at_gate(drawn, "ORG-013", gate, drawn.orgs[1]).outcome == Outcome.FAIL
    assert at_gate(placed, "ORG-013", gate, placed.orgs[1]) == PASSED
    assert at_gate(drawn, "ORG-013", gate, TOP) == NOT_APPLICABLE
    unsure = replace(drawn, units=())
    assert at_gate(unsure, "ORG-013", gate, drawn.orgs[1]).outcome == Outcome.UNKNOWN


def test_the_article_is_enforced_by_refusal():
    declared = all_rules()["ORG-013"]

    assert (declared.gate, declared.enforcement) == (Gate.INVARIANT, Enforcement.REFUSE)
    assert declared.is_waivable


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (OrgState.DRAFT, Outcome.FAIL),
        (OrgState.SUBMITTED, Outcome.NOT_APPLICABLE),
        (OrgState.PREPARING, Outcome.NOT_APPLICABLE),
        (OrgState.ACTIVE, Outcome.FAIL),
        (OrgState.DISSOLVED, Outcome.NOT_APPLICABLE),
    ],
)
def test_states_of_a_branch_without_unit(state, outcome):
    assert of_branch(standing_on(state=state)).outcome == outcome


@pytest.mark.parametrize(("days", "severity"), [(90, Severity.INFO), (91, Severity.WARNING)])
def test_a_re_arrangement_softens(days, severity):
    since = ON - timedelta(days=days)

    assert of_branch(standing_on(state=OrgState.ADJUSTING, state_since=since)).severity == severity


def test_013_speaks_before_014():
    facts = general_branch_school()
    untidy = changed(facts, facts.orgs[1], host_unit_ids=())
    bare = replace(untidy, units=tuple(replace(u, hosted_by=()) for u in untidy.units))

    assert codes(bare) == ["ORG-013"]
    assert result(bare, "ORG-014").because == "ORG-013"


def test_a_drawing_without_unit_hides_nothing():
    drawing = inner_branch(TOP, id=62, state=OrgState.DRAFT)
    facts = school(TOP, drawing, units=(grade(1, hosted=True), grade(2)))

    assert result(facts, "ORG-013", drawing).outcome == Outcome.FAIL
    assert result(facts, "ORG-014").outcome == Outcome.FAIL


def test_014_waits_for_branches():
    facts = covering(grade(1))
    empty = replace(facts, orgs=(replace(TOP, tree_branches=0),))

    assert result(facts, "ORG-014").outcome == Outcome.FAIL
    assert result(empty, "ORG-014").because == "ORG-011"


def test_chosen_kinds_count_teachers_once():
    grades = [grade(n, hosted=True) for n in range(1, 7)]
    subjects = [unit("语文组", kind=UnitKind.SUBJECT, party_members=9)]

    assert result(covering(*grades, *subjects), "ORG-014") == PASSED
    assert coverage(covering(*grades, *subjects)) == (6, 6)


def test_one_of_six_grades_is_missing():
    facts = covering(*(grade(n, hosted=n < 6) for n in range(1, 7)))

    assert coverage(facts) == (5, 6)
    assert said(facts, "ORG-014") == (
        "示例小学有党员的基本单元6个，已由支部或者党小组覆盖5个，未覆盖：6年级组。"
    )
    assert advice(facts, "ORG-014") == (
        "请将未覆盖单元纳入现有支部的依托单元，或者设立党小组；条件成熟的单独设立支部。"
    )


@pytest.mark.parametrize(("target", "outcome"), [(83, Outcome.PASS), (84, Outcome.FAIL)])
def test_a_place_may_aim_lower(target, outcome):
    facts = covering(*(grade(n, hosted=n < 6) for n in range(1, 7)), params={"UNIT_COVERAGE": target})

    assert result(facts, "ORG-014").outcome == outcome


def test_without_a_choice_the_largest_kind_counts():
    small, large = grade(1, party_members=2), unit("数学组", kind=UnitKind.SUBJECT, party_members=7)

    assert result(covering(small, large), "ORG-014").evidence["units"] == ["数学组"]


def test_both_kinds_count_when_both_are_chosen():
    subjects = [unit("语文组", kind=UnitKind.SUBJECT, hosted_by=(61,)), unit("数学组", kind=UnitKind.SUBJECT)]

    assert coverage(covering(grade(1, hosted=True), grade(2), *subjects)) == (2, 4)


def test_offices_always_count():
    office = unit("办公室", kind=UnitKind.OFFICE)

    assert coverage(covering(grade(1, hosted=True), office)) == (1, 2)


def test_a_unit_is_covered_by_what_stands_above_it():
    section = unit("小学部", id=750, is_base=False, kind=UnitKind.SECTION, hosted_by=(61,))

    assert result(covering(section, grade(1, parent_id=750), grade(2, parent_id=750)), "ORG-014") == PASSED


def test_blanks_and_closed_units_are_not_counted():
    facts = covering(grade(1, hosted=True), grade(2, party_members=0), grade(3, is_active=False))
    found = result(facts, "ORG-014")

    assert coverage(facts) == (1, 1)
    assert (found.outcome, found.variant, found.evidence["blank"]) == (Outcome.PASS, "blank", ["2年级组"])


def test_coverage_is_asked_of_general_branches_and_committees_only():
    units = (grade(1),)

    assert result(school(branch(full=12), units=units), "ORG-014") == NOT_APPLICABLE
    assert coverage(school(branch(full=12), units=units)) == (0, 0)
    assert coverage(school(units=units)) == (0, 0)
    assert coverage(school(committee(full=120, tree_branches=3), units=units)) == (0, 1)
    assert result(covering(), "ORG-014").missing == ("内设单元",)
    assert result(covering(grade(1, party_members=0)), "ORG-014") == NOT_APPLICABLE


def hint(members=12, **changes):
    science = unit("理科组", kind=UnitKind.SUBJECT, **{"party_members": 4, **changes})
    party_group = organization(OrgType.GROUP, id=62, superior_id=61)
    return school(branch(id=61, full=members), party_group, units=(science,))


def test_a_single_branch_may_use_party_groups():
    assert result(hint(), "ORG-015").severity == Severity.INFO
    assert said(hint(), "ORG-015") == (
        "示例小学党支部为单独设置的党支部，理科组等单元党员较多，可以考虑设立党小组。"
    )
    assert advice(hint(), "ORG-015") == "可以由单元中的党员负责人担任党小组组长，报党支部确定。"


@pytest.mark.parametrize(
    ("members", "in_unit", "outcome"),
    [(5, 4, Outcome.PASS), (6, 3, Outcome.FAIL), (6, 2, Outcome.PASS)],
)
def test_the_hint_has_two_thresholds(members, in_unit, outcome):
    assert result(hint(members, party_members=in_unit), "ORG-015").outcome == outcome


@pytest.mark.parametrize("changes", [{"hosted_by": (62,)}, {"is_active": False}, {"is_base": False}])
def test_units_with_a_group_closed_or_too_high_get_no_hint(changes):
    assert result(hint(**changes), "ORG-015") == PASSED


def test_the_branch_itself_on_the_unit_is_no_party_group():
    assert result(hint(hosted_by=(61,)), "ORG-015").outcome == Outcome.FAIL


def test_015_is_for_schools_with_one_branch():
    assert result(general_branch_school(), "ORG-015") == NOT_APPLICABLE
    assert all_rules()["ORG-015"].enforcement == Enforcement.REPORT
    found = {j.rule: j.result for j in judge(branch_school(), ["ORG-013", "ORG-014"])}
    assert found == {"ORG-013": NOT_APPLICABLE, "ORG-014": NOT_APPLICABLE}
