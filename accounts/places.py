"""Which schools and jurisdictions the database hands out rows of, for the user of a request."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import User
from schools.row_security.scope import ALL, NO_KEYS, SOME, Keys

#: In the place of the user's key in a question that is put together once a day.
_STAND_IN = -1


class PlacesOf:
    """What ``asker`` reaches, looked up when it is first needed and again when another user asks."""

    def __init__(self, asker: Callable[[], Any]):
        """Take what returns the user, or None while nobody knows."""
        self._asker = asker
        self._known: dict[tuple[int, date], tuple[str, Keys]] = {}

    def found(self) -> tuple[str, str, Keys]:
        """Return what the user may read, and what write: everything, what lies at the keys, or nothing."""
        user = self._asker()
        if user is None or not (user.is_authenticated and user.is_active):
            return "", "", NO_KEYS
        if user.is_superuser:
            return ALL, ALL, NO_KEYS
        key = user.pk, timezone.localdate()
        if key not in self._known:
            self._known[key] = granted_places(user)
        reads, keys = self._known[key]
        return reads, "", keys

    def forget(self) -> None:
        """Have it looked up again."""
        self._known.clear()


def granted_places(user: User) -> tuple[str, Keys]:
    """Return what today's grants reach, as ``granted_schools`` and ``granted_jurisdictions`` say.

    Who reaches every school and every jurisdiction there is, is handed out all rows: to hold each against the
    keys would let all of them pass.
    """
    question, parameters = _question(timezone.localdate())
    given = [user.pk if value == _STAND_IN else value for value in parameters]
    schools, places, is_all = connection.ask_aside(question, given)
    return (ALL if is_all else SOME), (schools, places)


@lru_cache(maxsize=4)
def _question(_today: date) -> tuple[str, tuple[Any, ...]]:
    user = User(pk=_STAND_IN)
    parts, parameters = [], []
    for granted in (user.granted_schools(), user.granted_jurisdictions()):
        sql, told = granted.order_by().query.sql_with_params()
        keys = "range_agg(int8range(id, id + 1)) AS keys, count(*) AS n"
        parts.append(f"SELECT {keys} FROM ({sql}) AS granted(id)")  # noqa: S608 -- Django's
        parameters += told
    schools, places = parts
    return (
        "SELECT coalesce(schools.keys::text, '{}'), coalesce(places.keys::text, '{}'), places.n > 0"  # noqa: S608 -- as above
        " AND places.n = (SELECT count(*) FROM schools_jurisdiction)"
        " AND schools.n = (SELECT count(*) FROM schools_school)"
        f" FROM ({schools}) schools, ({places}) places"
    ), tuple(parameters)
