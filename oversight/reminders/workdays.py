"""Working days: Monday to Friday. Public holidays are not known, so a reminder may be a little early."""

from datetime import date, timedelta

SATURDAY = 5


def workdays_after(day: date, number: int) -> date:
    """Return the working day that is ``number`` working days after ``day``."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day
