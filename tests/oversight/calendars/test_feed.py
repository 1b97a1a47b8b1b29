"""The calendar: read back by another program's eyes, opened by its secret alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from oversight.calendars.feeds import feed_renew, feed_switch_off
from oversight.models import CalendarFeed, DigestPreference, Reminder, ReminderDelivery
from tests import factories


@pytest.fixture
def school(db):
    return factories.school()


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


@pytest.fixture
def remind(school):
    """Return how a user is reminded of the end of a term."""

    def make(user, key, deadline, org="演示党支部", **changes):
        words = {"org": org, "deadline": deadline and deadline.isoformat()}
        defaults = {"kind": "term_soon", "to": "school", "school": school, "words": words}
        days = {"due_on": factories.ON, "made_on": factories.ON, "deadline": deadline}
        reminder = Reminder.objects.create(source="structure", key=key, **{**defaults, **days, **changes})
        return ReminderDelivery.objects.create(reminder=reminder, user=user)

    return make


def address(user):
    return reverse("oversight:calendar", args=[feed_renew(user=user)])


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_deadlines_are_all_day_events_with_alarms(client, clerk, school, remind):
    remind(clerk, "a", date(2026, 7, 1), url=f"/schools/{school.code}/")
    remind(clerk, "b", None)

    answer = client.get(address(clerk))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(answer)
    assert event["SUMMARY"] == "演示党支部的任期将于2026年7月1日届满，不足一个月，尚未登记启动换届。"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 7, 1), date(2026, 7, 2))
    assert event["URL"].endswith(f"/schools/{school.code}/")
    alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    start = timezone.datetime(2026, 7, 1)
    assert [start + trigger for trigger in alarms] == [
        timezone.datetime(2026, 6, 24, 9), timezone.datetime(2026, 6, 30, 9)
    ]  # fmt: skip


def test_signs_are_escaped_and_long_lines_folded(client, clerk, remind):
    name = "甲,乙;丙\\丁" * 12
    remind(clerk, "a", date(2026, 7, 1), org=name)

    answer = client.get(address(clerk))

    lines = answer.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    assert all(line.decode() is not None for line in lines)
    (event,) = events(answer)
    assert event["SUMMARY"].startswith(name)


def test_names_of_events_stay_the_same(client, clerk, remind):
    remind(clerk, "term/P01/2024-03-15", date(2026, 7, 1))
    first = events(client.get(address(clerk)))[0]["UID"]
    Reminder.objects.all().delete()
    remind(clerk, "term/P01/2024-03-15", date(2026, 8, 1))
    remind(clerk, "term/P02/2024-03-15", date(2026, 8, 1))

    again = [event["UID"] for event in events(client.get(address(clerk)))]

    assert first in again
    assert len(set(again)) == 2


def test_a_program_that_has_it_already_is_told_so(client, clerk, remind):
    remind(clerk, "a", date(2026, 7, 1))
    link = address(clerk)
    first = client.get(link)

    again = client.get(link, headers={"if-none-match": first["ETag"]})
    remind(clerk, "b", date(2026, 7, 1))
    changed = client.get(link, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, len(events(changed))) == (200, 2)


def test_what_may_not_be_seen_today_is_not_in_it(client, clerk, remind):
    remind(clerk, "a", date(2026, 7, 1))
    stranger = factories.user()
    remind(stranger, "b", date(2026, 7, 1))
    link = address(clerk)
    assert len(events(client.get(link))) == 1

    grant = clerk.grants.get()
    grant.period = type(grant.period)(grant.period.lower, timezone.localdate())
    grant.save()

    assert events(client.get(link)) == []
    assert events(client.get(address(stranger))) == []


def test_an_account_that_is_switched_off_gets_an_empty_calendar(client, clerk, remind):
    remind(clerk, "a", date(2026, 7, 1))
    link = address(clerk)
    clerk.is_active = False
    clerk.save()

    assert events(client.get(link)) == []


def test_renewing_and_switching_off_close_the_old_address(client, clerk):
    old = address(clerk)
    assert client.get(old).status_code == 200

    new = address(clerk)
    assert [client.get(link).status_code for link in (old, new)] == [404, 200]

    feed_switch_off(user=clerk)
    assert client.get(new).status_code == 404


def test_the_secret_is_kept_nowhere(clerk):
    token = feed_renew(user=clerk)

    row = CalendarFeed.objects.get()
    assert token not in str(row.__dict__)
    assert len(token) >= 43


def test_the_address_is_shown_once(client, clerk, settings):
    settings.SITE_URL = "https://liangzhu.example.org"
    client.force_login(clerk)
    page = client.post("/reminders/calendar/renew/").text
    (link,) = {part.split("<")[0] for part in page.split(">") if ".ics" in part}

    assert link.startswith("https://liangzhu.example.org/calendar/")
    assert client.get(link.removeprefix("https://liangzhu.example.org")).status_code == 200
    assert ".ics" not in client.get("/reminders/settings/").text
    assert "已于" in client.get("/reminders/settings/").text

    client.post("/reminders/calendar/off/")

    assert "还没有开通。" in client.get("/reminders/settings/").text


def test_the_language_is_the_owners(client, clerk, remind):
    remind(clerk, "a", date(2026, 7, 1))
    DigestPreference.objects.create(user=clerk, language="zh-hans")

    answer = client.get(address(clerk), headers={"accept-language": "en"})

    assert "任期" in events(answer)[0]["SUMMARY"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_events(number, client, clerk, remind, django_assert_num_queries):
    for nth in range(number):
        remind(clerk, str(nth), date(2026, 7, 1) + timedelta(days=nth))
    link = address(clerk)

    with django_assert_num_queries(4):  # the fourth puts on record that it was handed out
        client.get(link)
