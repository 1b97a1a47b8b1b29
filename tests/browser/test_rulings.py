"""Waivers, attestations and local rules in a real browser: the clerk of a school and the official above."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def checked(school):
    """The school, judged by the rules today; its branch has 51 members, so that something can be waived."""
    from governance.compliance.sweep import sweep
    from schools.models import School
    from tests import factories

    branch = school.organizations.get(short_name="七年级党支部")
    factories.members(51, school, branch)
    list(sweep(School.objects.all(), timezone.localdate()))
    return school


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sign_out(page):
    page.get_by_role("button", name="退出").click()


def test_a_waiver_from_the_request_to_its_early_end(
    enter, visit, clerk, official, checked, axe, shot, page_guard, picture
):
    page_guard.allow("422")
    page = enter(clerk)
    finding = page.locator("#findings li").filter(has_text="ORG-005").filter(has_text="七年级党支部")
    finding.get_by_role("link", name=re.compile("申请豁免")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请豁免")
    page.get_by_label("申请理由").fill("东校区新支部正在报批，年底前拆分")
    page.get_by_label("批准文号").fill("演示〔2026〕8号")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_label("申请理由")).to_have_value("东校区新支部正在报批，年底前拆分")
    expect(page.locator(".field-error").first).to_be_visible()
    page.get_by_label("批准日期").fill(day(-3))
    page.get_by_label("批准单位").fill("演示县委教育工委")
    page.get_by_label("豁免至").fill(day(90))
    page.get_by_label("批准文件等佐证材料").set_input_files(
        {"name": "批复.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 demo"}
    )
    axe(page)
    shot(page, "waiver-form")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("豁免申请已提交")).to_be_visible()
    expect(page.get_by_role("link", name="批复.pdf")).to_be_visible()
    sign_out(page)

    enter(official)
    page.get_by_role("link", name="豁免", exact=True).click()
    axe(page)
    shot(page, "waivers-asked")
    page.get_by_role("link", name=re.compile("查看申请")).click()
    page.get_by_label("同意豁免至").fill(day(59))
    axe(page)
    shot(page, "waiver-decide")
    picture(page, "waiver")
    page.get_by_role("button", name="同意", exact=True).click()
    expect(page.get_by_text("已同意豁免")).to_be_visible()
    expect(page.get_by_text("不符合，已豁免")).to_be_visible()
    visit(f"/jurisdictions/{checked.jurisdiction.code}/waivers/?view=expiring")
    expect(page.get_by_text("还有 60 天")).to_be_visible()
    shot(page, "waivers-expiring")
    visit(f"/jurisdictions/{checked.jurisdiction.code}/?severity=waived#schools")
    expect(page.locator("#school-list").get_by_role("row")).to_have_count(2)
    axe(page)
    shot(page, "county-waived")
    visit(f"/schools/{checked.code}/#waived")
    expect(page.locator("#waived")).to_contain_text("七年级党支部")
    shot(page, "school-waived")
    end_early(page, visit, checked)


def end_early(page, visit, checked):
    """The official ends the waiver; without a reason he is told so."""
    visit(f"/jurisdictions/{checked.jurisdiction.code}/waivers/?view=in_force")
    page.get_by_role("link", name=re.compile("^查看")).click()
    page.get_by_text("提前终止", exact=True).first.click()
    page.get_by_role("button", name="提前终止").click()
    expect(page.locator(".field-error")).to_be_visible()
    page.get_by_label(re.compile("提前终止的理由")).fill("新支部没有获批")
    page.get_by_role("button", name="提前终止").click()
    expect(page.get_by_text("豁免已提前终止")).to_be_visible()
    visit(f"/schools/{checked.code}/")
    expect(page.locator("#waived")).to_have_count(0)


def test_a_school_states_and_the_official_confirms(
    enter, visit, clerk, official, checked, axe, shot, page_guard, picture
):
    page_guard.allow("422")
    page = enter(clerk)
    page.get_by_role("link", name="人工核实", exact=True).click()
    axe(page)
    shot(page, "attestations-school")
    page.get_by_role("link", name=re.compile("自查上报 LIF-001")).click()
    page.get_by_label("核实结论").select_option("fail")
    page.get_by_role("button", name="上报").click()
    expect(page.locator(".field-error").first).to_contain_text("应当写明核实到的情况")
    page.get_by_label("核实情况").fill("八年级党支部第三季度没有召开")
    page.get_by_role("button", name="上报").click()
    expect(page.get_by_text("自查结果已上报")).to_be_visible()
    sign_out(page)

    enter(official)
    visit(f"/jurisdictions/{checked.jurisdiction.code}/attestations/?status=handed_in")
    axe(page)
    shot(page, "attestations-matrix")
    picture(page, "attestations")
    page.locator("td").filter(has_text="待确认").get_by_role("link").click()
    shot(page, "attestation-confirm")
    axe(page)
    page.get_by_role("button", name="确认", exact=True).click()
    expect(page.locator("h1 + .conclusion")).to_have_text("不符合")
    visit(f"/schools/{checked.code}/")
    expect(page.locator("#findings")).to_contain_text("八年级党支部第三季度没有召开")
    axe(page)


def test_one_conclusion_for_many_schools_with_a_preview(enter, visit, official, checked, axe, shot):
    page = enter(official)
    visit(f"/jurisdictions/{checked.jurisdiction.code}/attestations/")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.locator(".bulk").get_by_label("规则").select_option("CON-001")
    page.locator(".bulk").get_by_label("核实结论").select_option("pass")
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("将记录的 1 所")).to_be_visible()
    expect(page.get_by_text("按登记的资料，这条规则不适用")).to_be_visible()
    axe(page)
    shot(page, "attest-bulk")
    page.get_by_role("button", name="确认记录 1 所").click()
    expect(page.get_by_text("已核实 1 所学校。")).to_be_visible()
    expect(page.locator(".conclusion-pass")).to_have_count(1)


def test_a_stricter_number_with_its_preview(enter, visit, official, checked, axe, shot, page_guard, picture):
    page_guard.allow("422")
    page = enter(official)
    page.get_by_role("link", name="本地规定", exact=True).click()
    axe(page)
    shot(page, "local-rules")
    page.get_by_role("link", name="设置 支部党员人数上限").click()
    page.get_by_label("取值").fill("60")
    page.get_by_label("依据文件（文号）").fill("演示〔2026〕12号")
    page.get_by_role("button", name="预览影响").click()
    expect(page.locator(".field-error")).to_contain_text("20 到 50")
    page.get_by_label("取值").fill("20")
    page.get_by_label("自何日起").fill(day(30))
    page.get_by_role("button", name="预览影响").click()
    expect(page.locator("#preview")).to_contain_text("试算了全部 2 所学校")
    axe(page)
    shot(page, "local-preview")
    picture(page, "local-rules", full_page=True)
    page.get_by_role("button", name="确认设置").click()
    expect(page.get_by_text("到起始日期自动生效")).to_be_visible()
    visit(f"/jurisdictions/{checked.jurisdiction.code}/rules/ORG-005/")
    expect(page.get_by_role("heading", name="将来生效的规定")).to_be_visible()
    shot(page, "rule-coming")
    axe(page)


def test_a_level_from_a_day_on_and_its_cancelling(enter, visit, official, checked, axe):
    page = enter(official)
    visit(f"/jurisdictions/{checked.jurisdiction.code}/local-rules/enforcement/ORG-005/")
    page.get_by_label("执行方式").select_option("refuse")
    page.get_by_label("依据文件（文号）").fill("演示〔2026〕13号")
    page.get_by_label("自何日起").fill(day(60))
    page.get_by_role("button", name="预览影响").click()
    expect(page.locator("#preview")).to_contain_text("执行方式不改变检查结果")
    page.get_by_role("button", name="确认设置").click()
    expect(page.locator(".plan-record")).to_contain_text("不予保存")
    axe(page)
    page.get_by_text("取消或者结束").click()
    page.get_by_role("button", name="结束").click()
    expect(page.get_by_text("本级没有规定过。")).to_be_visible()
