"""Running one written query.

The rules are asked about one school after every operation: a question about a few schools is prepared. One
about many is planned for what it asks.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Iterable
from functools import cache
from string import Template
from typing import Any

from django.db import connection

from governance.choices import BRANCH_TYPES, COMMITTEE_ROLES, LIVE_STATES, PENDING_STATES, WORKING_STATES
from governance.facts import OWN_TYPES
from schools.prepared import bound, prepared

#: From so many keys on a plan of its own is worth its time.
MANY = 150

_HOLDS = re.compile(r"\b((?:\w+\.)?period) @> (%\(on\)s|lower\(\w+\.period\))")


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
    is_small = sum(len(value) for value in params.values() if isinstance(value, list)) < MANY
    with prepared(binary=True) if is_small else connection.cursor() as cursor:
        cursor.execute(_plannable(query), {name: bound(value) for name, value in params.items()})
        make = _shapes.get(query) or _shape(query, cursor.description)
        return [make(row) for row in cursor.fetchall()]


@cache
def _plannable(query: str) -> str:
    """Return the query with its conditions on periods put so that a plan fits any day.

    Nearly every period in the database contains today. A planner that does not know the day takes
    ``period @> day`` for a rare condition and begins by looking it up in a whole table; of ``coalesce``
    it only knows that it may be true or false.
    """
    return _HOLDS.sub(r"coalesce(\1 @> \2, false)", query)


_shapes: dict[str, Callable[[Iterable[Any]], Any]] = {}


def _shape(query: str, description: Iterable[Any]) -> Callable[[Iterable[Any]], Any]:
    """Return what makes a row of ``query`` from its values, remembered with the query."""
    shape = namedtuple("Row", [column.name for column in description])
    _shapes[query] = shape._make
    return shape._make
