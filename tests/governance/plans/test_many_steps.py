"""A plan of many steps: each sees what those before it have done, and costs the same as the first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.actions.references import Resolver
from governance.choices import OrgType
from governance.domain.batch import batch
from governance.domain.refusals import Stale
from governance.models import PartyOrganization
from governance.plans import drafting, previewing
from governance.plans.previewing import preview
from governance.plans.running import Run
from schools.domain.trees import wrong_nodes
from schools.models import Unit
from tests import factories
from tests.structures import do

ON = factories.ON


@pytest.fixture
def groups(order):
    """Eight party groups below the first branch."""
    return [
        factories.organization(
            OrgType.GROUP, parent=order.branches[0], full_name=f"第{nth}党小组", short_name="", position=nth
        )
        for nth in range(8)
    ]


@pytest.fixture
def plan(order, clerk):
    return drafting.plan_create(user=clerk, school=order.school, title="九月调整", effective_on=ON)


def add(plan, user, action, **arguments):
    return drafting.step_add(user=user, plan=plan, action=action, arguments=arguments)


def renaming(order, groups):
    return [
        ("organization_rename", {"organization": group.number, "full_name": f"新{group}"}) for group in groups
    ]


def moving(order, groups):
    target = order.branches[1].number
    return [("organization_move", {"organization": group.number, "parent": target}) for group in groups]


def attaching(order, groups):
    units = [factories.unit(order.school, f"备课组{nth}") for nth, _group in enumerate(groups)]
    branch = order.branches[0].number
    return [("host_attach", {"organization": branch, "units": [unit.number]}) for unit in units]


def transferring(order, groups):
    people = factories.members(len(groups), order.school, order.branches[0])
    branch = order.branches[1].number
    return [("member_transfer", {"organization": branch, "people": [person.number]}) for person in people]


@pytest.mark.parametrize(
    ("steps_of", "each"), [(renaming, 1), (moving, 3), (attaching, 1), (transferring, 5)]
)
def test_a_step_more_costs_as_many_queries_as_every_other(order, groups, plan, clerk, steps_of, each):
    steps = steps_of(order, groups)
    counts = []

    for nth, (action, arguments) in enumerate(steps, 1):
        add(plan, clerk, action, **arguments)
        if nth in (2, 4, 8):
            with CaptureQueriesContext(
                connection,
            ) as caught:
                tried = preview(plan, user=clerk, today=ON)
            assert tried.problems == []
            counts.append(len(caught))

    assert [counts[1] - counts[0], counts[2] - counts[1]] == [2 * each, 4 * each]


@pytest.fixture
def rounds(monkeypatch):
    """How each round of a preview is run, one after the other."""
    noted = []

    def noting(*arguments, may_fail, **fields):
        noted.append(may_fail)
        return batch(*arguments, may_fail=may_fail, **fields)

    monkeypatch.setattr(previewing, "batch", noting)
    return noted


def test_a_plan_without_a_problem_is_run_once_and_as_step_by_step(order, groups, plan, clerk, rounds):
    for steps_of in (renaming, moving, attaching, transferring):
        for action, arguments in steps_of(order, groups):
            add(plan, clerk, action, **arguments)

    tried = preview(plan, user=clerk, today=ON)
    assert (tried.problems, rounds) == ([], [False])
    stepwise = previewing._taken_back(plan, clerk, ON, may_fail=True)

    assert stepwise.outcome == tried.outcome
    assert stepwise.digest == tried.digest


def test_what_only_the_database_refuses_is_said_of_its_step(order, circle, groups, plan, clerk, rounds):
    add(plan, clerk, "organization_rename", organization=groups[0].number, full_name="第九党小组")
    add(plan, clerk, "organization_rename", organization=order.branches[1].number, full_name=circle)
    add(plan, clerk, "organization_rename", organization=groups[1].number, full_name="第十党小组")

    tried = preview(plan, user=clerk, today=ON)

    said = [step["problem"] for step in tried.outcome["steps"]]
    assert said == ["", "不能把党组织调整到它自己的下级之下。", ""]
    assert rounds == [False, True]


def test_a_school_that_is_being_changed_is_not_waited_for_twice(plan, clerk, rounds, monkeypatch):
    def busy(*_arguments, **_fields):
        raise Stale("有人正在同时修改")

    monkeypatch.setattr("governance.domain.operation._reach", busy)

    with pytest.raises(Stale):
        preview(plan, user=clerk, today=ON)
    assert rounds == [False]


def summaries(plan, user):
    return [step["summary"] for step in preview(plan, user=user, today=ON).outcome["steps"]]


def test_a_step_speaks_of_what_an_earlier_one_renamed(order, groups, plan, clerk):
    branch, other = order.branches
    person = order.people[2]
    add(plan, clerk, "organization_rename", organization=branch.number, full_name="中共九月支部委员会")
    add(plan, clerk, "organization_move", organization=groups[0].number, parent=other.number)
    add(plan, clerk, "organization_rename", organization=other.number, full_name="中共十月支部委员会")
    add(plan, clerk, "organization_move", organization=groups[0].number, parent=branch.number)
    add(plan, clerk, "organization_move", organization=groups[1].number, parent=other.number)
    add(plan, clerk, "member_transfer", organization=other.number, people=[person.number])

    assert summaries(plan, clerk) == [
        f"{branch.full_name}更名为中共九月支部委员会",
        f"第0党小组调整到{other}之下",
        f"{other.full_name}更名为中共十月支部委员会",
        "第0党小组调整到中共九月支部委员会之下",
        "第1党小组调整到中共十月支部委员会之下",
        "1名党员组织关系转到中共十月支部委员会",
    ]


def test_a_step_that_fails_leaves_the_next_what_was_there(order, groups, plan, clerk):
    first, second = groups[:2]
    add(plan, clerk, "organization_rename", organization=first.number, full_name="长" * 200)
    add(plan, clerk, "organization_move", organization=first.number, parent=order.branches[1].number)
    add(plan, clerk, "organization_dissolve", organization=second.number)
    add(plan, clerk, "organization_rename", organization=second.number, full_name="第九党小组")

    tried = preview(plan, user=clerk, today=ON)

    assert [bool(step["problem"]) for step in tried.outcome["steps"]] == [True, False, False, False]
    after = {one.pk: one.full_name for one in tried.after.organizations}
    assert after[first.pk] == "第0党小组"
    assert second.pk not in after


def test_units_that_moved_below_each_other_are_found_in_circles(order, plan, clerk):
    first, second = order.units
    third = factories.unit(order.school, "九年级组")
    add(plan, clerk, "unit_move", unit=first.number, parent=second.number)
    add(plan, clerk, "unit_move", unit=second.number, parent=third.number)
    add(plan, clerk, "unit_move", unit=third.number, parent=first.number)

    tried = preview(plan, user=clerk, today=ON)

    assert [step["problem"] for step in tried.outcome["steps"]] == [
        "", "", "不能把九年级组调整到它自己或者它的下级之下。",
    ]  # fmt: skip
    parents = {unit.pk: unit.parent_id for unit in tried.after.units}
    assert parents == {first.pk: second.pk, second.pk: third.pk, third.pk: None}
    assert not Unit.objects.exclude(parent=None).exists()
    assert PartyOrganization.objects.get(pk=order.root.pk).full_name == order.root.full_name


def test_organizations_that_moved_below_each_other_are_found_in_circles(order, groups, plan, clerk):
    first, second = order.branches
    add(plan, clerk, "organization_move", organization=groups[0].number, parent=second.number)
    add(plan, clerk, "organization_move", organization=second.number, parent=first.number)
    add(plan, clerk, "organization_move", organization=first.number, parent=groups[0].number)

    tried = preview(plan, user=clerk, today=ON)

    assert tried.problems[-1]["problem"] == f"不能把{first}调整到它自己或者它的下级之下。"


def test_many_moves_leave_right_numbers(order, groups, plan, clerk):
    first, second = order.branches
    for group in groups[:5]:
        add(plan, clerk, "organization_move", organization=group.number, parent=second.number)
    add(plan, clerk, "organization_move", organization=groups[0].number, parent=first.number)
    add(plan, clerk, "unit_move", unit=order.units[0].number, parent=order.units[1].number)

    with batch(
        do(actor=clerk), "plan_publish", school=order.school, organising=False, may_fail=False
    ) as whole:
        Run(whole, Resolver(clerk, order.school)).all(plan.steps.all(), strict=True)

    assert (wrong_nodes(PartyOrganization), wrong_nodes(Unit)) == ([], [])
    below = {
        branch.pk: set(branch.get_descendants())
        for branch in PartyOrganization.objects.filter(parent=order.root)
    }
    assert below == {first.pk: {groups[0], *groups[5:]}, second.pk: set(groups[1:5])}
