"""Where backups read and write: the server of the application, with a login that may see everything."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from config.embedded import roles, server
from config.embedded.home import Home
from config.guards.inspection import login_of

#: Connected to while databases are made, renamed and dropped.
MAINTENANCE = "postgres"
#: What a connection needs to reach the server; the rest of its options are about how it is used.
_ROUTE = ("sslmode", "sslrootcert", "sslcert", "sslkey", "channel_binding", "gssencmode", "connect_timeout")


@dataclass(frozen=True)
class Place:
    """A server with the login for backups; ``owner`` owns our databases, ``app`` uses them."""

    host: str
    port: str
    user: str
    password: str
    owner: str
    app: str
    route: tuple[tuple[str, str], ...] = ()

    def address(self, name: str) -> str:
        """Return the connection string of a database, without the password."""
        return make_conninfo(host=self.host, port=self.port, user=self.user, dbname=name, **dict(self.route))

    def connect(self, name: str = MAINTENANCE) -> psycopg.Connection[Any]:
        """Return a connection that commits each statement and waits as long as it takes."""
        return psycopg.connect(
            self.address(name), password=self.password, autocommit=True, options="-c audit.via=liangzhu"
        )


def place_of_settings() -> Place:
    """The server of the settings: the embedded one's superuser, or the owner of somebody else's.

    Row level security hides rows from an owner it is forced on: pg_dump then refuses to go on.
    """
    if connection.embedded:
        address = server.ensure(**connection.embedded)
        return embedded_place(Home(Path(connection.embedded["folder"])), address.host, address.port)
    options = connection.settings_dict["OPTIONS"]
    owner = connection.settings_dict["OWNER"]
    return Place(
        host=connection.settings_dict["HOST"],
        port=str(connection.settings_dict["PORT"] or 5432),
        user=owner["USER"],
        password=owner["PASSWORD"],
        owner=owner["USER"],
        app=login_of(connection),
        route=tuple((name, str(options[name])) for name in _ROUTE if name in options),
    )


def embedded_place(home: Home, host: str, port: int) -> Place:
    """Return the place of an embedded server that is up."""
    password = roles.passwords_read(home)[roles.SUPERUSER]
    return Place(host, str(port), roles.SUPERUSER, password, roles.OWNER, roles.APP)


def database_name() -> str:
    """Return the name of the application's database."""
    return connection.settings_dict["NAME"]


def files_folder() -> Path:
    """Return where uploaded files and reports lie."""
    return Path(settings.STORAGES["default"]["OPTIONS"]["location"])
