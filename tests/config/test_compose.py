"""The compose file: its syntax, and every command it names, run here without Docker."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import yaml
from django.conf import settings

from config.embedded import roles, server
from config.embedded.home import Home

PROJECT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
BIN = Path(sys.executable).parent


def test_services_are_the_four_of_a_deployment():
    assert set(SERVICES) == {"database", "migrate", "web", "worker"}


def test_services_wait_for_services_and_use_volumes_that_exist():
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (PROJECT / source).is_file()


def test_only_the_migration_is_given_the_owner():
    given = {name for name, service in SERVICES.items() if "LZ_OWNER_DATABASE_URL" in str(service)}

    assert given == {"migrate"}


def test_every_variable_is_explained_in_the_example():
    named = set(re.findall(r"\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text()))
    explained = set(re.findall(r"^#?(\w+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))
    read = set()
    for source in (PROJECT / "config/settings.py", PROJECT / "deploy/browser.py", PROJECT / "conftest.py"):
        read |= set(re.findall(r'(?:env\.\w+|environ\.get)\(\s*"(\w+)"', source.read_text()))

    assert named <= explained
    assert read - explained == {"LZ_TESTING"}


def test_image_runs_the_same_web_server_as_the_compose_file():
    command = re.search(r"^CMD (\[.*\])$", (PROJECT / "Dockerfile").read_text(), re.MULTILINE).group(1)

    assert yaml.safe_load(command) == SERVICES["web"]["command"]


def test_migrate_command_runs(transactional_db):
    from django.core.management import call_command

    program, script, *arguments = SERVICES["migrate"]["command"]

    assert (program, script) == ("python", "manage.py")
    call_command(*arguments, verbosity=0)


def test_web_command_is_accepted():
    program, *arguments = SERVICES["web"]["command"]

    done = _run([str(BIN / program), *arguments, "--check-config"])

    assert done.returncode == 0, done.stderr


def test_worker_command_is_accepted_and_works_through_an_empty_queue(transactional_db):
    program, script, *arguments = SERVICES["worker"]["command"]
    place = settings.DATABASES["default"]["NAME"]

    assert (program, script, arguments) == ("python", "manage.py", ["procrastinate", "worker"])
    code = (
        "import sys; from django.conf import settings; "
        f"settings.DATABASES['default']['NAME'] = {place!r}; "
        "from django.core.management import execute_from_command_line as run; run(sys.argv)"
    )
    done = _run([sys.executable, "-c", code, *arguments, "--one-shot"])

    assert done.returncode == 0, done.stderr


def test_health_command_tells_an_answer_from_none(live_server):
    _, program, *arguments = SERVICES["web"]["healthcheck"]["test"]
    command = [str(BIN / program), *arguments[:-1]]

    assert _run([*command, f"{live_server.url}/healthz"]).returncode == 0
    assert _run([*command, "http://127.0.0.1:9/healthz"]).returncode == 1


@pytest.mark.skipif(not settings.DATABASES["default"]["EMBEDDED"], reason="not a server of ours")
def test_role_script_makes_a_role_that_owns_nothing():
    path = PROJECT / "deploy/database-roles.sh"
    statements = re.search(r"<<'SQL'\n(.*)SQL\n", path.read_text(), re.DOTALL).group(1)
    # what psql does with its variables; another name, since this server has its lz_app
    for variable, value in {"lz_app": "lz_probe", ":'password'": "'x'", ':"name"': "liangzhu"}.items():
        assert variable in statements
        statements = statements.replace(variable, value)

    with _superuser() as superuser:
        superuser.execute(statements)
        rights = "SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = %s"
        assert superuser.execute(rights, ["lz_probe"]).fetchone() == (True, False, False, False)
        superuser.rollback()

    assert subprocess.run(["sh", "-n", str(path)], check=False).returncode == 0


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_service_comes_from_the_image_we_build_or_from_postgres(name):
    service = SERVICES[name]

    assert service.get("build") == "." or service["image"].startswith("postgres:")


def _superuser():
    embedded = settings.DATABASES["default"]["EMBEDDED"]
    address = server.ensure(**embedded)
    password = roles.passwords_read(Home(embedded["folder"]))[roles.SUPERUSER]
    place = {"host": address.host, "port": address.port, "dbname": "liangzhu"}
    return psycopg.connect(user=roles.SUPERUSER, password=password, **place)


def _run(command):
    return subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
