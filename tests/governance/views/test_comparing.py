"""The page that compares two days: which days it takes, what it says, where it leads."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.domain.structure import organization_rename
from governance.models import Finding
from governance.views.days import KEPT
from schools.periods import add_months
from tests import factories
from tests.governance.domain.world import World
from tests.structures import do

pytestmark = pytest.mark.django_db

MARCH, MAY, JUNE = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def world(db):
    return World.build()


@pytest.fixture
def clerk(client, world):
    user = factories.user()
    factories.grant(user, world.school)
    client.force_login(user)
    return client


def compared(client, school, **query):
    return client.get(reverse("governance:school_compare", args=[school.code]), query)


def span(answer):
    found = answer.context["page"].span
    return found.first, found.last, found.known_on


def test_without_days_today_is_compared_with_a_year_ago(clerk, world):
    today = timezone.localdate()

    assert span(compared(clerk, world.school)) == (add_months(today, -12), today, None)


def test_a_young_school_is_compared_with_its_first_record(client):
    school = factories.school()
    start = timezone.localdate() - timedelta(days=60)
    factories.unit(school, "七年级组", start=start)
    user = factories.user()
    factories.grant(user, school)
    client.force_login(user)

    assert span(compared(client, school))[0] == start


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"from": "2026-03-01", "to": "2026-06-01"}, (MARCH, JUNE, None)),
        ({"from": "2026-06-01", "to": "2026-03-01"}, (MARCH, JUNE, None)),
        ({"from": "2026-03-01", "to": "2026-06-01", "known": "2026-05-01"}, (MARCH, JUNE, MAY)),
        ({"from": "2026-03-01", "to": "2026-06-01", "known": "2999-01-01"}, (MARCH, JUNE, None)),
    ],
)
def test_the_days_are_those_of_the_address(query, expected, clerk, world):
    assert span(compared(clerk, world.school, **query)) == expected


def test_what_is_no_date_is_said(clerk, world):
    answer = compared(clerk, world.school, **{"from": "去年", "to": "2026-06-01"})

    assert "“去年”不是日期，请按“2026-03-01”的样子填写。" in answer.text
    assert span(answer)[:2] == (add_months(JUNE, -12), JUNE)


def test_each_difference_leads_to_its_body_and_its_changes(clerk, world):
    act = do(effective_on=MAY, reason="演示理由")
    organization_rename(act=act, organization=world.branch, full_name="中共五月支部", short_name="五月支部")

    page = compared(clerk, world.school, **{"from": "2026-03-01", "to": "2026-06-01"}).text

    assert reverse("governance:organization", args=[world.branch.number]) in page
    assert reverse("governance:change", args=[act.change_set.pk]) in page
    assert "更名为“中共五月支部”" in page
    changes = reverse("governance:school_changes", args=[world.school.code])
    assert f"{changes}?since=2026-03-01&amp;until=2026-06-01" in page


def test_without_a_difference_it_says_so(clerk, world):
    Finding.objects.all().delete()

    page = compared(clerk, world.school, **{"from": "2026-03-01", "to": "2026-06-01"}).text

    assert "没有变化：2026-03-01 和 2026-06-01 的结构、任职、检查发现都相同。" in page
    assert '<svg class="chart-svg"' not in page


def test_comparing_does_not_choose_a_day_for_other_pages(clerk, world):
    compared(clerk, world.school, **{"from": "2026-03-01", "to": "2026-06-01", "known": "2026-05-01"})

    assert KEPT not in clerk.session
