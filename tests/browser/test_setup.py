"""A new school in a real browser: registered by an official, set up by its clerk, a plan handed in."""

import re

import pytest
from playwright.sync_api import expect

from governance.choices import PlanState
from governance.models import Plan
from schools.models import School
from tests import factories
from tests.governance.setup.rosters import UNITS, roster

pytestmark = pytest.mark.browser


@pytest.fixture
def county(transactional_db):
    return factories.county()


@pytest.fixture
def officer(county):
    """The official of the county."""
    return factories.grant(factories.user("officer"), county).user


def arrived(page, heading):
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def sign_out(page):
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()


def fill_profile(page):
    page.get_by_label("学校名称").fill("兰溪市演示新校")
    page.get_by_label("规范简称").fill("演示新校")
    page.get_by_label("初中", exact=True).check()
    page.get_by_label("办别").select_option(label="公办")
    page.get_by_label("独立法人").select_option(label="是")
    page.get_by_label("领导体制", exact=False).first.select_option(label="党组织领导的校长负责制")


@pytest.mark.timeout(360)  # a whole story, on a machine that does other things as well
def test_an_official_registers_a_school_and_its_clerk_hands_in_a_plan(
    officer, enter, axe, page_guard, picture
):
    page_guard.allow("status of 422")
    page = enter(officer)
    page.get_by_role("link", name="登记学校").click()
    arrived(page, "登记学校")
    axe(page)
    page.get_by_label("学校标识码").fill("31330099")
    fill_profile(page)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("学校标识码应当是10位数字。")).to_be_visible()
    expect(page.get_by_label("学校名称")).to_have_value("兰溪市演示新校")
    axe(page)
    page.get_by_label("学校标识码").fill("3133009999")
    page.get_by_role("button", name="登记", exact=True).click()
    arrived(page, "兰溪市演示新校")
    sign_out(page)

    school = School.objects.get(code="3133009999")
    page = enter(factories.grant(factories.user("new-clerk"), school).user)
    page.get_by_role("link", name="按步骤设置党组织").click()
    arrived(page, "内设单元")
    enter_lists(page, axe)
    choose_type(page, axe, picture)
    choose_team(page, axe)
    arrived(page, "领导小组")
    axe(page)
    page.get_by_role("button", name="写入方案，下一步").click()

    arrived(page, "检查和提交")
    expect(page.get_by_role("heading", name="提交之前必须解决")).to_have_count(0)
    expect(page.get_by_role("region", name="实施之后的结构")).to_contain_text("书记 演示零零五")
    axe(page)
    page.get_by_label("事由").fill("新建学校，设立党支部。")
    page.get_by_role("button", name="提交审批").click()
    expect(page.get_by_role("heading", name="方案：待批")).to_be_visible()
    axe(page)
    assert Plan.objects.get(school=school).state == PlanState.SUBMITTED


def enter_lists(page, axe):
    """Enter the units and sixty people; a wrong cell is marked first, and leaving loses nothing."""
    expect(page.get_by_label("单元名单")).to_have_value(re.compile("^七年级组\n"))
    page.get_by_label("单元名单").fill("\n".join(UNITS))
    page.get_by_role("button", name="检查名单").click()
    expect(page.get_by_role("heading", name="5 行，没有错误")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="登记 5 个单元").click()
    expect(page.get_by_role("heading", name="已登记的单元 5")).to_be_visible()
    page.get_by_role("link", name="下一步").click()

    arrived(page, "教职工和党员")
    axe(page)
    people = roster(60, 20)
    page.get_by_label("人员名单").fill(people.replace("2009-07-01", "2007-07-01", 1))
    page.get_by_role("button", name="检查名单").click()
    expect(page.get_by_role("cell", name=re.compile("转正日期不能早于入党日期"))).to_be_visible()
    axe(page)
    page.get_by_label("人员名单").fill(people)
    page.get_by_role("button", name="检查名单").click()
    page.get_by_role("button", name="登记 60 人").click()
    expect(page.get_by_role("heading", name="已登记的人员 60")).to_be_visible()
    page.get_by_role("link", name="兰溪市演示新校").click()
    page.get_by_role("link", name="按步骤设置党组织").click()


def choose_type(page, axe, picture):
    """See what is recommended, change to a 总支, look at its branches, and come back to one branch."""
    arrived(page, "党组织类型")
    expect(page.get_by_role("heading", name="建议：党支部")).to_be_visible()
    axe(page)
    page.get_by_label("党总支").check()
    page.get_by_role("button", name="写入方案，下一步").click()
    arrived(page, "支部设置")
    expect(page.locator("#coverage")).to_contain_text("已编入党员 20/20")
    axe(page)
    page.get_by_label("办公室").select_option(label="（不设支部）")
    expect(page.locator("#coverage")).to_contain_text("已编入党员 16/20")
    page.get_by_role("button", name="更新覆盖预览").click()
    expect(page.get_by_text("没有设支部的单元：办公室")).to_be_visible()
    axe(page)
    picture(page, "set-up")
    page.get_by_role("link", name="上一步").click()
    page.get_by_label("党支部", exact=True).check()
    page.get_by_role("button", name="写入方案，下一步").click()


def choose_team(page, axe):
    """Take the suggested secretary, choose the committee with the keyboard."""
    arrived(page, "班子和职务")
    expect(page.get_by_label("书记", exact=True)).not_to_have_value("")
    axe(page)
    for label, nth in (("组织委员", 2), ("宣传委员", 2), ("纪检委员", 3)):
        field = page.get_by_label(label)
        field.focus()
        for _press in range(nth):
            page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="写入方案，下一步").click()
