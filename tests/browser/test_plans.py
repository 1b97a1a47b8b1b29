"""A plan from the first stroke to its day, by its clerk and the official above, in a real browser."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.choices import Role
from governance.domain.structure import organization_rename
from governance.models import PartyOrganization, Plan
from governance.plans import deciding, drafting
from tests import factories, structures

pytestmark = pytest.mark.browser
ON = factories.ON
PHONE = {"width": 390, "height": 844}
NEW_NAME = "中共演示新名支部委员会"


@pytest.fixture
def today(monkeypatch):
    """Let the pages be drawn for the day on which the schools of the tests are in good order."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def scene(transactional_db, today):
    """A school in good order with its clerk, and the official of its county."""
    found = structures.general_branch()
    found.issuer = factories.upper()
    found.clerk = factories.user("plan-clerk")
    factories.grant(found.clerk, found.school)
    found.official = factories.user("plan-official")
    factories.grant(found.official, found.school.jurisdiction)
    return found


def submitted(scene):
    """Return a plan of the clerk that waits for a decision."""
    plan = drafting.plan_create(user=scene.clerk, school=scene.school, title="调整支部", effective_on=ON)
    arguments = {"organization": scene.branches[0].number, "full_name": NEW_NAME}
    drafting.step_add(user=scene.clerk, plan=plan, action="organization_rename", arguments=arguments)
    return deciding.plan_submit(user=scene.clerk, plan=plan, today=ON)


def sign_out(page):
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()


def here(page):
    """Return the stop of the way at which the plan is."""
    return page.locator(".plan-course [aria-current]")


def test_a_plan_from_draft_to_published(scene, enter, visit, axe, picture):
    page = enter(scene.clerk)
    draw_up(page, scene, axe)
    picture(page, "plan-preview", full_page=True)
    page.get_by_role("button", name="提交审批").click()
    expect(here(page)).to_have_text("待批")
    address = page.url
    sign_out(page)

    approve(enter(scene.official), scene, axe)
    sign_out(page)

    enter(scene.clerk)
    page.goto(address)
    page.get_by_role("button", name="现在实施").click()
    expect(here(page)).to_have_text("已实施")
    axe(page)
    assert PartyOrganization.objects.get(pk=scene.branches[0].pk).full_name == NEW_NAME


def draw_up(page, scene, axe):
    """Begin a plan and add one step by form, all with the keyboard's way of pages."""
    page.get_by_role("link", name="方案", exact=True).click()
    expect(page.get_by_text("还没有方案")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="新方案").first.click()
    axe(page)
    page.get_by_label("生效日期").fill(ON.isoformat())
    page.get_by_role("button", name="开始起草").click()
    expect(here(page)).to_have_text("起草")
    expect(page.get_by_text("方案还没有步骤，请先添加。")).to_be_visible()

    page.get_by_label("或者从表单添加").select_option(scene.branches[0].number)
    page.get_by_role("button", name="能做什么").click()
    page.get_by_role("link", name="更名").click()
    page.get_by_label("全称").fill(NEW_NAME)
    page.get_by_role("button", name="列入方案").click()
    page.goto(page.url.split("/schools/")[0] + f"/plans/{Plan.objects.get().pk}/")

    expect(page.locator(".plan-steps > li")).to_have_count(1)
    expect(page.locator(".plan-pair .chart-svg")).to_have_count(2)
    expect(page.locator("#after-" + scene.branches[0].number)).to_contain_text("变更")
    axe(page)


def approve(page, scene, axe):
    """Find the plan among those that wait and approve it with a new document."""
    page.get_by_role("link", name=re.compile("方案 · 待批 1")).click()
    axe(page)
    page.get_by_role("link", name=re.compile("组织调整方案")).click()
    expect(page.get_by_text("这是提交时预演的结果")).to_be_visible()
    axe(page)
    page.get_by_label("新文件文号").fill("演示教工委〔2026〕12号")
    page.get_by_label("印发党组织").select_option(str(scene.issuer.pk))
    page.get_by_label("意见").first.fill("同意")
    page.get_by_role("button", name="批准", exact=True).click()
    expect(here(page)).to_have_text("已批准")


def test_a_stale_approval_is_refused_and_nothing_typed_is_lost(scene, enter, visit, page_guard, axe):
    page_guard.allow("status of 409")
    plan = submitted(scene)
    page = enter(scene.official)
    visit(f"/plans/{plan.pk}/")
    page.get_by_label("新文件文号").fill("演示教工委〔2026〕12号")
    page.get_by_label("印发党组织").select_option(str(scene.issuer.pk))
    act = structures.do()
    organization_rename(act=act, organization=scene.branches[0], full_name="中共演示他名支部委员会")

    page.get_by_role("button", name="批准", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("学校资料有变动")
    expect(page.get_by_role("region", name="提交之后情况有变")).to_contain_text("第1步提交时是")
    expect(here(page)).to_have_text("待批")
    expect(page.get_by_role("button", name="批准", exact=True)).to_have_count(0)
    axe(page)


def test_steps_move_and_go_by_keyboard(scene, enter, visit):
    plan = drafting.plan_create(user=scene.clerk, school=scene.school, title="调整支部", effective_on=ON)
    for branch, name in zip(scene.branches, ("甲", "乙"), strict=True):
        arguments = {"organization": branch.number, "full_name": f"中共演示{name}支部委员会"}
        drafting.step_add(user=scene.clerk, plan=plan, action="organization_rename", arguments=arguments)
    page = enter(scene.clerk)
    visit(f"/plans/{plan.pk}/")
    steps = page.locator(".plan-steps > li")

    page.get_by_role("button", name=re.compile(r"下移\s*第1步")).focus()
    page.keyboard.press("Enter")
    expect(steps.first).to_contain_text("中共演示乙支部委员会")
    page.get_by_role("button", name=re.compile(r"删去\s*第1步")).focus()
    page.keyboard.press("Enter")

    expect(steps).to_have_count(1)
    expect(steps.first).to_contain_text("中共演示甲支部委员会")


def test_another_post_in_a_step_asks_anew_who_may_hold_it(scene, enter, visit):
    plan = drafting.plan_create(user=scene.clerk, school=scene.school, title="调整支部", effective_on=ON)
    person, unit = scene.people[3], scene.units[0]
    arguments = {"body": unit.number, "role": Role.UNIT_DEPUTY, "person": person.number}
    drafting.step_add(user=scene.clerk, plan=plan, action="post_assign_unit", arguments=arguments)
    page = enter(scene.clerk)
    visit(f"/plans/{plan.pk}/steps/1/")

    page.get_by_role("combobox", name="职务").select_option(Role.UNIT_HEAD)

    page.wait_for_url("**/steps/1/?**")
    expect(page.get_by_role("combobox", name="职务")).to_have_value(Role.UNIT_HEAD)
    expect(page.get_by_role("combobox", name="人员")).to_have_value(person.number)
    page.get_by_role("button", name="修改这一步").click()
    expect(page.get_by_text("这一步已修改。")).to_be_visible()
    assert plan.steps.get().arguments == {**arguments, "role": Role.UNIT_HEAD}


def test_the_pages_of_plans_are_narrow_on_a_telephone(scene, enter, visit, axe):
    plan = submitted(scene)
    page = enter(scene.clerk)
    page.set_viewport_size(PHONE)
    school = f"/schools/{scene.school.code}/plans/"

    for address in (school, f"{school}new/", f"/plans/{plan.pk}/"):
        visit(address)
        assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") == 0, address
        axe(page)


def test_a_plan_on_paper_shows_no_buttons(scene, enter, visit):
    plan = submitted(scene)
    page = enter(scene.clerk)
    visit(f"/plans/{plan.pk}/")

    page.emulate_media(media="print")

    expect(page.get_by_role("button", name="发表意见")).to_be_hidden()
    expect(page.get_by_role("heading", name="调整前后")).to_be_visible()
