"""What is taken away opens nothing at the next request, by whatever door it was open before."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessGrant, GrantRole
from governance.choices import OrgType
from oversight.calendars.feeds import feed_renew
from oversight.choices.report import ReportState
from oversight.digests.preferences import preference_of
from oversight.digests.sending import digests_send
from oversight.models import Reminder, ReminderDelivery
from oversight.reports.making import make_report
from schools.periods import open_period
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def official(client, school):
    """An official of the county whose session is open."""
    user = factories.grant(factories.user(email="official@example.org"), school.jurisdiction).user
    client.force_login(user)
    return user


def ended(user):
    today = timezone.localdate()
    AccessGrant.objects.filter(user=user).update(period=open_period(today - timedelta(days=9), today))


def removed(user):
    AccessGrant.objects.filter(user=user).delete()


def switched_off(user):
    user.is_active = False
    user.save(update_fields=["is_active"])


WAYS = (ended, removed, switched_off)


def status(client, address) -> int:
    """Return the status of the page; a file is read, or it would stay open."""
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


@pytest.mark.parametrize("take", WAYS)
def test_an_open_session(take, client, official, school):
    pages = {
        "school": reverse("governance:school", args=[school.code]),
        "county": reverse("governance:jurisdiction", args=[school.jurisdiction.code]),
        "export": reverse("governance:school_export", args=[school.code]),
        "picture": reverse("governance:school_pdf", args=[school.code]),
        "evidence": reverse("oversight:evidence", args=[factories.evidence(school).key]),
    }
    assert {status(client, page) for page in pages.values()} == {200}

    take(official)

    shut = 302 if take is switched_off else 404
    assert {name: status(client, page) for name, page in pages.items()} == dict.fromkeys(pages, shut)


@pytest.mark.parametrize("take", WAYS)
def test_a_piece_of_a_page(take, client, school):
    user = factories.grant(factories.user(), school).user
    client.force_login(user)
    address = reverse("governance:school_action", args=[school.code, "unit_create"])
    htmx = {"HTTP_HX_REQUEST": "true", "HTTP_ACCEPT": "application/json"}
    assert client.get(address, **htmx).status_code == 200

    take(user)

    assert client.get(address, **htmx).status_code == (401 if take is switched_off else 404)
    assert client.post(address, {"name": "演示组"}, **htmx).status_code in (401, 404)
    assert not school.units.exists()


@pytest.mark.parametrize("take", WAYS)
def test_a_report_that_waited_for_its_turn(take, official, school):
    report = factories.report(school.jurisdiction, official, state=ReportState.QUEUED)

    take(official)

    assert make_report(report.pk) == ReportState.FAILED
    report.refresh_from_db()
    assert not report.file


@pytest.mark.parametrize("take", WAYS)
def test_a_report_that_was_made_is_not_handed_out(take, client, official, school):
    report = factories.report(school.jurisdiction, official, state=ReportState.QUEUED)
    assert make_report(report.pk) == ReportState.DONE
    address = reverse("oversight:report_file", args=[report.key])
    assert status(client, address) == 200

    take(official)

    assert status(client, address) == (302 if take is switched_off else 404)


def reminded(user, place):
    today = timezone.localdate()
    reminder = Reminder.objects.create(
        source="x", kind="x", key="x", due_on=today, deadline=today, made_on=today, jurisdiction=place,
        to="office", words={"org": "演示中学的秘密"},
    )  # fmt: skip
    ReminderDelivery.objects.create(reminder=reminder, user=user)


@pytest.mark.parametrize("take", WAYS)
def test_a_calendar_feed(take, client, official, school):
    reminded(official, school.jurisdiction)
    address = reverse("oversight:calendar", args=[feed_renew(user=official)])
    client.logout()
    assert "VEVENT" in client.get(address).text

    take(official)

    assert "VEVENT" not in client.get(address).text


@pytest.mark.parametrize("take", WAYS)
def test_a_digest(take, official, school, mailoutbox):
    reminded(official, school.jurisdiction)
    preference = preference_of(official)
    preference.frequency = "daily"
    preference.save()

    take(official)
    digests_send(timezone.localdate())

    assert mailoutbox == []


@pytest.mark.parametrize("take", [ended, removed])
def test_an_editor_of_a_branch(take, client, school):
    branch = factories.organization(OrgType.BRANCH, school=school)
    user = factories.grant(factories.user(), branch).user
    factories.grant(user, school, GrantRole.VIEWER, end=timezone.localdate() + timedelta(days=9))
    client.force_login(user)
    address = reverse("governance:school_actions", args=[school.code])
    assert client.get(address, {"node": branch.number}).status_code == 200

    take(user)
    factories.grant(user, school, GrantRole.VIEWER, start=timezone.localdate())

    assert client.get(address, {"node": branch.number}).status_code == 403


@pytest.mark.parametrize("take", WAYS)
def test_the_pages_of_grants(take, client, school):
    officer = factories.grant(factories.user(), school.jurisdiction, GrantRole.SECURITY).user
    client.force_login(officer)
    assert client.get(reverse("accounts:grants")).status_code == 200

    take(officer)

    assert client.get(reverse("accounts:grants")).status_code == (302 if take is switched_off else 403)
