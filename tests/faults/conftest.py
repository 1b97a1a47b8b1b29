"""The superuser of the test database, and a folder for the copies of seals."""

import pytest


@pytest.fixture
def superuser(django_db_setup, transactional_db, settings, tmp_path):
    """Return the one who may end sessions and read everything."""
    if django_db_setup is None:
        pytest.skip("only the embedded server lets tests be its superuser")
    settings.AUDIT_SEALS = tmp_path / "seals.jsonl"
    # batches are counted from one
    django_db_setup.execute("ALTER SEQUENCE audit.batch RESTART")
    django_db_setup.execute("SELECT nextval('audit.batch')")
    return django_db_setup


@pytest.fixture
def files(settings, tmp_path):
    """Keep reports and uploads in a folder of the test."""
    from django.core.files.storage import storages

    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "config.storage.WholeFiles", "OPTIONS": {"location": tmp_path / "files"}},
    }
    storages._storages.clear()
    yield tmp_path / "files"
    storages._storages.clear()
