"""A connection that does not wait for ever: a server that stands still cannot keep its own time limits."""

from typing import Any

import psycopg
from psycopg import errors

from config.pg.patience import Process

#: Seconds a connection taken from the pool has to show that it works.
CHECKED = 2.0


class PatientConnection(psycopg.Connection):
    """As psycopg's; where people wait for the answer it gives up a little after the server should have."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Return what the server answered.

        Raises:
            OperationalError: if it did not; the connection is closed, nothing of it can be used again.

        """
        limit = timeout if timeout is not None else Process.longest_answer()
        try:
            return super().wait(gen, interval=interval, timeout=limit)
        except errors._WaitTimeout as late:
            if timeout is not None:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError("the database does not answer") from late

    def check(self) -> None:
        """Return if the server answers at once.

        Raises:
            OperationalError: if it does not.

        """
        with Process.hurry(CHECKED):
            self.execute("")
