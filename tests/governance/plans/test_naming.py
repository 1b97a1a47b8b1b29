"""What a plan makes is named by the number a page shows, and kept as a reference to the step."""

import pytest

from governance.plans import drafting
from governance.plans.mode import plan_mode
from governance.plans.previewing import preview
from tests import factories

ON = factories.ON


@pytest.fixture
def plan(order, clerk):
    plan = drafting.plan_create(user=clerk, school=order.school, title="调整支部", effective_on=ON)
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="unit_create",
        arguments={"school": order.school.code, "name": "九年级组", "kind": "grade"},
    )
    return plan


def number_made(plan, user):
    [number] = preview(plan, user=user, today=ON).made
    return number


def attach(user, plan, order, units):
    return drafting.step_add(
        user=user,
        plan=plan,
        action="host_attach",
        arguments={"organization": order.branches[0].number, "units": units},
    )


def test_a_branch_is_attached_to_a_unit_the_plan_makes_by_its_number(order, clerk, plan):
    number = number_made(plan, clerk)

    step = attach(clerk, plan, order, [number])

    assert step.arguments == {"organization": order.branches[0].number, "units": ["@1"]}
    tried = preview(plan, user=clerk, today=ON)
    assert tried.problems == []
    nodes = {node.number: node.name for node in tried.after.units}
    assert nodes[number] == "九年级组"
    [branch] = [one for one in tried.after.organizations if one.pk == order.branches[0].pk]
    assert [unit.number for unit in tried.after.units_of[branch.pk]] == [order.units[0].number, number]


def test_a_changed_step_names_it_likewise(order, clerk, plan):
    step = attach(clerk, plan, order, [order.units[1].number])

    changed = drafting.step_change(
        user=clerk,
        plan=plan,
        step=step,
        arguments={"organization": order.branches[0].number, "units": [number_made(plan, clerk)]},
    )

    assert changed.arguments["units"] == ["@1"]


def test_what_was_there_before_keeps_its_number_although_a_step_touches_it(order, clerk, plan):
    branch = order.branches[0].number
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="organization_rename",
        arguments={"organization": branch, "full_name": "中共演示新名支部委员会"},
    )

    assert set(preview(plan, user=clerk, today=ON).made.values()) == {"@1"}


def test_a_number_nobody_has_stays_and_fails_in_its_place(order, clerk, plan):
    step = attach(clerk, plan, order, ["9999999999-U99"])

    assert step.arguments["units"] == ["9999999999-U99"]
    assert [problem["key"] for problem in preview(plan, user=clerk, today=ON).problems] == [step.key]


def test_plan_mode_shows_the_school_as_the_plan_leaves_it(order, clerk, plan):
    mode = plan_mode(plan, ON)

    [made] = mode.made
    assert mode.marks == {made: "added"}
    assert {unit.name for unit in mode.structure.units} == {"七年级组", "八年级组", "九年级组"}
    assert {unit.name for unit in order.school.units.all()} == {"七年级组", "八年级组"}
