"""How much waits, and how much is unread: the numbers on every page, in one query.

Django takes longer to put this query together than the database takes to answer it, so that is done once a
day, for a stand-in; the reader's keys are put in for each question.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from oversight.inbox.provider import Provider
from oversight.inbox.providers import PROVIDERS
from oversight.inbox.reach import Reader, stand_in
from oversight.models import ReminderRun
from oversight.reminders.reading import unread_of


@dataclass(frozen=True, slots=True)
class Counts:
    """What every page says: how much waits, how much is unread, and when the reminders were made last.

    ``waiting`` is None where the page asks for that number by itself.
    """

    waiting: int | None
    unread: int
    last_run: date | None


def head_counts(user: User, on: date) -> Counts:
    """Return the numbers for the head of a page, without what would take as long as the page."""
    if not Reader(user).is_far_reaching:
        return counts(user, on)
    return replace(counts(user, on, ()), waiting=None)


def counts(user: User, on: date, providers: Sequence[Provider] = PROVIDERS) -> Counts:
    """Return the numbers."""
    reader = Reader(user)
    sql, parameters = _query(tuple(providers), on, *reader.shape)
    told = reader.told(parameters)
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        waiting, unread, last_run = cursor.fetchone()
    return Counts(waiting, unread, last_run)


@lru_cache(maxsize=16)
def _query(
    providers: Sequence[Provider], on: date, is_superuser: bool, has_places: bool, _today: date
) -> tuple[str, tuple]:
    """Return the query with the stand-in for the user; scopes are those of today, so it holds for a day."""
    user = stand_in(is_superuser=is_superuser, has_places=has_places)
    waiting = sum((_number(provider.rows(user, on)) for provider in providers), Value(0))
    newest_run = ReminderRun.objects.order_by("-on").values("on")[:1]
    numbers = {"waiting": waiting, "unread": _number(unread_of(user)), "last_run": Subquery(newest_run)}
    return User.objects.filter(pk=user.pk).values_list(*numbers.values()).query.sql_with_params()


def _number(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
