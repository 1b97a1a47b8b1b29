"""Writes beside the test, and waiting until they stand in line."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import connection

from governance.domain.locks import SCHOOL_LOCK


def in_a_thread(pool: ThreadPoolExecutor, task):
    """Run ``task`` beside the test, on a connection of its own."""

    def run():
        try:
            return task()
        finally:
            connection.close()

    return pool.submit(run)


def wait_until_blocked(number: int) -> None:
    """Return once ``number`` transactions stand in line for a structure lock; fail if they never do."""
    waiting = """
        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = %s
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    """
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(waiting, [SCHOOL_LOCK])
            if cursor.fetchone()[0] == number:
                return
        sleep(0.02)
    pytest.fail(f"{number} transactions should stand in line for the lock")
