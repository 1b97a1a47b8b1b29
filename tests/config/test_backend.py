"""The two logins, and connections that survive what happens to servers and processes."""

import os

import psycopg
import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.db.transaction import TransactionManagementError


def _one(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def test_tests_run_as_the_application_on_a_test_database(db):
    assert _one("SELECT session_user") == "lz_app"
    assert _one("SELECT current_database()").startswith("test_")
    assert (
        _one("SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = session_user")
        is False
    )
    assert _one("SELECT count(*) FROM pg_tables WHERE tableowner = session_user") == 0


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE own_table (id int)",
        "DROP TABLE schools_school",
        "ALTER TABLE schools_school ADD COLUMN more int",
        "ALTER TABLE schools_school DISABLE TRIGGER ALL",
        "TRUNCATE schools_school CASCADE",
        "SET ROLE lz_owner",
        "SET session_replication_role = replica",
        "CREATE DATABASE another",
    ],
)
def test_application_is_refused_what_only_the_owner_may(transactional_db, statement):
    with pytest.raises(ProgrammingError):
        _one(statement)


def test_as_owner_is_the_owner_and_afterwards_the_application_again(transactional_db):
    with connection.as_owner():
        with connection.as_owner():
            assert _one("SELECT session_user") == "lz_owner"
        assert _one("SELECT session_user") == "lz_owner"
        assert connection.pool is None

    assert _one("SELECT session_user") == "lz_app"
    assert connection.pool is not None


def test_as_owner_inside_a_transaction_is_refused(db):
    with pytest.raises(TransactionManagementError), connection.as_owner():
        pass


def test_flush_empties_tables_the_application_may_not_truncate(transactional_db):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())

    call_command("flush", interactive=False, verbosity=0)

    assert Session.objects.count() == 0


def test_application_may_set_sequences_as_loaddata_does(db):
    assert _one("SELECT setval(pg_get_serial_sequence('schools_school', 'id'), 7)") == 7


def test_connections_the_server_closed_are_replaced_without_an_error(transactional_db):
    connection.ensure_connection()
    held = [connection.pool.getconn() for _ in range(3)]
    pids = [one.info.backend_pid for one in held]
    for one in held:
        connection.pool.putconn(one)
    connection.close()
    _terminate(pids)

    answers = [_fresh("SELECT pg_backend_pid()") for _ in range(4)]

    assert not set(answers) & set(pids)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_child_of_a_fork_leaves_the_connections_of_its_parent_alone(transactional_db):
    parent = _one("SELECT pg_backend_pid()")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, str(_one("SELECT pg_backend_pid()")).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        in_child = int(answer.read())

    assert in_child != parent
    assert _one("SELECT pg_backend_pid()") == parent


def _terminate(pids):
    params = connection.get_connection_params()
    wanted = {name: params[name] for name in ("host", "port", "user", "password", "dbname") if name in params}
    with psycopg.connect(**wanted) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", [pids])


def _fresh(statement):
    try:
        return _one(statement)
    finally:
        connection.close()
