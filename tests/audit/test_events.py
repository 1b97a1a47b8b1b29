"""Every kind of event, brought about once."""

from types import SimpleNamespace

import pytest
from django.core import serializers
from django.core.management import call_command
from django.urls import reverse
from procrastinate.contrib.django import app

import manage
from accounts.models import GrantRole
from audit import commands, context
from audit.choices import Action
from audit.events import revealed
from audit.jobs import named
from audit.models import AuditRecord
from governance.choices import OrgType
from oversight.calendars.feeds import feed_renew
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "demo-password"


@pytest.fixture
def school(db):
    return factories.school(jurisdiction=factories.county())


@pytest.fixture
def clerk(school):
    user = factories.user()
    factories.grant(user, school)
    return user


def sign_in(client, username, password=PASSWORD):
    return client.post(
        reverse("accounts:sign_in"), {"username": username, "password": password}, REMOTE_ADDR="192.0.2.3"
    )


def the_only(action):
    """Return the one record of the action."""
    return AuditRecord.objects.get(action=action)


def test_signing_in_and_out(client, clerk):
    sign_in(client, clerk.username)
    client.post(reverse("accounts:sign_out"))

    came, left = the_only(Action.SIGN_IN), the_only(Action.SIGN_OUT)
    assert (came.actor_id, came.subject_id, came.address) == (clerk.pk, str(clerk.pk), "192.0.2.3")
    assert left.subject_id == str(clerk.pk)


def test_a_wrong_password(client, clerk):
    sign_in(client, clerk.username, "wrong")
    found = the_only(Action.SIGN_IN_FAILED)

    assert (found.outcome, found.actor_kind, found.address) == ("failed", "visitor", "192.0.2.3")
    assert found.detail == {"name": clerk.username}
    assert found.subject_id == str(clerk.pk)


def test_a_password_in_the_box_of_the_name_is_not_kept(client):
    sign_in(client, "My-Secret-2026", "x")
    found = the_only(Action.SIGN_IN_FAILED)

    assert list(found.detail) == ["unknown"]
    assert "My-Secret" not in str(found.__dict__)


def test_a_page_outside_of_the_scope(client, clerk):
    other = factories.school()
    client.force_login(clerk)
    answer = client.get(reverse("governance:school", args=[other.code]))
    found = the_only(Action.REFUSAL)

    assert answer.status_code == 404
    assert (found.actor_id, found.outcome, found.subject) == (clerk.pk, "refused", "governance:school")
    assert found.detail == {"at": {"code": other.code}, "method": "GET", "status": 404}
    assert found.request == answer["X-Request-ID"]


def test_what_a_role_may_not_do(client, school):
    viewer = factories.user()
    factories.grant(viewer, school, GrantRole.VIEWER)
    client.force_login(viewer)
    client.get(reverse("governance:school_export", args=[school.code]))

    assert the_only(Action.REFUSAL).detail["status"] == 403


def test_an_operation_that_is_refused(client, school, clerk):
    organization = factories.organization(OrgType.BRANCH, school=school)
    client.force_login(clerk)
    address = reverse("governance:school_action", args=[school.code, "organization_move"])
    answer = client.post(address, {"node": organization.number})

    assert answer.status_code == 422
    assert the_only(Action.REFUSAL).detail["status"] == 422


def test_an_address_nobody_has_is_no_refusal(client):
    assert client.get("/no/such/page/").status_code == 404
    assert not AuditRecord.objects.filter(action=Action.REFUSAL).exists()


def test_a_download_says_how_many_people_it_is_about(client, school, clerk):
    for _ in range(3):
        factories.person(school)
    client.force_login(clerk)
    answer = client.post(reverse("governance:school_export", args=[school.code]), {"purpose": "work"})
    b"".join(answer.streaming_content)  # a file stays open until it is read
    found = the_only(Action.DOWNLOAD)

    assert answer.status_code == 200
    assert (found.actor_id, found.subject) == (clerk.pk, "governance:school_export")
    assert found.detail == {"at": {"code": school.code}, "type": "application/json", "people": 3}


def test_a_calendar_keeps_its_secret_address(client, clerk):
    token = feed_renew(user=clerk)
    answer = client.get(reverse("oversight:calendar", args=[token]))

    assert answer.status_code == 200
    assert the_only(Action.DOWNLOAD).detail["at"] == {"token": "***"}


def test_a_reveal(school):
    revealed("schools_person", 7, ["staff_number", "name"], "核对档案", school_id=school.pk)
    found = the_only(Action.REVEAL)

    assert (found.subject, found.subject_id, found.school_id) == ("schools_person", "7", school.pk)
    assert found.detail == {"fields": ["name", "staff_number"], "reason": "核对档案"}


def test_a_grant_given_and_ended(school):
    grant = factories.grant(factories.user(), school)
    grant.delete()
    rows = list(AuditRecord.objects.filter(subject="accounts_accessgrant").order_by("pk"))
    assert [(one.action, one.school_id) for one in rows] == [("insert", school.pk), ("delete", school.pk)]
    assert rows[0].after["role"] == GrantRole.ADMINISTRATOR


def test_a_setting():
    county = factories.county()
    row = factories.parameter("big_school", 60, county)
    found = AuditRecord.objects.get(subject="governance_ruleparameter")

    assert (found.action, found.jurisdiction_id, found.subject_id) == ("insert", county.pk, str(row.pk))


def test_a_command_and_what_it_writes(copies, monkeypatch):
    utility = commands._Utility(["manage.py", "load_jurisdictions", "--path", "x"])
    monkeypatch.setattr(
        "django.core.management.ManagementUtility.fetch_command",
        lambda _utility, _name: SimpleNamespace(execute=factories.user),
    )
    utility.fetch_command("load_jurisdictions").execute()
    found = the_only(Action.COMMAND)
    written = AuditRecord.objects.get(subject="accounts_user", action="insert")

    assert (found.subject, found.detail) == ("load_jurisdictions", {"words": ["--path", "x"]})
    assert found.actor_kind == written.actor_kind == "command"
    assert found.actor == written.actor
    assert found.actor.startswith("load_jurisdictions (")
    assert copies.exists()


def test_manage_py_runs_commands_on_record(monkeypatch):
    run = []
    monkeypatch.setattr(commands, "run", run.append)
    monkeypatch.setattr("sys.argv", ["manage.py", "check"])
    manage.main()

    assert run == [["manage.py", "check"]]


def test_passwords_of_commands_are_not_kept():
    words = ["--password", "abc", "--token=def", "--school", "1"]

    assert commands._shown(words) == ["--password", "***", "--token=***", "--school", "1"]


def test_a_job_names_itself():
    about = SimpleNamespace(job=SimpleNamespace(task_name="governance.check_all"))

    assert named(context.current, about, None) == context.job("governance.check_all")
    assert app.worker_defaults["task_middleware"][-1] is named


def test_loaddata_leaves_a_record_of_each_row(tmp_path):
    county = factories.county()
    county.name = "改名"
    (tmp_path / "one.json").write_text(serializers.serialize("json", [county]))
    newest = AuditRecord.objects.first().pk
    call_command("loaddata", tmp_path / "one.json", verbosity=0)
    found = AuditRecord.objects.filter(pk__gt=newest)

    assert [(one.action, one.subject, one.subject_id) for one in found] == [
        ("update", "schools_jurisdiction", str(county.pk))
    ]
