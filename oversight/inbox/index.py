"""What waits for one user, ordered, narrowed, counted and cut into pages by the database.

Every topic tells its rows as (kind, since, due, school); all of them together are one query. Only the
lines of the page are then read and put into words, topic by topic.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import IntegerField, QuerySet, Value

from accounts.models import User
from oversight.inbox.provider import Provider
from oversight.inbox.providers import PROVIDERS
from oversight.inbox.reach import Reader, stand_in
from oversight.waiting import Waiting

_OLDEST, _NEXT_DUE = "since, due NULLS LAST, topic, id", "due NULLS LAST, since, topic, id"
_COLUMNS = "topic, id, kind, since, due, school"


@dataclass(frozen=True)
class WaitingList:
    """The things that wait for a user; it can be counted and sliced, as a paginator wants it.

    Args:
        user: whose inbox it is.
        on: the day.
        kind: only of this kind.
        schools: only of these schools, by key; None is what is about no school. Empty narrows nothing.
        is_by_due: the nearest deadline first, not the oldest.

    """

    user: User
    on: date
    kind: str = ""
    schools: Collection[int | None] = ()
    is_by_due: bool = False
    providers: Sequence[Provider] = PROVIDERS

    def narrowed(self, **changes: Any) -> "WaitingList":
        """Return the list narrowed or ordered otherwise."""
        return replace(self, **changes)

    def count(self) -> int:
        """Return how many there are."""
        return self._ask("COUNT(*)")[0][0] if self._union else 0

    def kinds_and_schools(self) -> tuple[dict[str, int], list[int]]:
        """Return how many there are of each kind, and the keys of the schools something waits about."""
        found = self._ask('"kind", school, count(*)', "GROUP BY GROUPING SETS ((kind), (school))")
        kinds = {kind: number for kind, _school, number in found if kind is not None}
        return kinds, [school for _kind, school, _number in found if school is not None]

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self[0:])

    def __getitem__(self, part: slice) -> list[Waiting]:
        """Return the lines of a part, in a query and one for each topic that is in it."""
        start, stop = part.start or 0, part.stop
        limit = () if stop is None else (max(0, stop - start),)
        ending = f"ORDER BY {self._order} OFFSET %s" + (" LIMIT %s" if limit else "")
        return self._read(self._ask('"topic", id', ending, start, *limit))

    def head(self, number: int) -> tuple[list[Waiting], int]:
        """Return the first lines, so many, and how many there are in all; as cheap as the lines alone."""
        found = self._ask('"topic", id, count(*) OVER ()', f"ORDER BY {self._order} LIMIT %s", number)
        return self._read([(topic, pk) for topic, pk, _all in found]), found[0][2] if found else 0

    @property
    def _order(self) -> str:
        return _NEXT_DUE if self.is_by_due else _OLDEST

    def _read(self, found: list[tuple[int, int]]) -> list[Waiting]:
        by_topic: dict[int, list[int]] = {}
        for topic, pk in found:
            by_topic.setdefault(topic, []).append(pk)
        lines = {topic: self._lines(topic, keys) for topic, keys in by_topic.items()}
        # what was dealt with between the two queries is gone
        return [lines[topic][pk] for topic, pk in found if pk in lines[topic]]

    def _lines(self, topic: int, keys: list[int]) -> dict[int, Waiting]:
        provider = self.providers[topic]
        rows = provider.shown(provider.rows(self.user, self.on).filter(pk__in=keys).order_by())
        return {row.pk: provider.line(row, self.on) for row in rows}

    @cached_property
    def _union(self) -> tuple[str, tuple]:
        """Return the query over all topics; nothing if no topic can have anything for the user."""
        reader = Reader(self.user)
        sql, told = _union(tuple(self.providers), self.on, *reader.shape)
        return sql, tuple(reader.told(told))

    def _ask(self, what: str, ending: str = "", *ends: Any) -> list[tuple]:
        """Return the rows; ``what`` begins as Django writes it, by which the connection knows a mere read."""
        sql, told = self._union
        if not sql:
            return []
        where, values = self._where()
        with connection.cursor() as cursor:
            # what is put together here are words of this file
            cursor.execute(
                f"SELECT {what} FROM ({sql}) AS waiting({_COLUMNS}) WHERE {where} {ending}",  # noqa: S608
                [*told, *values, *ends],
            )
            return cursor.fetchall()

    def _where(self) -> tuple[str, list[Any]]:
        parts, values = ["true"], []
        if self.kind:
            parts.append("kind = %s")
            values.append(self.kind)
        if self.schools:
            or_none = " OR school IS NULL" if None in self.schools else ""
            parts.append(f"(school = ANY(%s){or_none})")
            values.append([key for key in self.schools if key is not None])
        return " AND ".join(parts), values


@lru_cache(maxsize=16)
def _union(
    providers: Sequence[Provider], on: date, is_superuser: bool, has_places: bool, _today: date
) -> tuple[str, tuple]:
    """Return the query with a stand-in for the user, put together once a day as the numbers of pages are."""
    user = stand_in(is_superuser=is_superuser, has_places=has_places)
    told = [_told(user, on, topic, provider) for topic, provider in enumerate(providers)]
    try:
        return told[0].union(*told[1:], all=True).query.sql_with_params()
    except EmptyResultSet:
        return "", ()


def _told(user: User, on: date, topic: int, provider: Provider) -> QuerySet:
    keys = provider.keys(user, on)
    number = Value(topic, output_field=IntegerField())
    columns = (number, "pk", keys.kind, keys.since, keys.due, keys.school)
    return provider.rows(user, on).order_by().values_list(*columns)
