"""Tell the triggers which change they write events for."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import connection

#: The settings the triggers read (``schools.history``); they last until the end of the transaction.
_TELL = (
    "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"
)


@contextmanager
def recording(key: UUID, on: date) -> Iterator[None]:
    """Put everything written in the block down to the change ``key``, which holds from ``on``.

    The block lies in a transaction. When it raises, the transaction or its savepoint is rolled back, and
    the settings with it.
    """
    _tell(str(key), json.dumps({"change": str(key), "effective_on": on.isoformat()}))
    yield
    _tell("", "")


def _tell(key: str, context: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [key, context])
