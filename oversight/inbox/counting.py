"""How much waits, and how much is unread: the numbers on every page, in one query.

Django takes longer to put this query together than the database takes to answer it, so that is done once a
day, for a stand-in whose key is replaced by the reader's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection
from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from oversight.inbox.provider import Provider
from oversight.inbox.providers import PROVIDERS
from oversight.models import ReminderRun
from oversight.reminders.reading import unread_of

#: The key of the stand-in: a number that stands for nothing else in the query.
STAND_IN = 2_147_480_017


@dataclass(frozen=True, slots=True)
class Counts:
    """What every page says: how much waits, how much is unread, and when the reminders were made last."""

    waiting: int
    unread: int
    last_run: date | None


def counts(user: User, on: date, providers: Sequence[Provider] = PROVIDERS) -> Counts:
    """Return the numbers."""
    sql, parameters = _query(tuple(providers), user.is_superuser, on, timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(sql, [user.pk if value == STAND_IN else value for value in parameters])
        waiting, unread, last_run = cursor.fetchone()
    return Counts(waiting, unread, last_run)


@lru_cache(maxsize=8)
def _query(providers: Sequence[Provider], is_superuser: bool, on: date, _today: date) -> tuple[str, tuple]:
    """Return the query with the stand-in for the user; scopes are those of today, so it holds for a day."""
    user = User(pk=STAND_IN, is_superuser=is_superuser)
    waiting = sum((_number(provider.rows(user, on)) for provider in providers), Value(0))
    newest_run = ReminderRun.objects.order_by("-on").values("on")[:1]
    numbers = {"waiting": waiting, "unread": _number(unread_of(user)), "last_run": Subquery(newest_run)}
    return User.objects.filter(pk=user.pk).values_list(*numbers.values()).query.sql_with_params()


def _number(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
