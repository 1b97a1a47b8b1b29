"""Test databases are copies: the migrations run once for each state of the code that makes them."""

import threading

import psycopg
import pytest
from django.db import connection

from config.pg import template

_HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()"
pytestmark = pytest.mark.django_db


def test_the_database_of_this_test_was_copied_from_the_template_of_this_code():
    name = f"template_liangzhu_{template.fingerprint()}"

    with connection.cursor() as cursor:
        assert template.exists(cursor, name)
        assert not template.exists(cursor, "template_liangzhu_making")


def test_whoever_waits_for_the_template_waits_as_long_as_it_takes():
    params = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    other = psycopg.connect(**{name: params[name] for name in names if name in params})
    other.execute("SELECT pg_advisory_lock(%s)", [template._LOCK])
    threading.Timer(0.5, other.close).start()

    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
        with template.one_at_a_time(cursor):
            cursor.execute(_HELD)
            assert cursor.fetchone() == (1,)


def test_another_migration_needs_another_template(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "schools" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_first.py").write_text("operations = []")
    first = template.fingerprint()
    (folder / "0002_second.py").write_text("operations = []")

    second = template.fingerprint()
    (folder / "0002_second.py").write_text("operations = [1]")

    assert len({first, second, template.fingerprint()}) == 3
