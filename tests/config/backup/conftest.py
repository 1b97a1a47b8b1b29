"""A place for backups of the test database, and databases that are gone afterwards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone


@pytest.fixture
def source(django_db_setup, transactional_db, settings, tmp_path):
    """The test database with a folder of uploads; on a server of somebody else's it is skipped."""
    from config.backup.making import Source
    from config.backup.place import database_name, place_of_settings

    if django_db_setup is None:
        pytest.skip("only the embedded server lets tests be its superuser")
    django_db_setup.execute("ALTER SEQUENCE audit.batch RESTART")
    django_db_setup.execute("SELECT nextval('audit.batch')")
    settings.BACKUPS = tmp_path / "backups"
    settings.AUDIT_SEALS = tmp_path / "seals.jsonl"
    files = tmp_path / "files"
    (files / "evidence").mkdir(parents=True)
    (files / "evidence" / "one").write_bytes(b"%PDF-1.7 \x00demo" * 100)
    return Source(place_of_settings(), database_name(), files)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def moments():
    """Moments a second apart: each backup has a name of its own."""
    start = timezone.now()
    return (start + timedelta(seconds=nth) for nth in range(1000))


@pytest.fixture
def fresh_name(source):
    """A name for a database to restore into; it and what was put aside for it are dropped in the end."""
    from config.backup import databases

    name = f"{connection.settings_dict['NAME']}_back"
    yield name
    with source.place.connect() as there:
        found = there.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [name]
        ).fetchall()
    for (one,) in found:
        databases.drop(source.place, one)
