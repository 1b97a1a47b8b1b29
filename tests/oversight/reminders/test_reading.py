"""What somebody sees of the reminders he got."""

from datetime import timedelta

import pytest

from accounts.models import AccessGrant, GrantRole, User
from oversight.models import ReminderDelivery
from oversight.reminders.reading import reminder_mark, reminders_of, reminders_read_all, unread_of
from schools.periods import open_period
from tests import factories


@pytest.fixture
def school(db):
    return factories.school()


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


def fresh(user):
    """Return the user as the next request has him."""
    return User.objects.get(pk=user.pk)


def test_an_ended_grant_takes_the_reminders_away(today, remind, school, clerk):
    delivery = remind(clerk, school)
    assert list(reminders_of(clerk)) == [delivery]

    AccessGrant.objects.update(period=open_period(today - timedelta(days=9), today))

    assert list(reminders_of(fresh(clerk))) == []


@pytest.mark.parametrize(
    ("to", "role", "seen"),
    [
        ("school", GrantRole.ADMINISTRATOR, 1),
        ("school", GrantRole.VIEWER, 0),
        ("above", GrantRole.ADMINISTRATOR, 0),
        ("above", GrantRole.OFFICIAL, 1),
        ("school", GrantRole.OFFICIAL, 0),
    ],
)
def test_a_reminder_is_for_those_whose_right_it_is(to, role, seen, today, remind, school):
    user = factories.user()
    factories.grant(user, school.jurisdiction if role == GrantRole.OFFICIAL else school, role)
    remind(user, school, to=to)

    assert reminders_of(user).count() == seen


def test_reminders_of_an_office_are_for_its_officials(today, remind, school, clerk):
    official = factories.grant(factories.user(), school.jurisdiction).user
    for user in (clerk, official):
        delivery = remind(user, school)
        delivery.reminder.to = "office"
        delivery.reminder.school, delivery.reminder.jurisdiction = None, school.jurisdiction
        delivery.reminder.save()

    assert (reminders_of(clerk).count(), reminders_of(official).count()) == (0, 1)


def test_what_is_resolved_is_gone(today, remind, school, clerk):
    kept, gone = remind(clerk, school), remind(clerk, school)
    gone.reminder.resolved_on = today
    gone.reminder.save()

    assert list(reminders_of(clerk)) == [kept]


def test_read_and_unread_go_both_ways(today, remind, school, clerk):
    one, other = remind(clerk, school), remind(clerk, school)

    reminder_mark(user=clerk, delivery=one, is_read=True)
    assert list(unread_of(clerk)) == [other]

    reminder_mark(user=clerk, delivery=one, is_read=False)
    assert set(unread_of(clerk)) == {one, other}


def test_reading_all_leaves_what_came_after_the_page(today, remind, school, clerk):
    shown, later = remind(clerk, school), remind(clerk, school)
    stranger = factories.grant(factories.user(), school).user
    his = remind(stranger, school)

    assert reminders_read_all(user=clerk, newest=shown.pk) == 1

    assert list(unread_of(clerk)) == [later]
    assert list(unread_of(stranger)) == [his]
    assert ReminderDelivery.objects.get(pk=shown.pk).read_at is not None
