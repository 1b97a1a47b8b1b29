"""Plans that are due, by the command and by the daily job."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from governance import jobs
from governance.choices import PlanState
from governance.models import PartyOrganization, Plan
from governance.plans import deciding, drafting, publishing
from tests import factories, structures

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


def approved(name, on):
    """Return an approved plan of a school of its own."""
    order = structures.general_branch()
    clerk = factories.grant(factories.user(), order.school).user
    official = factories.grant(factories.user(), order.school.jurisdiction).user
    plan = drafting.plan_create(user=clerk, school=order.school, title=name, effective_on=on)
    arguments = {"organization": order.branches[0].number, "full_name": f"中共演示{name}支部委员会"}
    drafting.step_add(user=clerk, plan=plan, action="organization_rename", arguments=arguments)
    deciding.plan_submit(user=clerk, plan=plan, today=ON)
    paper = factories.document(order.school)
    deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=ON)
    return plan


def states():
    return {plan.title: plan.state for plan in Plan.objects.all()}


def published(*arguments):
    out = StringIO()
    call_command("publish_plans", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_only_plans_whose_day_has_come_are_carried_out():
    due = approved("甲方案", ON - timedelta(days=3))
    approved("乙方案", ON + timedelta(days=1))

    assert published() == [f"{due.school}“甲方案”：已实施", "已实施1个方案，0个没有实施成。"]
    assert states() == {"甲方案": PlanState.PUBLISHED, "乙方案": PlanState.APPROVED}
    change = Plan.objects.get(title="甲方案").change_set
    assert (change.effective_on, change.actor) == (ON - timedelta(days=3), None)


def test_a_day_narrows_what_is_carried_out():
    approved("甲方案", ON)

    assert published("--on", (ON - timedelta(days=1)).isoformat()) == ["已实施0个方案，0个没有实施成。"]
    assert states() == {"甲方案": PlanState.APPROVED}


@pytest.mark.parametrize(
    ("text", "said"), [("2026-13-01", "不是日期"), ((ON + timedelta(days=1)).isoformat(), "不能提前")]
)
def test_a_day_that_cannot_be_is_refused(text, said):
    with pytest.raises(CommandError, match=said):
        published("--on", text)


def test_the_job_goes_on_past_a_plan_that_fails_and_says_why():
    broken, sound = approved("甲方案", ON), approved("乙方案", ON)
    broken.steps.update(arguments={"organization": "不存在", "full_name": "中共演示甲支部委员会"})

    assert jobs.publish_plans(timestamp=0) == 1

    assert states() == {"甲方案": PlanState.APPROVED, "乙方案": PlanState.PUBLISHED}
    broken.refresh_from_db()
    assert broken.problem.startswith("第1步“更名”不能完成")
    assert PartyOrganization.objects.filter(full_name="中共演示乙方案支部委员会").get().school == sound.school


def test_a_fault_of_ours_is_noted_like_any_other(monkeypatch):
    plan = approved("甲方案", ON)

    def broken(**_told):
        raise ZeroDivisionError

    monkeypatch.setattr(publishing, "plan_publish", broken)

    assert jobs.publish_plans(timestamp=0) == 0
    plan.refresh_from_db()
    assert (plan.state, plan.problem) == (
        PlanState.APPROVED,
        "系统出错，没有实施。请联系系统管理员查看日志。",
    )


def test_a_failure_is_noted_once_however_often_it_is_tried():
    plan = approved("甲方案", ON)
    plan.steps.update(arguments={"organization": "不存在", "full_name": "中共演示甲支部委员会"})

    for _day in range(3):
        jobs.publish_plans(timestamp=0)

    assert plan.entries.filter(action="fail").count() == 1
