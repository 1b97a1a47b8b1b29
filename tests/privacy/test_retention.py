"""Names go when their time is over; what they were stays for the counts of the past."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from audit.choices import Action
from audit.models import AuditRecord
from governance.choices import OrgType
from governance.domain.records import record_correct
from governance.models import ChangeSet, PartyMembership
from privacy.jobs import NIGHTLY, erase
from privacy.recording import hold_lift, hold_place
from privacy.retention import Erased, erase_overdue
from privacy.retention.accounts import accounts_overdue
from privacy.retention.people import ERASED, people_overdue
from schools.history import events_of
from schools.models import Employment, Person
from schools.periods import add_years, open_period
from tests import factories
from tests.structures import do

LEFT = date(2026, 9, 1)
ZONE = ZoneInfo("Asia/Shanghai")


def at(day):
    return datetime(day.year, day.month, day.day, 2, tzinfo=ZONE)


@pytest.fixture
def gone(transactional_db):
    """Somebody who left, a namesake who did not."""
    school = factories.school()
    branch = factories.organization(OrgType.BRANCH, school=school)
    person = factories.person(
        school, name="演示甲某", sort_key="yanshijiamou", staff_number="ZG-1", joined_on=date(1991, 3, 17)
    )
    factories.employ(person, end=LEFT)
    factories.membership(person, branch, end=LEFT)
    record_correct(act=do(reason="更正演示甲某的工号"), row=person, fields={"staff_number": "ZG-2"})
    other = factories.person(school, name="演示甲某", staff_number="ZG-3")
    factories.employ(other)
    record_correct(act=do(reason="更正演示甲某的工号"), row=other, fields={"staff_number": "ZG-4"})
    return person


def test_ten_years_after_the_last_day(gone):
    before, after = date(2036, 8, 31), date(2036, 9, 1)
    assert list(people_overdue(before)) == []
    assert list(people_overdue(after)) == [gone]

    assert erase_overdue(at(before)) == Erased(people=0, accounts=0)
    assert erase_overdue(at(after)) == Erased(people=1, accounts=0)

    assert list(people_overdue(date(2040, 1, 1))) == []


def test_name_and_numbers_go_everywhere_and_counts_stay(gone):
    counted = (Employment.objects.count(), PartyMembership.objects.count(), Person.objects.count())
    erase_overdue(at(date(2037, 1, 1)))
    gone.refresh_from_db()

    assert (gone.name, gone.sort_key, gone.staff_number) == (ERASED, "", "")
    assert gone.joined_on == date(1991, 3, 17)
    events = events_of(Person).objects.filter(pgh_obj_id=gone.pk)
    assert {(event.name, event.sort_key, event.staff_number) for event in events} == {(ERASED, "", "")}
    assert counted == (Employment.objects.count(), PartyMembership.objects.count(), Person.objects.count())
    own, others = ChangeSet.objects.order_by("pk")
    assert "演示甲某" not in f"{own.summary}{own.reason}{own.details}{own.tellings}"
    assert ERASED in own.reason
    assert "演示甲某" in others.reason


def test_it_is_on_record(gone):
    erase_overdue(at(date(2037, 1, 1)))
    found = AuditRecord.objects.get(action=Action.PURGE, subject="schools_person")

    assert (found.subject_id, found.school_id, found.reason) == (str(gone.pk), gone.school_id, "保存期限届满")
    assert found.detail["fields"] == ["name", "sort_key", "staff_number"]


def test_whoever_is_still_something_is_not_overdue(gone):
    PartyMembership.objects.filter(person=gone).update(period=open_period(date(2020, 1, 1), None))
    assert list(people_overdue(date(2040, 1, 1))) == []

    Person.objects.filter(pk=gone.pk).update(died_on=date(2026, 10, 1))
    assert list(people_overdue(date(2036, 9, 30))) == []
    assert list(people_overdue(date(2036, 10, 1))) == [gone]


def test_a_hold_stops_it_until_it_is_lifted(gone):
    user = factories.grant(factories.user(), gone.school).user
    hold_place(user=user, person=gone, reason="信访核查")
    with pytest.raises(ValidationError, match="已经登记保留"):
        hold_place(user=user, person=gone, reason="再次")
    assert erase_overdue(at(date(2037, 1, 1))).people == 0

    hold_lift(user=user, person=gone)
    with pytest.raises(ValidationError, match="没有登记保留"):
        hold_lift(user=user, person=gone)

    assert erase_overdue(at(date(2037, 1, 1))).people == 1


def test_the_years_are_a_setting(gone, settings):
    settings.KEEP_PEOPLE_YEARS = 3
    assert list(people_overdue(date(2029, 9, 1))) == [gone]


def test_an_account_that_is_off_loses_name_and_address(transactional_db):
    user = factories.user("left-1", display_name="演示离任", email="left@example.org", is_active=False)
    still = factories.user("here-1", display_name="演示在任", email="here@example.org")
    then = user.enabled_at
    assert list(accounts_overdue(then + timedelta(days=3 * 365 - 2))) == []
    later = then + timedelta(days=3 * 366)
    assert list(accounts_overdue(later)) == [user]

    assert erase_overdue(later) == Erased(people=0, accounts=1)

    user, still = (User.objects.get(pk=one.pk) for one in (user, still))
    assert (user.username, user.display_name, user.email) == ("left-1", "", "")
    assert (still.display_name, still.email) == ("演示在任", "here@example.org")
    assert list(accounts_overdue(later)) == []


def test_the_job_runs_each_night(gone, monkeypatch):
    assert NIGHTLY.endswith(" * * *")
    monkeypatch.setattr("privacy.jobs.timezone.now", lambda: at(date(2037, 1, 1)))
    assert erase(0) == 1
    assert erase(0) == 0


def test_a_leap_day_has_a_day_before():
    assert add_years(date(2036, 2, 29), -10) == date(2026, 2, 28)
