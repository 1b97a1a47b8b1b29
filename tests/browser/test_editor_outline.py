"""The outline: the same acts by keyboard, and without any script at all."""

import re

import pytest
from playwright.sync_api import expect

from governance.choices import OrgType
from governance.models import ChangeSet
from tests import factories
from tests.browser.gestures import carry, carry_by_finger
from tests.browser.test_access import PHONE, sideways, sign_in_as
from tests.browser.test_editor import organization, said, unit, warned

pytestmark = pytest.mark.browser


def row(page, what):
    return page.locator(f'[data-row="{what.number}"]')


def test_the_keys_of_the_chart_work_on_a_row(enter, visit, clerk, school, axe, picture):
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")
    group, target = organization("第一党小组"), organization("七年级党支部")
    page.get_by_role("treeitem", name=re.compile("^第一党小组")).focus()

    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("新的上级党组织").select_option(target.number)
    dialog.get_by_role("button", name="确认办理").click()

    expect(said(page)).to_contain_text("第一党小组调整到七年级党支部之下")
    expect(page.locator(f'[id="below-{target.number}"]')).to_contain_text("第一党小组")
    expect(page.locator(f'[data-row="{group.number}"]:focus')).to_have_count(1)
    axe(page)
    picture(page, "outline")


def test_a_row_is_dropped_onto_another_and_what_fits_is_marked(enter, visit, clerk, school, axe):
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")
    group, target = organization("第一党小组"), organization("七年级党支部")

    carry(page, row(page, group), row(page, target), drop=False)
    expect(row(page, target)).to_have_class(re.compile("is-target"))
    expect(row(page, unit("本部"))).to_have_class(re.compile("is-target"))
    expect(row(page, target.parent)).to_have_class(re.compile("is-dimmed"))
    page.mouse.up()

    expect(said(page)).to_contain_text("第一党小组调整到七年级党支部之下")
    expect(page.locator(f'[id="below-{target.number}"]')).to_contain_text("第一党小组")
    expect(page.locator(".drag-ghost")).to_have_count(0)
    expect(page.locator(".is-dragging")).to_have_count(0)
    axe(page)
    assert organization("第一党小组").parent == target


def test_a_row_that_may_not_fall_there_goes_back_with_the_reason(enter, visit, clerk, school, page_guard):
    page_guard.allow("status of 422")
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")
    branch, other = organization("七年级党支部"), organization("八年级党支部")

    carry(page, row(page, branch), row(page, other))

    expect(warned(page)).to_contain_text("ORG-009")
    expect(page.locator(".drag-ghost")).to_have_count(0)
    expect(page.locator(f'[id="below-{branch.parent.number}"]')).to_contain_text("七年级党支部")
    assert organization("七年级党支部").parent == branch.parent


def test_where_a_row_rests_already_is_no_target(enter, visit, clerk, school, page_guard):
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")
    branch = organization("七年级党支部")
    own = branch.hosts.get().unit
    before = ChangeSet.objects.count()

    carry(page, row(page, branch), row(page, own), drop=False)
    expect(row(page, unit("办公室"))).to_have_class(re.compile("is-target"))
    expect(row(page, own)).to_have_class(re.compile("is-dimmed"))
    expect(row(page, branch.parent)).to_have_class(re.compile("is-dimmed"))
    page.mouse.up()

    expect(page.locator(".drag-ghost")).to_have_count(0)
    expect(page.locator("#editor-message")).to_be_hidden()
    assert ChangeSet.objects.count() == before


def units_heading(page):
    return page.locator(".section-units > .row-link")


def test_a_unit_dropped_on_the_heading_of_the_units_goes_to_the_top(enter, visit, clerk, school, axe):
    below, top = unit("七年级组"), unit("办公室")
    assert (below.parent is None, top.parent) == (False, None)
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")

    carry(page, row(page, top), units_heading(page), drop=False)
    expect(units_heading(page)).to_have_class(re.compile("is-dimmed"))
    page.keyboard.press("Escape")
    page.mouse.up()
    carry(page, row(page, organization("第一党小组")), units_heading(page), drop=False)
    expect(units_heading(page)).to_have_class(re.compile("is-dimmed"))
    page.keyboard.press("Escape")
    page.mouse.up()
    carry(page, row(page, below), units_heading(page), drop=False)
    expect(units_heading(page)).to_have_class(re.compile("is-target"))
    page.mouse.up()

    expect(said(page)).to_contain_text("七年级组调整到学校之下")
    axe(page)
    assert unit("七年级组").parent is None


def test_rows_that_were_closed_stay_closed_after_a_change(enter, visit, clerk, school):
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")
    group, target = organization("第一党小组"), organization("七年级党支部")
    closed = row(page, organization("八年级党支部"))
    closed.focus()
    page.keyboard.press("ArrowLeft")
    expect(closed).to_have_attribute("aria-expanded", "false")
    expect(row(page, group)).to_be_hidden()

    row(page, target).focus()
    page.keyboard.press("r")
    page.get_by_role("dialog").get_by_label("简称").fill("新七年级党支部")
    page.get_by_role("dialog").get_by_role("button", name="确认办理").click()

    expect(said(page)).to_contain_text("新七年级党支部")
    expect(closed).to_have_attribute("aria-expanded", "false")
    expect(row(page, group)).to_be_hidden()
    expect(row(page, target)).to_be_focused()
    closed.focus()
    page.keyboard.press("ArrowRight")
    expect(row(page, group)).to_be_visible()


def test_a_row_that_moves_below_a_closed_one_leaves_it_the_focus(enter, visit, clerk, school):
    group, target = organization("第一党小组"), organization("七年级党支部")
    factories.organization(OrgType.GROUP, parent=target, short_name="第二党小组")
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")
    row(page, target).focus()
    page.keyboard.press("ArrowLeft")

    row(page, group).focus()
    page.keyboard.press("m")
    page.get_by_role("dialog").get_by_label("新的上级党组织").select_option(target.number)
    page.get_by_role("dialog").get_by_role("button", name="确认办理").click()

    expect(said(page)).to_contain_text("第一党小组调整到七年级党支部之下")
    expect(row(page, group)).to_be_hidden()
    expect(row(page, target)).to_be_focused()


def test_a_finger_drags_a_row_after_a_long_press(browser, live_server, clerk, school, client, page_guard):
    context = browser.new_context(locale="zh-CN", viewport=PHONE, has_touch=True, is_mobile=True)
    context.on("page", page_guard.watch)
    sign_in_as(context, live_server, clerk, client)
    page = context.new_page()
    page.goto(f"{live_server.url}/schools/{school.code}/outline/")
    group, target = organization("第一党小组"), organization("七年级党支部")

    carry_by_finger(page, row(page, group), row(page, target))

    expect(said(page)).to_contain_text("第一党小组调整到七年级党支部之下")
    assert organization("第一党小组").parent == target
    context.close()
    assert page_guard.left() == []


def test_a_row_has_a_link_to_what_can_be_done(enter, visit, clerk, school):
    enter(clerk)
    page = visit(f"/schools/{school.code}/outline/")

    page.get_by_role("link", name=re.compile("操作 七年级党支部")).click()

    expect(page.get_by_role("dialog").get_by_role("link", name="更名")).to_be_visible()


def test_everything_works_without_a_script(browser, live_server, clerk, school, client, page_guard, axe):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    sign_in_as(context, live_server, clerk, client)
    context.on("page", page_guard.watch)
    page_guard.allow("status of 422")
    page = context.new_page()
    page.goto(f"{live_server.url}/schools/{school.code}/outline/")
    branch, other, group = (organization(n) for n in ("七年级党支部", "八年级党支部", "第一党小组"))

    page.get_by_role("link", name="操作 七年级党支部").click()
    page.get_by_role("link", name="移动到…").click()
    page.get_by_label("新的上级党组织").select_option(other.number)
    page.get_by_role("button", name="确认办理").click()
    expect(page.locator(".problem")).to_contain_text("ORG-009")
    page.get_by_role("link", name="取消").click()

    page.get_by_role("link", name="操作 第一党小组").click()
    page.get_by_role("link", name="移动到…").click()
    page.get_by_label("新的上级党组织").select_option(branch.number)
    page.get_by_role("button", name="确认办理").click()

    expect(page).to_have_url(re.compile(f"/outline/#card-{group.number}$"))
    expect(page.get_by_text("已保存：第一党小组调整到七年级党支部之下")).to_be_visible()
    assert organization("第一党小组").parent == branch
    context.close()
    assert page_guard.left() == []


def test_menu_and_forms_are_accessible_and_narrow(
    clerk, school, browser_context, page, live_server, axe, client
):
    sign_in_as(browser_context, live_server, clerk, client)
    branch, office = organization("七年级党支部").number, unit("办公室").number
    forms = {
        "": branch,
        "organization_move/": branch,
        "member_transfer/": branch,
        "host_attach/": branch,
        "post_assign/": branch,
        "organization_dissolve/": branch,
        "unit_close/": office,
        "leading_group_set_up/": school.code,
    }
    for place, node in forms.items():
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{live_server.url}/schools/{school.code}/do/{place}?node={node}")
        axe(page)
        page.set_viewport_size(PHONE)
        assert sideways(page) == 0, place


def test_a_long_list_on_a_page_is_searched_and_ticked_by_the_group(enter, visit, clerk, school, axe):
    enter(clerk)
    branch = organization("七年级党支部").number
    page = visit(f"/schools/{school.code}/do/member_transfer/?node={branch}")
    others = organization("八年级党支部").memberships

    page.get_by_role("button", name="全选 八年级党支部").click()

    expect(page.get_by_text(f"已选 {others.count()}")).to_be_visible()
    expect(page.get_by_role("button", name="全选 八年级党支部")).to_have_text("全不选")
    search = page.get_by_role("searchbox", name="在列表中查找")
    search.fill(others.first().person.name)
    expect(page.locator(".choices input:visible")).to_have_count(1)
    axe(page)
