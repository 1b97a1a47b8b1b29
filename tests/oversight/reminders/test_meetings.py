"""Two runs that meet, each on a connection of its own: everybody is told once, and gets one mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection

from governance.choices import OrgType
from oversight.digests.sending import digests_send
from oversight.models import Reminder, ReminderDelivery, ReminderRun
from oversight.reminders.running import reminders_run
from oversight.reminders.sources import SOURCES, Source
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2027, 3, 16)
#: Seconds after which a test that waits for the other thread gives up.
PATIENCE = 60


@pytest.fixture
def people():
    """A clerk and an official with addresses, of a school whose branch has an overdue term."""
    branch = factories.organization(OrgType.BRANCH, school=factories.school())
    factories.term(branch, start=date(2024, 3, 15))
    leader = factories.members(1, branch.school, branch)[0]
    factories.assign(leader, branch, start=date(2024, 3, 15))
    scopes = (branch.school, branch.school.jurisdiction)
    users = [factories.user(email=f"demo{nth}@example.org") for nth in range(len(scopes))]
    return [factories.grant(user, scope).user for user, scope in zip(users, scopes, strict=True)]


def own_connection(act):
    try:
        return act()
    finally:
        connection.close()


def both(first, second):
    """Do both at the same time and return what they return."""
    with ThreadPoolExecutor(2) as pool:
        return [one.result(PATIENCE) for one in [pool.submit(own_connection, act) for act in (first, second)]]


def meeting(start):
    """Return the sources; each run has asked them all before either writes anything."""
    last = SOURCES[-1]

    def due_dates(on):
        found = list(last.due_dates(on))
        start.wait(PATIENCE)
        return found

    return (*SOURCES[:-1], Source(last.name, last.labels, last.texts, due_dates))


def test_each_reminder_is_made_and_delivered_once(people):
    sources = meeting(Barrier(2))

    runs = both(lambda: reminders_run(ON, sources), lambda: reminders_run(ON, sources))

    kinds = sorted(Reminder.objects.values_list("kind", "to"))
    assert kinds == [("term_overdue", "above"), ("term_overdue", "school")]
    assert sorted(ReminderDelivery.objects.values_list("user", flat=True)) == sorted(u.pk for u in people)
    assert sorted((run.made, run.delivered) for run in runs) == [(0, 0), (2, 2)]
    assert [run.problems for run in runs] == [[], []]
    assert ReminderRun.objects.count() == 1


def test_each_mail_is_sent_once_while_another_is_at_it(people, mailoutbox, monkeypatch):
    reminders_run(ON)
    sending, gone_by, send = Event(), Event(), EmailMultiAlternatives.send

    def slow(mail, *told, **more):
        sending.set()  # from here on the other comes, and passes by before the mail is out
        assert gone_by.wait(PATIENCE)
        return send(mail, *told, **more)

    monkeypatch.setattr(EmailMultiAlternatives, "send", slow)

    def other():
        assert sending.wait(PATIENCE)
        monkeypatch.setattr(EmailMultiAlternatives, "send", send)
        found = digests_send(ON)
        gone_by.set()
        return found

    first, second = both(lambda: digests_send(ON), other)

    assert sorted(to for mail in mailoutbox for to in mail.to) == sorted(user.email for user in people)
    assert (first.sent + second.sent, first.failed + second.failed) == (2, 0)
    assert first.sent == second.sent == 1
    assert not ReminderDelivery.objects.filter(mailed_at=None).exists()
    assert digests_send(ON).sent == 0
