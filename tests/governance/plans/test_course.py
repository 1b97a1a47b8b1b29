"""A plan from the first draft to the day it holds."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.choices import PlanState
from governance.domain.refusals import Denied, Stale
from governance.domain.structure import organization_rename
from governance.models import HostUnit, PartyOrganization, Plan
from governance.plans import deciding, drafting
from governance.plans.previewing import preview
from governance.plans.publishing import plan_publish, publish_due
from governance.plans.running import StepFailed
from tests import factories, structures

ON = factories.ON


@pytest.fixture
def order(db):
    return structures.general_branch()


@pytest.fixture
def clerk(order):
    return factories.grant(factories.user(), order.school).user


@pytest.fixture
def official(order):
    return factories.grant(factories.user(), order.school.jurisdiction).user


@pytest.fixture
def plan(order, clerk):
    plan = drafting.plan_create(user=clerk, school=order.school, title="调整支部", effective_on=ON)
    rename(clerk, plan, order.branches[0], "中共演示新名支部委员会")
    return plan


def rename(user, plan, organization, name):
    return drafting.step_add(
        user=user,
        plan=plan,
        action="organization_rename",
        arguments={"organization": organization.number, "full_name": name},
    )


def approved(plan, clerk, official, on=ON):
    deciding.plan_submit(user=clerk, plan=plan, today=on)
    paper = factories.document(plan.school)
    deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=on)
    return plan


def name_of(organization):
    return PartyOrganization.objects.get(pk=organization.pk).full_name


def test_a_preview_changes_nothing(order, clerk, plan):
    was, version = str(order.branches[0]), plan.school.version
    full = order.branches[0].full_name
    tried = preview(plan, user=clerk, today=ON)
    assert tried.problems == []
    assert [(one["mark"], one["words"]) for one in tried.outcome["nodes"]] == [
        ("changed", [f"由“{full}”更名为“中共演示新名支部委员会”"])
    ]
    assert str(PartyOrganization.objects.get(pk=order.branches[0].pk)) == was
    plan.school.refresh_from_db()
    assert plan.school.version == version
    assert plan.school.change_sets.count() == 0


def test_a_plan_goes_from_draft_to_published(order, clerk, official, plan):
    approved(plan, clerk, official)
    assert plan.state == PlanState.APPROVED
    plan_publish(user=clerk, plan=plan, today=ON)
    assert plan.state == PlanState.PUBLISHED
    assert name_of(order.branches[0]) == "中共演示新名支部委员会"
    change = plan.change_set
    assert (change.operation, change.actor, change.summary) == ("plan_publish", clerk, "实施方案“调整支部”")
    assert [name for name, _summary in change.parts] == ["organization_rename"]
    assert [entry.action for entry in plan.entries.all()] == ["submit", "approve", "publish"]


def test_who_approves_sees_what_was_submitted_or_is_refused(order, clerk, official, plan):
    deciding.plan_submit(user=clerk, plan=plan, today=ON)
    paper = factories.document(plan.school)
    with pytest.raises(Stale):
        deciding.plan_approve(user=official, plan=plan, document=paper, digest="other", today=ON)
    organization_rename(
        act=structures.do(), organization=order.branches[0], full_name="中共演示又改名支部委员会"
    )
    with pytest.raises(Stale, match="有变动"):
        deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=ON)
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED


def test_a_later_change_of_the_school_makes_the_approval_void_and_says_why(order, clerk, official, plan):
    approved(plan, clerk, official)
    organization_rename(
        act=structures.do(), organization=order.branches[1], full_name="中共演示他名支部委员会"
    )
    plan.refresh_from_db()
    assert (plan.state, plan.approval) == (PlanState.RETURNED, None)
    assert "中共演示他名支部委员会" in plan.problem
    with pytest.raises(Denied):
        plan_publish(user=clerk, plan=plan, today=ON)


def test_a_change_elsewhere_leaves_the_approval(order, clerk, official, plan):
    approved(plan, clerk, official)
    other = structures.general_branch()
    organization_rename(
        act=structures.do(), organization=other.branches[1], full_name="中共演示他名支部委员会"
    )
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED


def test_a_later_edit_of_the_plan_makes_the_approval_void(order, clerk, official, plan):
    approved(plan, clerk, official)
    rename(clerk, plan, order.branches[1], "中共演示乙支部委员会")
    assert (plan.state, plan.approval) == (PlanState.RETURNED, None)
    assert "方案又有修改" in plan.problem
    assert plan.entries.filter(action="void").count() == 1


def test_a_plan_for_later_changes_nothing_before_its_day(order, clerk, official, plan):
    later = ON + timedelta(days=40)
    drafting.plan_change(user=clerk, plan=plan, effective_on=later)
    approved(plan, clerk, official)
    was = name_of(order.branches[0])
    with pytest.raises(ValidationError, match="到那一天才能实施"):
        plan_publish(user=clerk, plan=plan, today=ON)
    assert publish_due(later - timedelta(days=1)) == []
    assert name_of(order.branches[0]) == was
    assert [(one.pk, problem) for one, problem in publish_due(later)] == [(plan.pk, "")]
    assert name_of(order.branches[0]) == "中共演示新名支部委员会"
    assert Plan.objects.get(pk=plan.pk).change_set.effective_on == later


def test_all_steps_or_none(order, clerk, official, plan):
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="host_attach",
        arguments={"organization": order.branches[0].number, "units": [order.units[1].number]},
    )
    approved(plan, clerk, official)
    was = name_of(order.branches[0])
    plan.steps.filter(operation="host_attach").update(
        arguments={"organization": order.branches[0].number, "units": ["不存在的单元"]}
    )
    with pytest.raises(ValidationError, match="第2步“依托单元…”不能完成"):
        plan_publish(user=clerk, plan=plan, today=ON)
    plan.refresh_from_db()
    assert (name_of(order.branches[0]), plan.state) == (was, PlanState.APPROVED)
    assert publish_due(ON)[0][1].startswith("第2步")
    plan.refresh_from_db()
    assert plan.problem.startswith("第2步")
    assert plan.entries.filter(action="fail").count() == 1


def test_what_only_the_database_refuses_is_said_of_its_step(order, clerk, official, plan, circle):
    arguments = {"organization": order.branches[1].number, "full_name": "中共演示乙支部委员会"}
    step = drafting.step_add(user=clerk, plan=plan, action="organization_rename", arguments=arguments)
    approved(plan, clerk, official)
    plan.steps.filter(pk=step.pk).update(arguments=arguments | {"full_name": circle})

    with pytest.raises(StepFailed, match="第2步“更名”不能完成：不能把党组织调整到它自己的下级之下。"):
        plan_publish(user=clerk, plan=plan, today=ON)


def test_a_step_that_fails_is_named_in_the_preview_and_stops_submission(order, clerk, plan):
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="organization_move",
        arguments={"organization": order.branches[0].number, "parent": order.branches[0].number},
    )
    tried = preview(plan, user=clerk, today=ON)
    assert [bool(step["problem"]) for step in tried.outcome["steps"]] == [False, True]
    with pytest.raises(ValidationError, match="第2步不能完成"):
        deciding.plan_submit(user=clerk, plan=plan, today=ON)


def test_later_steps_build_on_what_earlier_ones_make(order, clerk, plan):
    first = drafting.step_add(
        user=clerk,
        plan=plan,
        action="unit_create",
        arguments={"school": order.school.code, "name": "九年级组", "kind": "grade"},
    )
    drafting.step_add(
        user=clerk,
        plan=plan,
        action="host_attach",
        arguments={"organization": order.branches[0].number, "units": [f"@{first.key}"]},
    )
    tried = preview(plan, user=clerk, today=ON)
    assert tried.problems == []
    made = next(number for number, reference in tried.made.items() if reference == f"@{first.key}")
    assert [(one["key"], one["mark"]) for one in tried.outcome["nodes"] if one["kind"] == "unit"] == [
        (made, "added")
    ]


def test_a_plan_without_steps_leaves_every_finding_as_it_is(order, clerk):
    HostUnit.objects.filter(organization=order.branches[0]).delete()
    plan = drafting.plan_create(user=clerk, school=order.school, title="还没有步骤", effective_on=ON)
    outcome = preview(plan, user=clerk, today=ON).outcome
    kept = {(one["rule"], one["number"]) for one in outcome["kept"]}
    assert ("ORG-013", order.branches[0].number) in kept
    assert (outcome["caused"], outcome["cured"], outcome["nodes"], outcome["people"]) == ([], [], [], [])
