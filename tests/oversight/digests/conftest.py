"""A clerk with an address who was reminded of something."""

import pytest

from oversight.models import Reminder, ReminderDelivery
from tests import factories


@pytest.fixture
def school(db):
    return factories.school()


@pytest.fixture
def clerk(school):
    user = factories.user(email="clerk@example.org", display_name="演示文书")
    return factories.grant(user, school).user


@pytest.fixture
def remind(school):
    """Return how a user is reminded of something about the school."""

    def make(user, **changes):
        defaults = {
            "source": "structure", "kind": "term_soon", "to": "school",
            "key": f"test/{Reminder.objects.count()}",
            "school": school, "due_on": factories.ON, "made_on": factories.ON,
            "deadline": factories.ON.replace(month=7), "url": f"/schools/{school.code}/",
            "words": {"org": "演示党支部", "deadline": "2026-07-01"},
        }  # fmt: skip
        reminder = Reminder.objects.create(**{**defaults, **changes})
        return ReminderDelivery.objects.create(reminder=reminder, user=user)

    return make
