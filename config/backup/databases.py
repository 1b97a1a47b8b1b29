"""Databases of a server: whether one is used, made, dropped, or put in the place of another."""

from psycopg import sql

from config.backup.place import Place

#: Longest name PostgreSQL keeps whole, in bytes.
LONGEST = 63
_USED = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema'))"
_LEAVE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
)


def exists(place: Place, name: str) -> bool:
    """Tell whether there is a database of the name."""
    with place.connect() as there:
        return there.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def is_used(place: Place, name: str) -> bool:
    """Tell whether a database of the name is there and has tables."""
    if not exists(place, name):
        return False
    with place.connect(name) as there:
        return bool(there.execute(_USED).fetchone()[0])  # type: ignore[index]


def role_exists(place: Place, role: str) -> bool:
    """Tell whether the server knows the role."""
    with place.connect() as there:
        return there.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None


def create(place: Place, name: str) -> None:
    """Make an empty database that the owner owns and nobody but the application may enter."""
    with place.connect() as there:
        make = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
        there.execute(make.format(sql.Identifier(name), sql.Identifier(place.owner)))
        there.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        grant = sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}")
        there.execute(grant.format(sql.Identifier(name), sql.Identifier(place.app)))


def drop(place: Place, name: str) -> None:
    """Have no database of the name, whoever is connected to it."""
    with place.connect() as there:
        there.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def take_place(place: Place, fresh: str, name: str, aside: str) -> None:
    """Give ``fresh`` the name; a database that has it is called ``aside`` afterwards, and kept.

    Whoever is connected to it is sent away, and nobody gets in between. If it fails, all is as it was.
    """
    with place.connect() as there:
        if not _is_there(there, name):
            _rename(there, fresh, name)
            return
        _allow(there, name, "false")
        now_called = name
        try:
            there.execute(_LEAVE, [name])
            with there.transaction():
                _rename(there, name, aside)
                _rename(there, fresh, name)
            now_called = aside
        finally:
            _allow(there, now_called, "true")


def _is_there(there, name: str) -> bool:
    return there.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _rename(there, before: str, after: str) -> None:
    there.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(before), sql.Identifier(after))
    )


def _allow(there, name: str, whether: str) -> None:
    there.execute(
        sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(sql.Identifier(name), sql.SQL(whether))
    )
