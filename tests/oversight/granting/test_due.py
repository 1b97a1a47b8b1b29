"""Grants that are about to end: who is told, when, and when nobody is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import GrantRole
from oversight.granting.due import due_dates
from oversight.models import ReminderDelivery
from oversight.reminders.running import reminders_run
from oversight.reminders.sentences import sentence
from tests import factories

pytestmark = pytest.mark.django_db
END = date(2027, 3, 1)


def told(on):
    return [(due.kind, due.to, due.due_on, due.deadline) for due in due_dates(on)]


@pytest.fixture
def school():
    return factories.school()


@pytest.mark.parametrize(
    ("days", "kind"),
    [(31, None), (30, "grant_30_days"), (8, "grant_30_days"), (7, "grant_7_days"), (0, None)],
)
def test_twice_before_it_ends(days, kind, school):
    factories.grant(factories.user(), school, end=END)

    due_on = END - timedelta(days=30 if kind == "grant_30_days" else 7)
    wanted = [(kind, "above", due_on, END - timedelta(days=1))] if kind else []
    assert told(END - timedelta(days=days)) == wanted


@pytest.mark.parametrize(
    ("role", "place", "to"),
    [
        ("administrator", "school", "above"),
        ("reviewer", "school", "above"),
        ("viewer", "school", "school"),
        ("editor", "branch", "school"),
        ("official", "county", "office"),
        ("security", "county", "office"),
    ],
)
def test_who_is_told_is_who_may_give_it_again(role, place, to, school):
    scope = {"school": school, "county": school.jurisdiction}.get(place) or factories.organization(
        school=school
    )
    factories.grant(factories.user(), scope, role, end=END)

    assert [one[1] for one in told(END - timedelta(days=3))] == [to]


def test_what_goes_on_is_not_told_of(school):
    user = factories.user()
    factories.grant(user, school, end=END)
    factories.grant(user, school, start=END)

    assert told(END - timedelta(days=3)) == []


@pytest.mark.parametrize("other", ["role", "place", "gap"])
def test_another_grant_is_no_continuation(other, school):
    user = factories.user()
    factories.grant(user, school, end=END)
    place = factories.school() if other == "place" else school
    role = GrantRole.VIEWER if other == "role" else GrantRole.ADMINISTRATOR
    factories.grant(user, place, role, start=END + timedelta(days=other == "gap"))

    assert len(told(END - timedelta(days=3))) == 1


def test_who_is_switched_off_is_not_told_of(school):
    factories.grant(factories.user(is_active=False), school, end=END)

    assert told(END - timedelta(days=3)) == []


def test_the_official_reads_it(school):
    today = timezone.localdate()
    official = factories.grant(factories.user(), school.jurisdiction).user
    factories.grant(factories.user(display_name="演示甲"), school, end=today + timedelta(days=5))

    reminders_run(today)

    delivery = ReminderDelivery.objects.get(reminder__source="grants")
    assert delivery.user == official
    assert sentence(delivery.reminder).startswith(f"演示甲在{school}的授权到")
