"""Who a record is put down to, and that nothing is written for nobody."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.urls import reverse

from audit import context
from audit.addresses import address_of
from audit.models import AuditRecord
from config.embedded import roles, server
from config.embedded.home import Home
from schools.models import Person
from tests import factories
from tests.audit.conftest import execute_as_owner

pytestmark = pytest.mark.django_db


def newest(**where):
    return AuditRecord.objects.filter(**where).first()


@pytest.fixture
def serving(monkeypatch):
    """As in the process that serves pages: outside of a request nobody acts."""
    monkeypatch.setattr(context, "_serving", True)


@pytest.fixture
def person(db):
    return factories.person(factories.school())


@pytest.fixture
def committed(transactional_db):
    return factories.person(factories.school())


def test_a_process_speaks_for_itself(person):
    found = newest(subject="schools_person")

    assert (found.actor_kind, found.actor_id) == ("command", None)
    assert found.actor.endswith(")")


def test_a_job_and_a_reason(person):
    with context.acting(context.job("governance.check_all")), context.because("年度核对"):
        Person.objects.filter(pk=person.pk).update(name="甲")
    found = newest(subject="schools_person")

    assert (found.actor_kind, found.actor, found.reason) == ("job", "governance.check_all", "年度核对")


def test_a_request(client, person):
    user = factories.user()
    client.force_login(user)
    answer = client.post(
        reverse("accounts:password"),
        {
            "old_password": "demo-password",
            "new_password1": "Vorhang-8841-Kessel",
            "new_password2": "Vorhang-8841-Kessel",
        },
        REMOTE_ADDR="192.0.2.7",
    )
    found = newest(subject="accounts_user", action="update", subject_id=str(user.pk))

    assert answer.status_code == 302
    assert (found.actor_kind, found.actor_id, found.actor) == ("user", user.pk, user.username)
    assert (found.address, found.request) == ("192.0.2.7", answer["X-Request-ID"])
    assert found.before["password"] == found.after["password"] == "***"


def test_two_requests_have_two_numbers(client):
    assert client.get("/healthz")["X-Request-ID"] != client.get("/healthz")["X-Request-ID"]


def test_the_number_stands_on_the_page_of_a_refusal(client):
    client.force_login(factories.user())
    answer = client.get("/schools/0000000000/")

    assert answer.status_code == 404
    assert answer["X-Request-ID"] in answer.content.decode()


def test_nobody_is_refused(person, serving):
    with pytest.raises(DatabaseError, match="nobody is named"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(name="无名")

    assert Person.objects.get(pk=person.pk).name == person.name


def test_nobody_is_refused_in_a_statement_of_its_own(committed, serving):
    with pytest.raises(DatabaseError, match="nobody is named"):
        Person.objects.filter(pk=committed.pk).update(name="无名")
    with pytest.raises(DatabaseError, match="nobody is named"):
        committed.delete()

    assert Person.objects.filter(pk=committed.pk, name=committed.name).exists()


def test_what_nobody_audits_needs_nobody(serving, client):
    assert client.get("/sign-in/").status_code == 200
    client.session.save()


def test_a_setting_does_not_outlive_its_transaction(committed):
    """A pooled connection goes to the next borrower without the last one's name."""
    with transaction.atomic():
        Person.objects.filter(pk=committed.pk).update(name="甲")
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('audit.context', true), '')")
        assert cursor.fetchone() == ("",)


def test_a_savepoint_that_is_rolled_back_does_not_take_the_actor_along(committed):
    with context.acting(context.job("first")), transaction.atomic():
        begun = transaction.savepoint()
        Person.objects.filter(pk=committed.pk).update(name="甲")
        transaction.savepoint_rollback(begun)
        Person.objects.filter(pk=committed.pk).update(name="乙")

    assert newest(subject="schools_person").actor == "first"


def test_a_statement_that_fails_leaves_the_connection_usable(committed):
    with pytest.raises(Exception, match="violates"):
        Person.objects.create(school_id=committed.school_id, number=committed.number, name="重复")

    assert Person.objects.filter(pk=committed.pk).update(name="后来") == 1


@pytest.mark.parametrize(
    ("trusted", "told", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "<script>", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_addresses(settings, trusted, told, expected):
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=told)

    assert address_of(request) == expected


def app_login() -> psycopg.Connection:
    """The application's login without the application: as from ``psql``."""
    address = server.ensure(**connection.embedded)
    password = roles.passwords_read(Home(connection.embedded["folder"]))[roles.APP]
    return psycopg.connect(
        host=address.host,
        port=address.port,
        user=roles.APP,
        password=password,
        dbname=connection.settings_dict["NAME"],
        application_name="psql",
        autocommit=True,
    )


@pytest.fixture
def psql(committed):
    if not connection.embedded:
        pytest.skip("the password of the login is known for the embedded server alone")
    with app_login() as login:
        login.execute("SET lz.reads = 'all'")  # as an administrator says that he means it
        login.execute("SET lz.writes = 'all'")
        yield login


def test_the_login_past_the_application_is_named_by_the_database(psql, committed):
    psql.execute("UPDATE schools_person SET name = 'psql' WHERE id = %s", [committed.pk])
    found = newest(subject="schools_person")

    assert (found.action, found.subject_id) == ("update", str(committed.pk))
    assert (found.actor_kind, found.actor, found.login) == ("database", "lz_app / psql", "lz_app")


REFUSED = {
    "change": "UPDATE audit.log SET actor = 'x'",
    "remove": "DELETE FROM audit.log",
    "empty": "TRUNCATE audit.log",
    "add": "INSERT INTO audit.log (batch, action) VALUES (1, 'x')",
    "change a seal": "UPDATE audit.seal SET mac = 'x'",
    "remove a seal": "DELETE FROM audit.seal",
    "write past the tables": "SELECT audit.write('insert', 'done', 'x', '', NULL, NULL, NULL, NULL, NULL)",
    "say who for oneself": "SELECT audit.enter('x')",
    "pass for a table": "SELECT audit.note('delete', 'done', 'schools_person', '1', NULL, NULL, '{}')",
    "switch triggers off": "ALTER TABLE schools_person DISABLE TRIGGER audit_row",
    "drop a trigger": "DROP TRIGGER audit_row ON schools_person",
    "drop the trigger of new rows": "DROP TRIGGER audit_made ON schools_person",
    "replica": "SET session_replication_role = replica",
    "empty people": "TRUNCATE schools_person CASCADE",
    "replace a function": "CREATE OR REPLACE FUNCTION audit.kept() RETURNS trigger LANGUAGE sql AS 'SELECT'",
    "drop the schema": "DROP SCHEMA audit CASCADE",
    "drop the log": "DROP TABLE audit.log",
    "set the batch": "SELECT setval('audit.batch', 1)",
    "seal out of turn": "SELECT audit.add_seal(99, '', 0, '', '', '', '', '')",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_login_cannot_do(psql, name):
    with pytest.raises(psycopg.Error):
        psql.execute(REFUSED[name])


def test_ignoring_triggers_of_the_history_does_not_silence_the_audit(psql, committed):
    """``pgtrigger.ignore`` sets this; the trigger of the audit knows no such way."""
    psql.execute("SET pgtrigger.ignore = '{schools_person:pgtrigger_insert_insert,schools_person:audit_row}'")
    psql.execute("UPDATE schools_person SET name = 'still' WHERE id = %s", [committed.pk])

    assert newest(subject="schools_person").after == {"name": "still"}


def test_the_owner_cannot_change_records_by_mistake(committed):
    for statement in ("UPDATE audit.log SET actor = 'x'", "DELETE FROM audit.log", "TRUNCATE audit.log"):
        with pytest.raises(DatabaseError, match="only added"):
            execute_as_owner(statement)


def test_emptying_a_table_is_on_record(committed):
    execute_as_owner("TRUNCATE schools_person CASCADE")
    found = newest(subject="schools_person", action="truncate")

    assert found.detail == {"rows": 1}


def test_a_change_whose_record_fails_does_not_happen(committed):
    fault = "ALTER TABLE audit.log ADD CONSTRAINT fault CHECK (subject <> 'schools_person') NOT VALID"
    execute_as_owner(fault)
    try:
        with pytest.raises(Exception, match="fault"):
            Person.objects.filter(pk=committed.pk).update(name="未记录")
        assert Person.objects.get(pk=committed.pk).name == committed.name
    finally:
        execute_as_owner("ALTER TABLE audit.log DROP CONSTRAINT fault")


def test_entry_points_of_servers_say_that_they_serve():
    for entry in ("config.wsgi", "config.asgi"):
        code = f"import {entry}; from audit import context; assert context.current() is None"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])  # noqa: S603
