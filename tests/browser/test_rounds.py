"""A special and a yearly check from draft to result, by official and clerk, in a real browser."""

import os
import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from oversight.models import Answer, Filing, Round
from oversight.rounds.closing import round_close
from tests import factories, structures

pytestmark = pytest.mark.browser
ON = factories.ON
PHONE = {"width": 390, "height": 844}
#: Where pictures go, for whoever wants to look.
PICTURES = os.environ.get("LZ_TEST_PICTURES", "")


@pytest.fixture
def today(monkeypatch):
    """Let the pages be drawn for the day on which the schools of the tests are in good order."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def scene(transactional_db, today):
    """Two schools in good order, one of them with a finding that no check has closed; clerk and official."""
    found = structures.general_branch()
    found.other = structures.single_branch().school
    found.finding = factories.finding(found.school, "ORG-005", evidence=evidence(found))
    found.clerk = factories.grant(factories.user("round-clerk"), found.school).user
    found.official = factories.grant(factories.user("round-official"), found.school.jurisdiction).user
    return found


def evidence(scene):
    return {"org": scene.root.short_name, "n": 52, "max": 50, "approver": "县委教育工委"}


def look(page, axe, name):
    """Let axe look, and take a picture if somebody wants one."""
    axe(page)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def sign_out(page):
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()


def figure(page, label):
    """Return the link of a number by its label."""
    return page.locator(".figures li", has_text=label).locator("strong").first


def test_a_special_check_from_draft_to_result(scene, enter, visit, axe, page_guard, picture):
    page_guard.allow("status of 422")
    page = enter(scene.official)
    draw_up(page, axe)
    page.get_by_role("button", name="下发到学校").click()
    expect(figure(page, "待上报")).to_have_text("2")
    look(page, axe, "round-board")
    picture(page, "round-board")
    sign_out(page)

    answer(enter(scene.clerk), axe, picture)
    sign_out(page)

    enter(scene.official)
    visit(f"/rounds/{Round.objects.get().pk}/")
    accept_and_remind(page, axe)
    close(page, axe)
    assert [one.state for one in Answer.objects.order_by("school__code")].count("accepted") == 1


def draw_up(page, axe):
    page.get_by_role("navigation", name=re.compile("的工作")).get_by_role("link", name="检查").click()
    expect(page.get_by_text("还没有检查")).to_be_visible()
    look(page, axe, "rounds-empty")
    page.get_by_role("link", name="开展新的检查").click()
    look(page, axe, "round-form")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".field-error").first).to_be_visible()
    axe(page)
    page.get_by_label(re.compile("^名称")).fill("党支部规模专项检查")
    page.get_by_label("检查目的").fill("核对五十人以上的党支部。")
    page.get_by_label("组织设置").check()
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("将对 2 所学校开展检查，清单上共 1 项检查发现")).to_be_visible()
    look(page, axe, "round-draft")


def answer(page, axe, picture):
    page.get_by_role("navigation", name=re.compile("的工作")).get_by_role("link", name="检查").click()
    look(page, axe, "school-rounds")
    page.get_by_role("link", name="党支部规模专项检查").click()
    look(page, axe, "answer-open")
    page.get_by_role("button", name="上报").click()
    expect(page.get_by_role("alert")).to_contain_text("还有1项检查发现没有消除")
    picture(page, "round-answer")
    text = page.get_by_label(re.compile("^说明.*ORG-005"))
    text.fill("九月拆分为两个支部")
    text.press("End")
    text.press("Enter")  # hands nothing in
    expect(text).to_have_value("九月拆分为两个支部\n")
    page.get_by_role("button", name="上报").click()
    expect(page.get_by_text("已上报，等待主管部门认可。")).to_be_visible()
    look(page, axe, "answer-reported")


def accept_and_remind(page, axe):
    figure(page, "仍未消除").click()
    expect(page.get_by_text("九月拆分为两个支部")).to_be_visible()
    expect(page.get_by_role("heading", name="共 1 项")).to_be_visible()
    look(page, axe, "round-findings")
    page.go_back()
    page.get_by_label(re.compile("找到的 2 所全部")).check()
    page.get_by_role("button", name="认可…").click()
    expect(page.get_by_role("heading", name="以下 1 所学校将认可")).to_be_visible()
    expect(page.get_by_role("heading", name="1 所不能办理")).to_be_visible()
    look(page, axe, "round-bulk")
    page.get_by_role("button", name="认可", exact=True).click()
    expect(figure(page, "已认可")).to_have_text("1")
    page.get_by_label(re.compile("找到的 2 所全部")).check()
    page.get_by_role("button", name="催报…").click()
    page.get_by_role("button", name="催报", exact=True).click()
    expect(page.get_by_text(f"1次，{ON.isoformat()}")).to_be_visible()


def close(page, axe):
    page.get_by_text("办结", exact=True).first.click()
    page.get_by_role("button", name="办结并固定结果").click()
    expect(page.get_by_text("检查已办结，结果已固定。")).to_be_visible()
    expect(page.get_by_text("与办结时一致")).to_be_visible()
    expect(figure(page, "已消除")).to_have_text("1")
    look(page, axe, "round-closed")
    page.get_by_role("link", name="打印").click()
    expect(page.get_by_role("heading", name=re.compile("党支部规模专项检查结果"))).to_be_visible()
    look(page, axe, "round-print")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="返回检查")).to_be_hidden()
    expect(page.get_by_role("heading", name="按学校")).to_be_visible()
    page.emulate_media(media="screen")


def test_a_yearly_check_is_answered_by_a_filing(scene, enter, visit, axe, picture):
    opened = factories.open_round(
        scene.school.jurisdiction, kind="annual", title="2026年度核查", author=scene.official
    )
    page = enter(scene.clerk)
    visit(f"/rounds/{opened.pk}/schools/{scene.school.code}/")
    look(page, axe, "answer-annual")
    page.get_by_role("link", name="去报送年度备案").click()
    look(page, axe, "filing-new")
    page.get_by_label("说明（可以不填）").fill("结构与上年相同。")
    page.get_by_role("button", name="报送", exact=True).click()
    expect(page.get_by_text("备案已报送，等待主管部门审核。")).to_be_visible()
    look(page, axe, "filing-submitted")
    sign_out(page)

    enter(scene.official)
    visit(f"/rounds/{opened.pk}/")
    expect(figure(page, "已上报")).to_have_text("1")
    expect(page.get_by_text("没有报送")).to_have_count(1)
    page.get_by_role("link", name="待审核").click()
    expect(page.get_by_text("学校的结构与备案一致。")).to_be_visible()
    picture(page, "filing")
    page.get_by_role("button", name="同意备案").click()
    expect(page.get_by_text("已同意备案。")).to_be_visible()
    page.get_by_role("link", name="重新校验").click()
    expect(page.get_by_text("已重新计算，内容没有改动。")).to_be_visible()
    look(page, axe, "filing-accepted")
    page.get_by_role("link", name="打印").click()
    look(page, axe, "filing-print")
    assert Answer.objects.get(school=scene.school).state == "accepted"
    assert Filing.objects.get().number == f"{scene.school.jurisdiction.code}-2026-0001"


def test_two_results_are_compared_and_pages_are_narrow_on_a_telephone(scene, enter, visit, axe):
    for title in ("上半年检查", "下半年检查"):
        opened = factories.open_round(scene.school.jurisdiction, title=title, author=scene.official)
        round_close(user=scene.official, round_=opened, on=ON)
    draft = factories.round_(scene.school.jurisdiction, selection={"choosing": "ticked"})
    filing = factories.filing(scene.school, user=scene.clerk)
    page = enter(scene.official)
    visit(f"/rounds/{opened.pk}/")
    expect(page.get_by_role("region", name="与以前的检查比较")).to_contain_text("持平")
    look(page, axe, "round-compared")

    visit(f"/rounds/{draft.pk}/choose/")
    page.get_by_label(re.compile(scene.other.name)).check()
    page.get_by_role("button", name="保存这一页的勾选").click()
    expect(page.get_by_text("已选定1所学校。")).to_be_visible()
    look(page, axe, "round-choose")

    page.set_viewport_size(PHONE)
    code = scene.school.jurisdiction.code
    for address in (
        f"/jurisdictions/{code}/rounds/",
        f"/jurisdictions/{code}/rounds/new/",
        f"/rounds/{opened.pk}/",
        f"/rounds/{opened.pk}/findings/",
        f"/rounds/{opened.pk}/schools/{scene.school.code}/",
        f"/jurisdictions/{code}/filings/",
        f"/filings/{filing.pk}/",
    ):
        visit(address)
        wide = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        assert wide == 0, address
        axe(page)
