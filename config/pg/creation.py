"""Test databases are made, copied and dropped by the owner; tests then run as the application."""

import os
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import creation

from config.pg import template

#: A killed run can leave a server process busy in its database for a while: that one is dropped later.
_UNUSED = """
SELECT datname FROM pg_database WHERE starts_with(datname, %s)
    AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)
"""


_MOMENT, _MOMENTS = 0.1, 100


class DatabaseCreation(creation.DatabaseCreation):
    """As Django's, with the owner's login and a database for each process: two runs never meet."""

    #: Set while the template is made in place of a test database.
    _making = ""

    def _get_test_db_name(self) -> str:
        return self._making or f"{super()._get_test_db_name()}_{os.getpid()}"

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        """Make and migrate it, after dropping what killed runs left behind."""
        with self.connection.as_owner():
            self._drop_leftovers()
            self.connection.settings_dict["TEST"]["TEMPLATE"] = self._template_ensure()
            return super().create_test_db(*args, **kwargs)

    def _template_ensure(self) -> str:
        """Return the name of a database with all migrations run, made now if there is none."""
        prefix = "template_liangzhu_"
        name = f"{prefix}{template.fingerprint()}"
        with self._nodb_cursor() as cursor, template.one_at_a_time(cursor):
            if not template.exists(cursor, name):
                made = self._template_make(f"{prefix}making")
                template.replace(cursor, made, name, prefix, self.connection.ops.quote_name)
        return name

    def _template_make(self, name: str) -> str:
        settings, self._making = self.connection.settings_dict, name
        before = settings["NAME"], settings["TEST"].get("TEMPLATE")
        try:
            return super().create_test_db(verbosity=0, autoclobber=True, serialize=False)
        finally:
            self.connection.close()
            self._making = ""
            settings["NAME"], settings["TEST"]["TEMPLATE"] = before

    def _drop_leftovers(self) -> None:
        prefix = f"{super()._get_test_db_name()}_"
        with self._nodb_cursor() as cursor:
            cursor.execute(_UNUSED, [prefix])
            for (name,) in cursor.fetchall():
                process = name.removeprefix(prefix)
                if process.isdigit() and not Path("/proc", process).exists():
                    cursor.execute(f"DROP DATABASE IF EXISTS {self.connection.ops.quote_name(name)}")

    def clone_test_db(self, *args: Any, **kwargs: Any) -> None:
        """Copy it, which no connection may watch."""
        self.connection.close_pool()
        with self.connection.as_owner():
            super().clone_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        """Drop it, which no connection may watch; one that nobody leaves is dropped by the next run."""
        self.connection.close_pool()
        with self.connection.as_owner(), suppress(OperationalError):
            self._wait_until_left(self.connection.settings_dict["NAME"])
            super().destroy_test_db(*args, **kwargs)

    def _wait_until_left(self, name: str) -> None:
        """Wait for the sessions of closed connections: the server takes a moment to end them."""
        with self._nodb_cursor() as cursor:
            for _moment in range(_MOMENTS):
                cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name])
                if cursor.fetchone()[0] == 0:
                    return
                sleep(_MOMENT)
