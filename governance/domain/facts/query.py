"""Running one written query."""

from collections import namedtuple
from collections.abc import Iterable
from functools import lru_cache
from string import Template
from typing import Any

from django.db import connection

from governance.choices import BRANCH_TYPES, COMMITTEE_ROLES, LIVE_STATES, PENDING_STATES, WORKING_STATES
from governance.facts import OWN_TYPES


def _texts(values: Iterable[Any]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


#: Closed lists that queries name as ``$live``, ``$branches`` …
_WORDS = {
    "live": _texts(LIVE_STATES),
    "pending": _texts(PENDING_STATES),
    "working": _texts(WORKING_STATES),
    "branches": _texts(BRANCH_TYPES),
    "own_types": _texts(OWN_TYPES),
    "committee_roles": _texts(COMMITTEE_ROLES),
}


def written(text: str, **parts: str) -> str:
    """Return the query ``text`` with the closed lists and ``parts``, both SQL of our own, in place."""
    return Template(text).substitute(_WORDS, **parts)


def rows(query: str, **params: Any) -> list[Any]:
    """Return the rows of ``query`` as named tuples; values from outside go in through ``params``."""
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        shape = _shape(tuple(column.name for column in cursor.description))
        return [shape._make(row) for row in cursor.fetchall()]


@lru_cache
def _shape(names: tuple[str, ...]) -> type:
    return namedtuple("Row", names)
