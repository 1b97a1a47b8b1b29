"""From a deadline to a settled notice in a real browser, for the official and for the clerk."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from governance.compliance.sweep import sweep
from governance.models import Finding, HostUnit
from oversight.models import Notice
from schools.models import School
from tests import factories, structures
from tests.browser.gestures import carry
from tests.factories.oversight import PDF

pytestmark = pytest.mark.browser

RULE = "ORG-013"
DEADLINE = factories.ON + timedelta(20)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Let the pages be drawn for the day on which the schools of the tests are in good order."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: factories.ON)
    return factories.ON


@pytest.fixture
def story(transactional_db):
    """A school in good order but for a branch that stands on no unit, its clerk and its official."""
    structures.single_branch()
    found = structures.general_branch()
    check_without_unit(found, factories.ON)
    found.clerk = factories.grant(factories.user("story-clerk", is_staff=True), found.school).user
    county = found.school.jurisdiction
    found.official = factories.grant(factories.user("story-official"), county).user
    return found


def check_without_unit(found, on):
    """Take the first branch off its unit and let the rules look."""
    HostUnit.objects.filter(organization=found.branches[0]).delete()
    list(sweep(School.objects.all(), on))
    found.finding = Finding.objects.get(rule=RULE)
    assert found.finding.closed_on is None


def arrived(page, *words):
    for text in words:
        expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def sign_out(page):
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("button", name="登录")).to_be_visible()


def told(page, *words):
    for text in words:
        expect(page.locator("#flash")).to_contain_text(text)


def state(page, label):
    expect(page.locator(".facts .tag")).to_have_text(label)


def test_from_a_deadline_to_a_settled_notice_and_back(story, enter, visit, axe, picture):
    page = enter(story.official)
    the_official_sets_a_deadline_for_what_is_ticked(page, axe)
    the_official_draws_up_and_issues_a_notice(page, story, axe)
    picture(page, "notice")
    sign_out(page)

    enter(story.clerk)
    the_clerk_receives_the_notice(page, axe)
    the_clerk_explains_with_evidence_and_claims_too_early(page, axe)
    picture(page, "case", full_page=True)
    the_clerk_mends_it_in_the_chart(page, visit, story)
    the_finding_has_closed_by_itself(page, visit, story, axe)
    the_clerk_answers(page, axe)
    sign_out(page)

    enter(story.official)
    the_official_settles(page, visit, axe)
    check_without_unit(story, factories.ON + timedelta(1))
    visit(f"/findings/{story.finding.pk}/")
    state(page, "待整改")
    record = page.get_by_role("region", name="办理记录")
    expect(record.get_by_role("heading", name="第2次出现")).to_be_visible()
    expect(record).to_contain_text("下周分设依托单元。")
    axe(page)


def the_official_sets_a_deadline_for_what_is_ticked(page, axe):
    page.get_by_role("link", name="整改事项").click()
    arrived(page, "兰溪市的整改事项")
    axe(page)
    page.get_by_label("规则").select_option(RULE)
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("选择本页全部").check()
    page.get_by_role("button", name="设定整改期限").click()
    arrived(page, "批量办理：设定整改期限")
    expect(page.get_by_text("以下 1 项将办理。")).to_be_visible()
    axe(page)
    page.get_by_label("整改期限").fill(DEADLINE.isoformat())
    page.get_by_role("button", name="办理这 1 项").click()
    told(page, "已办理1项。")
    expect(page.get_by_role("row").nth(1)).to_contain_text(DEADLINE.isoformat())


def the_official_draws_up_and_issues_a_notice(page, story, axe):
    page.get_by_label("选择本页全部").check()
    page.get_by_role("button", name="拟整改通知书").click()
    arrived(page, "拟整改通知书")
    axe(page)
    page.get_by_label("整改期限").fill(DEADLINE.isoformat())
    page.get_by_role("button", name="拟 1 份通知书").click()
    arrived(page, "整改通知书（拟稿）")
    axe(page)
    page.get_by_role("link", name="修改拟稿").first.click()
    arrived(page, f"给{story.school.name}的整改通知书")
    axe(page)
    page.get_by_role("button", name="保存拟稿").click()
    page.get_by_role("button", name="下发").click()
    arrived(page, "兰溪教整改〔2026〕1号")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 PDF").click()
    assert download.value.suggested_filename == "整改通知书 兰溪教整改〔2026〕1号.pdf"


def the_clerk_receives_the_notice(page, axe):
    page.get_by_role("link", name="整改通知书", exact=True).click()
    page.get_by_role("link", name="兰溪教整改〔2026〕1号").click()
    axe(page)
    page.get_by_role("button", name="签收").click()
    told(page, "已签收。")
    axe(page)


def the_clerk_explains_with_evidence_and_claims_too_early(page, axe):
    page.get_by_role("region", name="逐项整改", exact=True).get_by_role("link").first.click()
    state(page, "待整改")
    expect(page.locator(".facts")).to_contain_text(DEADLINE.isoformat())
    axe(page)
    page.get_by_text("说明情况", exact=True).click()
    form = page.locator("form", has=page.get_by_role("button", name="报送情况说明"))
    form.get_by_label("情况说明").fill("下周分设依托单元。")
    file = {"name": "会议记录.pdf", "mimeType": "application/pdf", "buffer": PDF}
    form.get_by_label("佐证材料").set_input_files(file)
    form.get_by_role("button", name="报送情况说明").click()
    state(page, "已说明，待阅")
    expect(page.get_by_role("link", name="会议记录.pdf")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="已整改，请复核").click()
    told(page, "规则仍不符合，已请主管部门复核。")
    state(page, "待复核")


def the_clerk_mends_it_in_the_chart(page, visit, story):
    visit(f"/schools/{story.school.code}/?open=all")
    expect(page.locator("#editor-dialog")).to_have_count(1)
    branch, unit = (page.locator(f"#card-{row.number}") for row in (story.branches[0], story.units[0]))
    carry(page, branch, unit)
    expect(page.locator("#editor-message")).to_contain_text("依托")


def the_finding_has_closed_by_itself(page, visit, story, axe):
    visit(f"/findings/{story.finding.pk}/")
    state(page, "已消除")
    expect(page.get_by_role("button", name="已整改，请复核")).to_have_count(0)
    expect(page.get_by_role("region", name="有关的变更")).to_contain_text("消除")
    axe(page)


def the_clerk_answers(page, axe):
    page.get_by_role("link", name="兰溪教整改〔2026〕1号").click()
    page.get_by_label("第1项整改情况").fill("已依托七年级组。")
    axe(page)
    page.get_by_role("button", name="报送整改情况").click()
    told(page, "整改情况已报主管部门。")


def the_official_settles(page, visit, axe):
    visit(f"/notices/{Notice.objects.get().pk}/")
    expect(page.get_by_text("已依托七年级组。")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="办结").click()
    told(page, "通知书已办结。")
    expect(page.locator(".plan-course .is-here")).to_have_text(re.compile("已办结"))
