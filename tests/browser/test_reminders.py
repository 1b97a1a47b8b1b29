"""What waits and what is due, as a clerk and an official meet it in a real browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from governance.choices import OrgState, OrgType, PlanState
from governance.models import Finding, Plan, Term
from oversight.models import DigestPreference
from oversight.reminders.running import reminders_run
from tests import factories

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def busy(school, clerk, official):
    """The school of the scene with terms that end, and things that wait for both people."""
    today = timezone.localdate()
    terms = list(Term.objects.filter(organization__school=school).order_by("pk"))
    for term, days in zip(terms, (-40, 20, 150), strict=True):
        term.planned_end = today + timedelta(days=days)
        term.save()
    for n in range(6):
        factories.organization(
            OrgType.BRANCH, school=school, level="district", state=OrgState.SUBMITTED, approval=None,
            short_name=f"第{n + 1}联络点党支部", start=today - timedelta(days=45 - n),
            applied_on=today - timedelta(days=45 - n),
        )  # fmt: skip
    Plan.objects.create(
        school=school, title="调整支部", effective_on=today, state=PlanState.RETURNED, author=clerk
    )
    Finding.objects.filter(school=school).update(first_seen=today)
    reminders_run(today)
    return school


@pytest.fixture
def here(busy, settings, live_server):
    """The busy school, on a site that knows its address."""
    settings.SITE_URL = live_server.url
    return busy


def masthead(page, name):
    return page.get_by_role("navigation", name="主导航").get_by_role("link", name=name)


def test_an_official_works_off_what_waits(busy, official, enter, axe, picture):
    page = enter(official)
    expect(page.get_by_role("heading", name="等您办理")).to_be_visible()
    expect(masthead(page, "待办")).to_contain_text("7")
    axe(page)

    masthead(page, "待办").click()
    expect(page.get_by_role("heading", name="待办 7")).to_be_visible()
    axe(page)
    picture(page, "inbox")
    page.get_by_label("种类").select_option("organization")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".desk-list > li")).to_have_count(6)

    page.get_by_role("link", name="审批").first.click()
    expect(page.get_by_text("第1联络点党支部").first).to_be_visible()


def test_an_official_puts_new_findings_away(busy, official, enter, visit, axe):
    page = enter(official)
    visit("/inbox/?kind=new_findings")
    page.get_by_role("link", name="查看").click()
    expect(page.get_by_role("heading", name="新发现的问题 2")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="知道了").click()

    expect(page.get_by_role("heading", name="待办 6")).to_be_visible()
    expect(masthead(page, "待办")).to_contain_text("6")


def test_a_clerk_reads_what_is_due_and_goes_there(busy, clerk, enter, axe, picture):
    page = enter(clerk)
    masthead(page, "提醒").click()
    unread = page.locator(".desk-list > .is-unread")
    expect(unread.first).to_be_visible()
    before = unread.count()
    assert before >= 3
    expect(page.locator(".desk-list > li").first).to_contain_text("已过期")
    axe(page)
    picture(page, "reminders")

    page.locator(".desk-list").get_by_role("button", name="标为已读").first.click()
    expect(unread).to_have_count(before - 1)
    page.get_by_role("button", name="去办理").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/organizations/"))

    masthead(page, "提醒").click()
    page.get_by_role("button", name="全部标为已读").click()
    expect(unread).to_have_count(0)
    expect(page.get_by_text("条提醒标为已读")).to_be_visible()
    expect(page.get_by_role("button", name="全部标为已读")).to_have_count(0)


def test_a_clerk_chooses_mail_and_subscribes_to_a_calendar(here, clerk, enter, visit, axe):
    page = enter(clerk)
    visit("/reminders/")
    page.get_by_role("link", name="邮件和日历").click()
    axe(page)
    page.get_by_label("发送频率").select_option("daily")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("请填写邮箱地址，或者选择不发邮件。")).to_be_visible()
    expect(page.get_by_label("发送频率")).to_have_value("daily")
    axe(page)
    page.get_by_label("邮箱地址").fill("clerk@example.org")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("提醒设置已经保存。")).to_be_visible()
    assert DigestPreference.objects.get(user=clerk).frequency == "daily"

    page.get_by_role("button", name="开通并显示地址").click()
    axe(page)
    fetched = page.request.get(page.locator("#calendar-address").inner_text())

    events = Calendar.from_ical(fetched.body()).walk("VEVENT")
    assert len(events) >= 3
    assert any("任期" in event["SUMMARY"] for event in events)


@pytest.mark.parametrize("address", ["inbox", "inbox/new-findings", "reminders", "reminders/settings"])
def test_the_pages_fit_a_phone(address, busy, official, enter, visit, page, axe):
    page.set_viewport_size(PHONE)
    enter(official)

    visit(f"/{address}/")

    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    axe(page)


def test_without_anything_to_do_the_pages_say_so(school, clerk, enter, visit, axe):
    page = enter(clerk)
    for address, said in (("/inbox/", "没有等您办理的事项"), ("/reminders/", "没有提醒。任期届满")):
        visit(address)
        expect(page.get_by_text(said)).to_be_visible()
        axe(page)
