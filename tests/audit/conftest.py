"""Seals of tests are copied to a folder of the test, and batches are counted from one."""

import pytest
from django.db import connection


def execute_as_owner(statement: str) -> None:
    """Execute the statement with the rights of the owner of the tables."""
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def copies(settings, tmp_path):
    """Return the file of the copies of seals."""
    settings.AUDIT_SEALS = tmp_path / "seals.jsonl"
    return settings.AUDIT_SEALS


@pytest.fixture
def log(transactional_db, copies):
    """An empty log, whose first batch is open; what comes into it is committed."""
    execute_as_owner("ALTER SEQUENCE audit.batch RESTART; SELECT nextval('audit.batch')")
    return copies
