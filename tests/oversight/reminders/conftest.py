"""A day, and a reminder somebody got.

Models are imported late: pytest may read this file before Django is ready.
"""

from datetime import date

import pytest

#: The day of the tests.
ON = date(2026, 6, 1)


@pytest.fixture
def today(monkeypatch):
    """Let the day be that of the tests."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)
    return ON


@pytest.fixture
def remind(db):
    """Return how a user is reminded of something about a school."""
    from oversight.models import Reminder, ReminderDelivery

    def make(user, school, kind="term_soon", to="school", **changes):
        number = Reminder.objects.count()
        defaults = {
            "source": "structure",
            "key": f"test/{number}",
            "due_on": ON,
            "made_on": ON,
            "deadline": ON.replace(month=7),
            "words": {"org": "演示党支部", "deadline": "2026-07-01"},
            "url": f"/schools/{school.code}/",
        }
        reminder = Reminder.objects.create(kind=kind, school=school, to=to, **{**defaults, **changes})
        return ReminderDelivery.objects.create(reminder=reminder, user=user)

    return make
