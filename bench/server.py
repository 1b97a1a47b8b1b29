"""Processor time of the database server, where it runs on this machine.

On a busy machine the clock says how busy it is; processor time says what the work costs.
"""

from contextlib import suppress
from pathlib import Path

from django.db import connection

_NANO = 1e-9


def backends() -> list[int]:
    """Return the processes that serve this database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


def worked(processes: list[int]) -> float:
    """Return the seconds the processes have worked so far; 0 where the system does not tell.

    What helpers of a query did that the server ran side by side is not in it.
    """
    total = 0
    for pid in processes:
        with suppress(OSError):
            total += int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    return total * _NANO
