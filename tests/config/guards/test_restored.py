"""A restored backup has its guards; one restored without them is told apart."""

import subprocess

import psycopg
import pytest
from django.db import connection

from config.embedded import roles, server
from config.embedded.home import Home
from config.embedded.programs import program_path
from config.guards import manifest
from config.guards.catalog import read

pytestmark = pytest.mark.security
RESTORED = "test_liangzhu_restored"


@pytest.fixture
def restore(superuser_statement, tmp_path):
    """Return how a dump of the test database is restored with these options; the answer is what differs."""
    address = server.ensure(**connection.embedded)
    password = roles.passwords_read(Home(connection.embedded["folder"]))[roles.SUPERUSER]
    place = ["--host", str(address.host), "--port", str(address.port), "--username", roles.SUPERUSER]
    dump = tmp_path / "dump"

    def run(program, *arguments):
        command = [program_path(program), *place, *arguments]
        subprocess.run(command, env={"PGPASSWORD": password, "LC_ALL": "C"}, check=True)

    def differing(*options):
        name = connection.settings_dict["NAME"]
        run("pg_dump", "--format=custom", "--file", str(dump), name)
        superuser_statement(f"CREATE DATABASE {RESTORED} OWNER {roles.OWNER}")
        run("pg_restore", "--exit-on-error", "--dbname", RESTORED, *options, str(dump))
        with psycopg.connect(
            host=address.host, port=address.port, user=roles.SUPERUSER, password=password, dbname=RESTORED
        ) as restored:
            return manifest.differences(manifest.load(), read(restored.cursor(), roles.APP))

    yield differing
    superuser_statement(f"DROP DATABASE IF EXISTS {RESTORED}")


def test_a_whole_backup_has_every_guard(restore):
    assert restore() == []


def test_one_without_its_last_part_has_not(restore):
    lost = {one.kind for one in restore("--section=pre-data", "--section=data")}

    assert lost >= {"trigger", "constraint", "index"}


def test_one_without_its_rights_has_not(restore):
    assert {one.kind for one in restore("--no-privileges")} == {"grant"}
