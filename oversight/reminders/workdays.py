"""Working days: Monday to Friday, but for the holidays and worked weekends that are on record."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from oversight.models import SpecialDay

SATURDAY = 5
#: Day → whether people work on it.
Special = Mapping[date, bool]
NOTHING: Special = MappingProxyType({})


def special_days() -> Special:
    """Return every holiday and worked weekend on record, in one query."""
    return dict(SpecialDay.objects.order_by().values_list("day", "is_work"))


def has_special_days(year: int) -> bool:
    """Tell whether anything is on record for the year; if not, its holidays count as working days."""
    return SpecialDay.objects.filter(day__year=year).exists()


def workdays_after(day: date, number: int, special: Special = NOTHING) -> date:
    """Return the working day that is ``number`` working days after ``day``."""
    while number:
        day += timedelta(days=1)
        number -= special.get(day, day.weekday() < SATURDAY)
    return day
