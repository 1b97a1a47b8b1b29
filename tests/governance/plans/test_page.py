"""What the page of a plan shows to whom."""

import pytest
from django.utils.translation import override

from accounts.models import GrantRole
from governance.choices import PlanState
from governance.domain.structure import organization_rename
from governance.models import Plan
from governance.plans import deciding, drafting
from governance.plans.page import PlanPage
from governance.plans.publishing import plan_publish
from governance.presentation.change_page import ChangePage
from tests import factories, structures

ON = factories.ON


@pytest.fixture
def plan(order, clerk):
    """A plan that renames a branch and moves one of its members to the other."""
    plan = drafting.plan_create(user=clerk, school=order.school, title="调整支部", effective_on=ON)
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="organization_rename",
        arguments={"organization": order.branches[0].number, "full_name": "中共演示新名支部委员会"},
    )
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="member_transfer",
        arguments={"organization": order.branches[1].number, "people": [order.people[3].number]},
    )
    return plan


@pytest.fixture
def viewer(order):
    return factories.grant(factories.user(), order.school, GrantRole.VIEWER).user


def test_a_draft_is_tried_anew_and_may_be_submitted(order, clerk, plan):
    page = PlanPage(plan, clerk, ON)

    assert [row.sentence for row in page.steps] == [
        f"{order.branches[0].full_name}更名为中共演示新名支部委员会",
        f"1名党员组织关系转到{order.branches[1]}",
    ]
    assert bool(page.may["submit"])
    assert [stop.label for stop in page.course if stop.is_here] == ["起草"]
    assert [(node["name"], node["word"]) for node in page.nodes] == [
        ("中共演示新名支部委员会", "变更"),
        (str(order.branches[1]), "变更"),
    ]
    assert [name for name, _heading, _drawing in page.charts] == ["before", "after"]
    assert 'id="after-' in page.charts[1][2]


def test_a_renamed_branch_moves_nobody(order, clerk, plan):
    [one], more = PlanPage(plan, clerk, ON).people

    assert (one.name, one.ended, one.begun, more) == (order.people[3].name, (), (), 0)
    assert one.branch == (str(order.branches[0]), str(order.branches[1]))


def test_a_viewer_reads_how_many_but_not_who(order, clerk, viewer, plan):
    drafting.plan_share(user=clerk, plan=plan, is_shared=True)

    page = PlanPage(plan, viewer, ON)

    assert (page.people, page.people_count) == (([], 1), 1)


def test_a_viewer_reads_who_takes_a_post(order, clerk, viewer, plan):
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="post_assign",
        arguments={"body": order.branches[0].number, "role": "member", "person": order.people[2].number},
    )

    people, more = PlanPage(plan, viewer, ON).people

    assert [(one.name, one.branch, more) for one in people] == [(order.people[2].name, None, 1)]
    assert len(people[0].begun) == 1


def test_an_empty_plan_says_why_it_cannot_be_submitted(order, clerk):
    plan = drafting.plan_create(user=clerk, school=order.school, title="空方案", effective_on=ON)

    page = PlanPage(plan, clerk, ON)

    assert page.may["submit"].reason == "方案还没有步骤，请先添加。"
    assert "方案还没有步骤，请先添加。" in page.reasons


def test_a_step_that_cannot_be_done_is_named_with_what_it_is_told(order, clerk, plan):
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="organization_move",
        arguments={"organization": order.branches[0].number, "parent": order.branches[0].number},
    )

    row = PlanPage(plan, clerk, ON).steps[-1]

    assert row.sentence == f"党组织：{order.branches[0]}；新的上级党组织：{order.branches[0]}"
    assert row.problem != ""
    assert not PlanPage(plan, clerk, ON).may["submit"]


def test_the_official_sees_what_was_submitted(order, clerk, official, plan):
    deciding.plan_submit(user=clerk, plan=plan, today=ON)

    page = PlanPage(plan, official, ON)

    assert page.outcome == plan.outcome
    assert page.drift == []
    assert {name for name, verdict in page.may.items() if verdict} == {
        "comment",
        "approve",
        "return",
        "refuse",
    }


def test_a_later_change_of_the_school_is_told_and_stops_the_approval(order, clerk, official, plan):
    deciding.plan_submit(user=clerk, plan=plan, today=ON)
    organization_rename(
        act=structures.do(), organization=order.branches[0], full_name="中共演示他名支部委员会"
    )

    page = PlanPage(Plan.objects.get(pk=plan.pk), official, ON)

    assert page.drift[0] == (
        f"第1步提交时是“{order.branches[0].full_name}更名为中共演示新名支部委员会”，"
        "现在是“中共演示他名支部委员会更名为中共演示新名支部委员会”。"
    )
    assert page.may["approve"].reason.startswith("方案提交之后学校资料有变动")
    assert page.outcome == plan.outcome


def test_a_plan_for_later_is_carried_out_on_its_day_only(order, clerk, official, plan):
    drafting.plan_change(user=clerk, plan=plan, effective_on=ON.replace(month=9))
    deciding.plan_submit(user=clerk, plan=plan, today=ON)
    paper = factories.document(plan.school)
    deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=ON)

    assert PlanPage(plan, clerk, ON).may["publish"].reason == "自 2026-09-01 起自动实施。"
    assert bool(PlanPage(plan, clerk, ON.replace(month=9)).may["publish"])
    assert PlanPage(plan, clerk, ON).trial is None


def test_a_plan_given_up_unsubmitted_still_tells_its_steps(order, clerk, plan):
    deciding.plan_discard(user=clerk, plan=plan)

    page = PlanPage(plan, clerk, ON)

    assert (plan.state, page.outcome, page.charts) == (PlanState.DISCARDED, None, [])
    assert page.steps[1].sentence == (f"转入的支部：{order.branches[1]}；党员：{order.people[3]}")


def test_steps_are_told_in_the_language_of_the_reader(order, clerk, official, plan):
    renamed, name = order.branches[0].full_name, "中共演示新名支部委员会"
    with override("en"):
        first, second = PlanPage(plan, clerk, ON).steps
    assert first.sentence == f"Party organisation: {order.branches[0]}; Full name: {name}"
    assert "党员" not in second.sentence

    deciding.plan_submit(user=clerk, plan=plan, today=ON)
    paper = factories.document(plan.school)
    deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=ON)
    with override("en"):
        plan_publish(user=official, plan=plan, today=ON)
        change = ChangePage(Plan.objects.get(pk=plan.pk).change_set, clerk, ON)
        assert (change.summary, change.parts[0]) == (
            f"Carried out the plan “{plan.title}”",
            f"{renamed} renamed {name}",
        )
    assert (change.change.summary, change.change.reason) == (f"实施方案“{plan.title}”", f"方案：{plan.title}")
    assert change.parts[0] == f"{renamed}更名为{name}"
