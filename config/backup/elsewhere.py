"""Let this process work on another database of the same server for a while: the copy of a drill."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from config.guards.watch import watch


@contextmanager
def database_named(name: str) -> Iterator[None]:
    """Be connected to the database of the name in the block. For commands: threads share the setting."""
    before = connection.settings_dict["NAME"]
    _leave()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        _leave()
        connection.settings_dict["NAME"] = before


def _leave() -> None:
    connection.close()
    connection.close_pool()
    watch.forget()
