"""When people are told that a waiver ends, and what waits for whom."""

from datetime import date, timedelta

import pytest

from oversight.choices.waiver_request import WaiverState
from oversight.waivers.due import due_dates
from tests import factories
from tests.oversight.waiting import waiting_for

pytestmark = pytest.mark.django_db

END = date(2027, 1, 1)


@pytest.fixture
def waiver():
    school = factories.school()
    return factories.waiver(school, "SEC-001", "school", school.code, end=END)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (61, []),
        (60, [("waiver_60_days", "school")]),
        (15, [("waiver_60_days", "school")]),
        (14, [("waiver_14_days", "school"), ("waiver_14_days", "above")]),
        (1, [("waiver_14_days", "school"), ("waiver_14_days", "above")]),
        (0, []),
    ],
)
def test_the_school_is_told_60_days_before_and_both_14_days_before(waiver, days, told):
    assert [(due.kind, due.to) for due in due_dates(END - timedelta(days=days))] == told


def test_a_reminder_has_a_key_of_its_own_and_says_what_it_is_about(waiver):
    found = list(due_dates(END - timedelta(days=3)))

    assert len({due.key for due in found}) == 2
    assert {(due.school_id, due.deadline) for due in found} == {(waiver.school_id, date(2026, 12, 31))}
    assert found[0].words["rule"] == "SEC-001"


def test_what_goes_on_is_not_told(waiver):
    assert list(due_dates(END - timedelta(days=3)))

    factories.waiver(
        waiver.school, "SEC-001", "school", waiver.subject_number, start=END, end=date(2028, 1, 1)
    )

    assert list(due_dates(END - timedelta(days=3))) == []


def test_what_waits_for_whom():
    school = factories.school()
    asked = factories.waiver_request(school)
    returned = factories.waiver_request(
        school, factories.finding(school, "SEC-002"), state=WaiverState.RETURNED
    )
    clerk = factories.grant(factories.user(), school).user
    official = factories.grant(factories.user(), school.jurisdiction).user

    def urls(user):
        return [(one.kind, one.url, one.act) for one in waiting_for(user, factories.ON, "waiver")]

    assert urls(official) == [("waiver", f"/waivers/{asked.pk}/", "审批")]
    assert urls(clerk) == [("waiver", f"/waivers/{returned.pk}/", "补充")]
    assert urls(factories.user()) == []
