"""What lists may be asked, and how rows are narrowed by it; every list begins with what the user sees."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from pydantic import Field

from accounts.models import NAMING, User
from api.http.paging import Paged
from api.http.types import Day, SomeArea, SomeSchool, today
from schools.models import Jurisdiction, School


class OnDay(Paged):
    """A list as of a day."""

    on: Day = Field(default_factory=today, description="as of this day; today if left out")


class InPlace(Paged):
    """A list of a school or of a division."""

    school: SomeSchool = ""
    jurisdiction: SomeArea = ""


class InPlaceOnDay(InPlace):
    """A list of a school or of a division as of a day."""

    on: Day = Field(default_factory=today, description="as of this day; today if left out")


def in_place(rows: QuerySet, asked: InPlace, path: str = "school") -> QuerySet:
    """Return the rows of the school and division asked for; ``path`` leads to the school."""
    if asked.school:
        rows = rows.filter(**{f"{path}__code": asked.school})
    if asked.jurisdiction:
        rows = rows.filter(**{f"{path}__jurisdiction__in": areas_below(asked.jurisdiction)})
    return rows


def areas_below(code: str) -> list[int]:
    """Return the keys of the division and of all below it; none if there is no such division."""
    area = Jurisdiction.objects.filter(code=code).first()
    return list(area.get_descendants(include_self=True).values_list("pk", flat=True)) if area else []


def schools_with_names(user: User) -> Any:
    """Return the schools of which the user reads lists of people; others he only counts."""
    if user.is_superuser:
        return School.objects.values("pk")
    return user.granted_schools(*NAMING)


def each(shown: Callable[[Any], dict[str, Any]]) -> Callable[[Iterable[Any]], list[dict[str, Any]]]:
    """Return what shows a page of rows, given what shows one."""
    return lambda rows: [shown(row) for row in rows]


def last_day_of(row: Any) -> date | None:
    """Return the last day of a dated row, None while it goes on."""
    return row.last_day
