"""A day, and a reminder somebody got."""

import pytest
from django.utils import timezone

from oversight.models import Reminder, ReminderDelivery
from tests import factories


@pytest.fixture
def today(monkeypatch):
    """Let the day be that of the tests."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: factories.ON)
    return factories.ON


@pytest.fixture
def remind(db):
    """Return how a user is reminded of something about a school."""

    def make(user, school, kind="term_soon", to="school", **changes):
        number = Reminder.objects.count()
        defaults = {
            "source": "structure",
            "key": f"test/{number}",
            "due_on": factories.ON,
            "made_on": factories.ON,
            "deadline": factories.ON.replace(month=7),
            "words": {"org": "演示党支部", "deadline": "2026-07-01"},
            "url": f"/schools/{school.code}/",
        }
        reminder = Reminder.objects.create(kind=kind, school=school, to=to, **{**defaults, **changes})
        return ReminderDelivery.objects.create(reminder=reminder, user=user)

    return make
