"""The page of reminders, the masthead, and the warning when the job is silent."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from oversight.models import ReminderDelivery, ReminderRun
from oversight.reminders.health import is_silent
from tests import factories

URL = "/reminders/"


@pytest.fixture
def school(db):
    return factories.school()


@pytest.fixture
def clerk(school, client):
    user = factories.grant(factories.user(), school).user
    client.force_login(user)
    return user


def test_the_page_lists_the_nearest_deadline_first(client, today, remind, school, clerk):
    remind(clerk, school, words={"org": "后", "deadline": "2026-09-01"}, deadline=date(2026, 9, 1))
    remind(clerk, school, words={"org": "先", "deadline": "2026-05-01"}, deadline=date(2026, 5, 1))

    page = client.get(URL)

    assert [row.text[0] for row in page.context["page"].rows] == ["先", "后"]
    assert "已过期31天" in page.text
    assert "还有92天" in page.text


def test_filters_narrow_and_say_so_when_nothing_is_left(client, today, remind, school, clerk):
    remind(clerk, school)
    remind(clerk, school, kind="waiver_14_days")

    found = {
        query: [row.reminder.kind for row in client.get(f"{URL}?{query}").context["page"].rows]
        for query in ("kind=waiver", f"q={school.name}", "q=别处", "show=unread", "kind=nonsense")
    }

    assert found == {
        "kind=waiver": ["waiver_14_days"],
        f"q={school.name}": ["term_soon", "waiver_14_days"],
        "q=别处": [],
        "show=unread": ["term_soon", "waiver_14_days"],
        "kind=nonsense": [],
    }
    assert "没有符合条件的提醒。" in client.get(f"{URL}?q=别处").text


def test_without_reminders_the_page_says_what_they_are(client, clerk):
    assert "没有提醒。任期届满" in client.get(URL).text


def test_opening_reads_and_leads_there(client, today, remind, school, clerk):
    delivery = remind(clerk, school)

    answer = client.post(reverse("oversight:reminder_act", args=[delivery.pk, "open"]))

    assert answer.url == f"/schools/{school.code}/"
    assert ReminderDelivery.objects.get().read_at is not None


@pytest.mark.parametrize(
    ("back", "led"),
    [("?kind=term", "/reminders/?kind=term"), ("https://evil.example/", "/reminders/"), ("", "/reminders/")],
)
def test_marking_comes_back_to_the_list(back, led, client, today, remind, school, clerk):
    delivery = remind(clerk, school)

    answer = client.post(reverse("oversight:reminder_act", args=[delivery.pk, "read"]), {"back": back})

    assert answer.url == led


def test_reading_all_says_how_many(client, today, remind, school, clerk):
    for _ in range(2):
        newest = remind(clerk, school)

    answer = client.post(reverse("oversight:reminders_read"), {"newest": newest.pk}, follow=True)

    assert "已将2条提醒标为已读。" in answer.text
    assert client.post(reverse("oversight:reminders_read"), {"newest": "x"}).status_code == 302


def test_the_masthead_counts_what_is_unread(client, today, remind, school, clerk):
    first = remind(clerk, school)
    remind(clerk, school)
    assert '<span class="count">2<span' in client.get("/rules/").text

    client.post(reverse("oversight:reminder_act", args=[first.pk, "read"]))

    assert '<span class="count">1<span' in client.get("/rules/").text


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_reminders(
    number, client, today, remind, school, clerk, django_assert_num_queries
):
    for _ in range(number):
        remind(clerk, factories.grant(clerk, factories.school()).school)

    with django_assert_num_queries(11):
        client.get(URL)


@pytest.mark.parametrize(
    ("last_run", "silent"),
    [(None, True), (date(2026, 5, 30), True), (date(2026, 5, 31), False), (date(2026, 6, 1), False)],
)
def test_the_job_is_silent_after_two_days(last_run, silent):
    assert is_silent(last_run, date(2026, 6, 1)) is silent


def ran(day):
    ReminderRun.objects.create(on=day, finished_at=timezone.now())


WARNING = "提醒任务已经超过两天没有运行"


def test_officials_are_warned_on_every_page_and_schools_are_not(client, today, school, clerk):
    ran(today - timedelta(days=3))
    official = factories.grant(factories.user(), school.jurisdiction).user
    clerks = client.get("/rules/").text
    client.force_login(official)
    officials = client.get("/rules/").text
    ran(today)

    assert (WARNING in clerks, WARNING in officials) == (False, True)
    assert WARNING not in client.get("/rules/").text


@pytest.mark.parametrize(("age", "warned"), [(1, False), (2, True)])
def test_where_the_job_never_ran_an_old_account_shows_it(age, warned, client, school):
    official = factories.grant(factories.user(), school.jurisdiction).user
    User.objects.filter(pk=official.pk).update(date_joined=timezone.now() - timedelta(days=age))
    client.force_login(official)

    assert (WARNING in client.get("/rules/").text) is warned
    assert "还没有生成过提醒：每天早上六点由后台任务生成。" in client.get(URL).text


def test_a_run_that_missed_a_source_says_so(client, clerk):
    ReminderRun.objects.create(on=timezone.localdate(), finished_at=timezone.now(), problems=["structure"])

    assert "最近一次生成时有来源出错" in client.get(URL).text
