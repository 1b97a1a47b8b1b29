"""What else becomes of a plan, in a real browser: shown to others, refused, failed, carried out at night."""

import pytest
from playwright.sync_api import expect

from accounts.models import GrantRole
from governance import jobs
from governance.choices import PlanState
from governance.models import PartyOrganization, Plan
from governance.plans import deciding
from tests import factories
from tests.browser.test_plans import NEW_NAME, ON, here, scene, sign_out, submitted, today

__all__ = ["scene", "today"]

pytestmark = pytest.mark.browser


def approved(scene):
    """Return a plan of the clerk that was approved."""
    plan = submitted(scene)
    paper = factories.document(scene.school)
    deciding.plan_approve(user=scene.official, plan=plan, document=paper, digest=plan.digest, today=ON)
    return plan


@pytest.fixture
def opened(enter, visit):
    """Sign somebody in and open the page of a plan."""

    def go(user, plan):
        enter(user)
        return visit(f"/plans/{plan.pk}/")

    return go


def test_a_draft_is_shown_to_others_who_say_what_they_think(scene, opened, enter, axe, page_guard):
    plan = submitted(scene)
    deciding.plan_withdraw(user=scene.clerk, plan=plan)
    viewer = factories.grant(factories.user("plan-viewer"), scene.school, GrantRole.VIEWER).user
    page_guard.allow("status of 404")
    page = opened(viewer, plan)
    expect(page.get_by_role("heading", name="调整支部")).to_have_count(0)
    sign_out(page)

    page = opened(scene.clerk, plan)
    page.locator("summary", has_text="公开讨论").click()
    page.get_by_role("button", name="公开讨论").click()
    address = page.get_by_label("方案的地址").input_value()
    axe(page)
    sign_out(page)

    page = enter(viewer)
    page.goto(address)
    expect(page.get_by_role("heading", level=1, name="调整支部")).to_be_visible()
    expect(page.locator(".plan-steps > li")).to_have_count(1)
    axe(page)
    page.get_by_label("意见").last.fill("建议同时调整八年级")
    page.get_by_role("button", name="发表意见").click()
    expect(page.locator(".plan-record")).to_contain_text("建议同时调整八年级")
    sign_out(page)

    page = opened(scene.clerk, plan)
    expect(page.locator(".plan-record")).to_contain_text("建议同时调整八年级")
    page.get_by_role("button", name="不再公开").click()
    sign_out(page)
    page = opened(viewer, plan)
    expect(page.get_by_role("heading", name="调整支部")).to_have_count(0)


def test_a_plan_is_refused_for_good_with_the_reason(scene, opened, axe):
    plan = submitted(scene)
    page = opened(scene.official, plan)
    page.get_by_text("不予批准", exact=True).click()
    form = page.locator("form", has=page.get_by_role("button", name="决定不予批准"))
    form.get_by_role("textbox").fill("名称不合规范")
    page.get_by_role("button", name="决定不予批准").click()
    expect(here(page)).to_have_text("不予批准")
    axe(page)
    sign_out(page)

    page = opened(scene.clerk, plan)
    expect(page.locator(".plan-problem")).to_contain_text("不予批准的理由")
    expect(page.locator(".plan-problem")).to_contain_text("名称不合规范")
    expect(page.get_by_role("button", name="提交审批")).to_have_count(0)
    axe(page)
    page.get_by_role("button", name="按此另拟方案").click()
    expect(here(page)).to_have_text("起草")
    expect(page.locator(".plan-steps > li")).to_have_count(1)
    assert sorted(Plan.objects.values_list("state", flat=True)) == [PlanState.DRAFT, PlanState.REFUSED]


def test_a_step_that_fails_at_the_end_is_named_and_nothing_is_done(
    scene, opened, visit, axe, page_guard, picture
):
    page_guard.allow("status of 422")
    plan = approved(scene)
    plan.steps.update(arguments={"organization": "不存在", "full_name": NEW_NAME})

    page = opened(scene.clerk, plan)
    page.get_by_role("button", name="现在实施").click()
    expect(page.locator(".problem")).to_contain_text("第1步“更名”不能完成")
    axe(page)
    assert jobs.publish_plans(timestamp=0) == 0
    visit(f"/plans/{plan.pk}/")

    expect(page.locator(".plan-problem")).to_contain_text("没有实施成")
    expect(page.locator(".plan-problem")).to_contain_text("第1步“更名”不能完成")
    expect(here(page)).to_have_text("已批准")
    axe(page)
    assert PartyOrganization.objects.filter(full_name=NEW_NAME).count() == 0


def test_a_plan_is_carried_out_at_night_by_the_register(scene, opened, axe):
    plan = approved(scene)

    assert jobs.publish_plans(timestamp=0) == 1

    page = opened(scene.clerk, plan)
    expect(here(page)).to_have_text("已实施")
    expect(page.locator(".plan-record")).to_contain_text("系统")
    axe(page)
    page.get_by_role("link", name="实施方案“调整支部”").click()
    expect(page.get_by_text("系统", exact=True)).to_be_visible()
    assert PartyOrganization.objects.filter(full_name=NEW_NAME).count() == 1
