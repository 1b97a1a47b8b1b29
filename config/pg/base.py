"""The connection: which login, which server, and what to do when the server went away.

The application logs in as a role that owns nothing. What needs the owner (migrations, flush, test databases)
says `with connection.as_owner():`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.postgresql import base
from django.db.transaction import TransactionManagementError
from psycopg import OperationalError

from config.embedded import server
from config.pg.actors import TellsActor
from config.pg.creation import DatabaseCreation
from config.pg.patience import Process
from config.pg.scopes import TellsScope, connection_options

_PASSES = 3
_inherited: list[Any] = []


class DatabaseWrapper(TellsScope, TellsActor, base.DatabaseWrapper):
    """Connects as the application, or as the owner inside `as_owner()`."""

    creation_class = DatabaseCreation

    @property
    def login(self) -> str:
        """`app` or `owner`."""
        return self.settings_dict.get("LOGIN", "app")

    @property
    def embedded(self) -> dict[str, Any] | None:
        """What `server.ensure` is called with, or None with a server of somebody else's."""
        return self.settings_dict.get("EMBEDDED")

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        """Connections of this thread are the owner's in the block, and outside the pool."""
        if self.login == "owner":
            yield
            return
        if self.in_atomic_block:
            raise TransactionManagementError("as_owner() opens another connection: not inside a transaction.")
        self.close()
        before = self.settings_dict
        options = {name: value for name, value in before["OPTIONS"].items() if name != "pool"}
        # a copy: all threads share the original
        self.settings_dict = {**before, "LOGIN": "owner", "OPTIONS": options}
        try:
            yield
        finally:
            self.close()
            before["NAME"] = self.settings_dict["NAME"]  # create_test_db renames it
            self.settings_dict = before

    def get_connection_params(self) -> dict[str, Any]:
        """Where and who; an embedded server is started here, at the first connection and not before."""
        params = super().get_connection_params()
        # the triggers of the audit ask this of whoever does not say who acts
        params["options"] = f"{params.get('options', '')} -c audit.via=liangzhu".strip()
        if self.embedded:
            address = server.ensure(**self.embedded)
            user, password = address.logins[self.login]
            params.update(host=address.host, port=address.port, user=user, password=password)
        elif self.login == "owner":
            owner = self.settings_dict["OWNER"]
            params.update(user=owner["USER"], password=owner["PASSWORD"])
        # the last word counts
        last = (Process.patience(self.login).options, connection_options())
        params["options"] = " ".join((params.get("options", ""), *last)).strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that answers. An embedded server that was killed is started again, once."""
        try:
            return self._connect(conn_params)
        except OperationalError:
            if not self.embedded:
                raise
        self._pool_drop()
        server.forget(Path(self.embedded["folder"]))
        return self._connect(self.get_connection_params())

    def _connect(self, conn_params: dict[str, Any]) -> Any:
        """One connection; after a restart of the server the pool is emptied of dead ones at once.

        The pool's own check would try them one by one with growing pauses.
        """
        for _pass in range(_PASSES):
            connection = super().get_new_connection(conn_params)
            pool = self.pool
            if pool is None:
                return connection
            try:
                connection.check()
                if not connection.autocommit:
                    connection.rollback()  # the check has begun what nobody would end
            except OperationalError:
                pool.putconn(connection)
                pool.drain()
            else:
                return connection
        raise OperationalError("the database closes every connection")

    def _pool_drop(self) -> None:
        """Throw the pool away: its pauses between attempts have grown while the server was gone."""
        pool = self._connection_pools.pop(self.alias, None)
        if pool is not None:
            pool.close()

    def close_pool(self) -> None:
        """Close the pool if there is one; unlike Django's, none is made for it, and no server started."""
        self._pool_drop()


def _leave_to_parent() -> None:
    """In a forked child: the parent's sockets are not ours. They are kept, unclosed, and never used."""
    _inherited.extend(DatabaseWrapper._connection_pools.values())
    DatabaseWrapper._connection_pools.clear()
    for connection in connections.all(initialized_only=True):
        _inherited.append(connection.connection)
        connection.connection = None


os.register_at_fork(after_in_child=_leave_to_parent)
