"""Forth, back and forth again the tables are the same; a migration that is killed goes on where it was."""

import signal
import time

import pytest

from tests.faults.installations import PROJECT, Installation

OURS = (
    "api", "intake", "exports", "privacy", "oversight", "governance", "accounts", "audit", "schools",
)  # fmt: skip
pytestmark = [pytest.mark.security, pytest.mark.timeout(1800)]


@pytest.fixture
def installation(tmp_path):
    made = Installation(tmp_path)
    yield made
    made.close()


def _differing(before, after):
    return sorted(set(before) ^ set(after))[:20]


def test_forth_back_and_forth_on_rows_of_a_county(installation):
    installation.run("migrate", "--verbosity", "0")
    installation.run("loaddata", *sorted(str(path) for path in (PROJECT / "fixtures").glob("*.json")))
    first, lines = installation.schema()
    installation.run("verify_guards")

    for app in OURS:
        installation.run("migrate", app, "zero", "--verbosity", "0")
    with installation.connect() as there:
        left = there.execute(
            "SELECT tablename FROM pg_tables WHERE split_part(tablename, '_', 1) = ANY(%s)", [list(OURS)]
        ).fetchall()
    assert left == []
    installation.run("migrate", "--verbosity", "0")

    second, again = installation.schema()
    assert _differing(lines, again) == []
    assert second == first
    installation.run("verify_guards")


def test_a_migration_that_is_killed_goes_on(installation, tmp_path_factory):
    whole = Installation(tmp_path_factory.mktemp("whole"))
    whole.run("migrate", "--verbosity", "0")
    expected, lines = whole.schema()
    number = whole.applied()
    whole.close()
    for part in (0.2, 0.5, 0.8):
        process = installation.start("migrate", "--verbosity", "0")
        while process.poll() is None and installation.applied() < number * part:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert 0 < installation.applied() < number, "it was killed on the way"

    installation.run("migrate", "--verbosity", "0")

    found, again = installation.schema()
    assert _differing(lines, again) == []
    assert found == expected
    installation.run("verify_guards")
