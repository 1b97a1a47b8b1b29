"""Querysets that read past the schools of the user whenever they are asked, as those of choice fields are."""

from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.db.models.sql import Query

from schools.row_security.scope import across_schools


class _Across:
    """Mixin of a query: its own rows are read across schools; what is asked of other querysets is not."""

    reason: str

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        """Return Django's compiler, which reads across schools."""
        compiler = super().get_compiler(*args, **kwargs)  # type: ignore[misc]
        compiler.execute_sql = across_schools(self.reason)(compiler.execute_sql)
        return compiler

    def get_aggregation(self, *args: Any, **kwargs: Any) -> Any:
        """As Django's: a count may be asked of another query around this one."""
        with across_schools(self.reason):
            return super().get_aggregation(*args, **kwargs)  # type: ignore[misc]


def across(rows: QuerySet, reason: str) -> QuerySet:
    """Return the queryset so that it, and what is made from it, reads across schools.

    Args:
        rows: which it hands out decides its own filter alone, so it has one.
        reason: as for ``across_schools``.

    """
    found = rows.all()
    found.query = found.query.chain(_kind(type(found.query)))
    found.query.reason = reason
    return found


@cache
def _kind(kind: type[Query]) -> type[Query]:
    return type(f"Across{kind.__name__}", (_Across, kind), {})
