"""Working on the chart in a real browser: with the mouse, with a finger, with the keys."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.choices import OrgType
from governance.models import ChangeSet, PartyOrganization, Plan
from schools.models import Unit
from tests import factories
from tests.browser.gestures import carry, carry_by_finger, middles

pytestmark = pytest.mark.browser


def card(page, row):
    return page.locator(f"#card-{row.number}")


def organization(name):
    return PartyOrganization.objects.get(short_name=name)


def unit(name):
    return Unit.objects.get(name=name)


@pytest.fixture
def chart(enter, visit, clerk, school):
    """The chart of the school with everything open."""
    enter(clerk)
    page = visit(f"/schools/{school.code}/?open=all")
    expect(page.locator("#editor-dialog")).to_have_count(1)
    return page


def said(page):
    return page.locator("#editor-message .editor-said")


def warned(page):
    return page.get_by_role("alert")


def test_a_unit_is_dragged_below_another_and_the_chart_follows(chart):
    office, campus = unit("办公室"), unit("本部")

    carry(chart, card(chart, office), card(chart, campus))

    expect(said(chart)).to_contain_text("已保存：办公室")
    expect(card(chart, office)).to_have_attribute("data-parent", campus.number)
    expect(chart.locator(f"#card-{office.number}:focus")).to_have_count(1)
    expect(chart.locator(".drag-ghost")).to_have_count(0)
    assert unit("办公室").parent == campus


def test_a_party_group_is_dragged_to_another_branch(chart):
    group, target = organization("第一党小组"), organization("七年级党支部")

    carry(chart, card(chart, group), card(chart, target))

    expect(card(chart, group)).to_have_attribute("data-parent", target.number)
    assert organization("第一党小组").parent == target


def test_what_was_just_done_is_taken_back_from_its_message(chart, axe):
    group, old, target = (organization(name) for name in ("第一党小组", "八年级党支部", "七年级党支部"))
    carry(chart, card(chart, group), card(chart, target))

    said(chart).get_by_role("link", name="撤销").click()
    expect(chart.get_by_role("heading", name="撤销变更")).to_be_visible()
    axe(chart)
    chart.get_by_role("button", name="确认撤销").click()

    expect(chart.locator(".messages")).to_contain_text("已保存：撤销“第一党小组调整到七年级党支部之下”")
    assert organization("第一党小组").parent == old
    assert ChangeSet.objects.count() == 2


def test_a_branch_dropped_on_a_unit_stands_on_it(chart):
    branch, campus = organization("行政党支部"), unit("本部")

    carry(chart, card(chart, branch), card(chart, campus))

    expect(said(chart)).to_contain_text("行政党支部依托本部")
    expect(chart.locator(f'.bridge[data-from="{branch.number}"][data-to="{campus.number}"]')).to_have_count(1)


def test_while_dragging_what_fits_is_marked_and_the_rest_is_dimmed(chart):
    group, fitting, other = organization("第一党小组"), organization("七年级党支部"), unit("本部")
    top = organization("云溪中学党总支")

    carry(chart, card(chart, group), card(chart, fitting), drop=False)

    expect(card(chart, fitting)).to_have_class(re.compile("is-target.*is-over"))
    expect(card(chart, other)).to_have_class(re.compile("is-target"))
    expect(card(chart, top)).to_have_class(re.compile("is-dimmed"))
    chart.keyboard.press("Escape")
    expect(chart.locator(".is-target, .is-dimmed, .is-over")).to_have_count(0)
    expect(chart.locator(".drag-ghost")).to_have_count(0)
    chart.mouse.up()
    assert ChangeSet.objects.count() == 0


def test_the_edge_of_the_window_pulls_the_page_along(chart):
    chart.set_viewport_size({"width": 1366, "height": 500})
    [(x, y)] = middles(card(chart, organization("七年级党支部")))
    before = chart.evaluate("() => window.scrollY")

    chart.mouse.move(x, y)
    chart.mouse.down()
    chart.mouse.move(x, y + 10)
    chart.mouse.move(x, 495)

    chart.wait_for_function("before => window.scrollY > before + 50", arg=before)
    chart.keyboard.press("Escape")
    chart.mouse.up()
    assert ChangeSet.objects.count() == 0


def test_a_forbidden_drop_is_drawn_back_with_the_reason(chart, page_guard, axe, picture):
    page_guard.allow("status of 422")
    branch, other = organization("七年级党支部"), organization("八年级党支部")

    carry(chart, card(chart, branch), card(chart, other))

    expect(warned(chart)).to_contain_text("ORG-009")
    expect(warned(chart)).to_contain_text("与党组织隶属的一般层次不一致")
    expect(chart.locator(".drag-ghost")).to_have_count(0)
    expect(card(chart, branch)).to_have_attribute("data-parent", branch.parent.number)
    expect(chart).to_have_url(re.compile("open=all"))
    axe(chart)
    picture(chart, "refused")
    warned(chart).get_by_role("button", name="打开完整表单").click()
    expect(chart.get_by_role("dialog").get_by_label("新的上级党组织")).to_have_value(other.number)
    assert organization("七年级党支部").parent.short_name == "云溪中学党总支"
    assert ChangeSet.objects.count() == 0


def test_a_finger_drags_after_a_long_press(browser, live_server, clerk, school, client, page_guard):
    context = browser.new_context(locale="zh-CN", has_touch=True, viewport={"width": 1366, "height": 768})
    client.force_login(clerk)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    context.on("page", page_guard.watch)
    page = context.new_page()
    page.goto(f"{live_server.url}/schools/{school.code}/?open=all")
    group, target = organization("第一党小组"), organization("七年级党支部")

    carry_by_finger(page, card(page, group), card(page, target))

    expect(card(page, group)).to_have_attribute("data-parent", target.number)
    assert organization("第一党小组").parent == target
    context.close()
    assert page_guard.left() == []


def test_the_m_key_moves_without_a_mouse(chart, axe):
    group, target = organization("第一党小组"), organization("七年级党支部")

    card(chart, group).focus()
    chart.keyboard.press("m")
    dialog = chart.get_by_role("dialog")
    expect(dialog).to_contain_text("移动到…")
    axe(chart)
    dialog.get_by_label("新的上级党组织").focus()
    chart.keyboard.press("ArrowDown")
    expect(dialog.get_by_label("新的上级党组织")).to_have_value(target.number)
    dialog.get_by_role("button", name="确认办理").focus()
    chart.keyboard.press("Enter")

    expect(dialog).to_have_count(0)
    expect(said(chart)).to_contain_text("第一党小组调整到七年级党支部之下")
    expect(chart.locator(f"#card-{group.number}:focus")).to_have_count(1)
    expect(card(chart, group)).to_have_attribute("data-parent", target.number)


def test_a_dialog_keeps_what_was_typed_when_it_is_refused_and_gives_the_focus_back(chart, page_guard, axe):
    page_guard.allow("status of 422")
    branch, other = organization("七年级党支部"), organization("八年级党支部")
    card(chart, branch).focus()
    chart.keyboard.press("M")
    dialog = chart.get_by_role("dialog")

    dialog.get_by_label("新的上级党组织").select_option(other.number)
    dialog.get_by_role("button", name="确认办理").click()

    expect(dialog.locator(".problem")).to_contain_text("ORG-009")
    expect(dialog.get_by_label("新的上级党组织")).to_have_value(other.number)
    axe(chart)
    chart.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(chart.locator(f"#card-{branch.number}:focus")).to_have_count(1)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("n", "增设下级党组织"),
        ("F2", "更名"),
        ("r", "更名"),
        ("Delete", "撤销"),
        ("h", "依托单元"),
        ("a", "任职"),
    ],
)
def test_every_key_opens_its_form(key, title, chart):
    card(chart, organization("七年级党支部")).focus()

    chart.keyboard.press(key)

    expect(chart.get_by_role("dialog").get_by_role("heading", level=1)).to_contain_text(title)


def test_arrows_walk_the_chart_and_a_question_mark_lists_the_keys(chart, axe):
    top, first, second = (organization(n) for n in ("云溪中学党总支", "七年级党支部", "八年级党支部"))
    focused = chart.locator("a.node:focus")

    card(chart, top).focus()
    chart.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("data-key", first.number)
    chart.keyboard.press("ArrowRight")
    expect(focused).to_have_attribute("data-key", second.number)
    chart.keyboard.press("ArrowUp")
    expect(focused).to_have_attribute("data-key", top.number)
    chart.keyboard.press("?")

    expect(chart.get_by_role("dialog")).to_contain_text("移动到…")
    axe(chart)
    chart.keyboard.press("Escape")
    expect(focused).to_have_attribute("data-key", top.number)


def test_the_menu_of_a_card_leads_to_its_forms(chart, axe, picture):
    card(chart, organization("七年级党支部")).hover()
    chart.get_by_role("button", name="操作 七年级党支部").click()
    dialog = chart.get_by_role("dialog")
    expect(dialog.get_by_role("link", name="任职…")).to_be_visible()
    axe(chart)
    picture(chart, "chart")

    dialog.get_by_role("link", name="任职…").click()
    dialog.get_by_label("职务").select_option("secretary")

    expect(dialog.get_by_label("人员").locator("optgroup").first).to_have_attribute("label", "本支部正式党员")
    expect(dialog.get_by_label("职务")).to_have_value("secretary")


def test_members_move_in_bulk(chart):
    source, target = organization("八年级党支部"), organization("七年级党支部")
    before = source.memberships.filter(period__endswith=None).count()
    card(chart, target).focus()
    chart.keyboard.press("Shift+F10")
    dialog = chart.get_by_role("dialog")
    dialog.get_by_role("link", name="转入党员…").click()

    dialog.get_by_role("searchbox").fill("八年级党支部不会有这个人")
    expect(dialog.locator(".choices input:visible")).to_have_count(0)
    dialog.get_by_role("searchbox").fill("")
    dialog.get_by_role("button", name="全选 八年级党支部").click()
    expect(dialog.locator(".choices input:checked")).to_have_count(before)
    dialog.get_by_role("button", name="确认办理").click()

    expect(said(chart)).to_contain_text(f"{before}名党员组织关系转到七年级党支部")
    assert source.memberships.filter(period__endswith=None).count() == 0


def test_a_stale_tab_is_told_what_has_changed(chart, page_guard, live_server):
    page_guard.allow("status of 409")
    office, campus, group = unit("办公室"), unit("本部"), organization("第一党小组")
    other = chart.context.new_page()
    other.goto(chart.url)
    carry(other, card(other, office), card(other, campus))
    expect(said(other)).to_contain_text("已保存")
    other.close()

    carry(chart, card(chart, group), card(chart, organization("七年级党支部")))

    expect(warned(chart)).to_contain_text("已被修改")
    expect(warned(chart)).to_contain_text("办公室")
    expect(chart.locator(".drag-ghost")).to_have_count(0)
    warned(chart).get_by_role("button", name="重新载入").click()
    expect(card(chart, office)).to_have_attribute("data-parent", campus.number)
    assert organization("第一党小组").parent.short_name == "八年级党支部"


def test_a_click_still_opens_the_card(chart):
    card(chart, organization("七年级党支部")).click()

    expect(chart).to_have_url(re.compile("/organizations/"))


def test_who_only_looks_can_drag_nothing(enter, visit, official, school):
    enter(official)
    page = visit(f"/schools/{school.code}/?open=all")
    group = organization("第一党小组")

    carry(page, card(page, group), card(page, organization("七年级党支部")))

    expect(page.locator(".drag-ghost")).to_have_count(0)
    assert organization("第一党小组").parent.short_name == "八年级党支部"


def test_in_plan_mode_a_drop_becomes_a_step_and_nothing_real_changes(enter, visit, clerk, school, axe):
    plan = Plan.objects.create(
        school=school, title="九月调整", effective_on=timezone.localdate(), author=clerk
    )
    enter(clerk)
    page = visit(f"/schools/{school.code}/?open=all&plan={plan.pk}")
    expect(page.get_by_text("没有真正修改")).to_be_visible()
    office, campus = unit("办公室"), unit("本部")

    carry(page, card(page, office), card(page, campus))

    expect(said(page)).to_contain_text("已列入方案“九月调整”")
    expect(card(page, office)).to_have_attribute("data-parent", campus.number)
    expect(card(page, office)).to_have_attribute("data-mark", "moved")
    axe(page)
    [step] = plan.steps.all()
    assert (step.operation, step.arguments) == ("unit_move", {"unit": office.number, "parent": campus.number})
    assert unit("办公室").parent is None


def test_a_drop_that_needs_a_reason_asks_for_it_and_is_done(enter, visit, clerk, school, page_guard):
    page_guard.allow("status of 422")
    top = organization("云溪中学党总支")
    PartyOrganization.objects.filter(pk=top.pk).update(type=OrgType.COMMITTEE)
    top.refresh_from_db()
    sections = []
    for name in ("初中部", "高中部"):
        section = factories.organization(OrgType.GENERAL_BRANCH, parent=top, short_name=f"{name}党总支")
        factories.term(section, committee_seats=3)
        for grade in ("一年级", "二年级"):
            branch = factories.organization(parent=section, short_name=f"{name}{grade}党支部")
            factories.host_unit(branch, factories.unit(school, f"{name}{grade}组"))
            factories.members(3, school, branch)
        sections.append(section)
    enter(clerk)
    page = visit(f"/schools/{school.code}/?open=all")
    branch = organization("初中部一年级党支部")

    carry(page, card(page, branch), card(page, sections[1]))
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".problem-ask")).to_be_visible()
    expect(dialog.get_by_role("textbox", name="理由")).to_be_focused()
    dialog.get_by_role("textbox", name="理由").fill("初中部规模缩小")
    page.keyboard.press("Enter")

    expect(said(page)).to_contain_text("初中部一年级党支部调整到高中部党总支之下")
    expect(page.locator(".drag-ghost")).to_have_count(0)
    assert organization("初中部一年级党支部").parent == sections[1]
    assert ChangeSet.objects.latest("pk").reason == "初中部规模缩小"
