"""A clerk with an address who was reminded of something.

Models are imported late: pytest may read this file before Django is ready.
"""

from datetime import date

import pytest

#: The day of the tests.
ON = date(2026, 6, 1)


@pytest.fixture
def school(db):
    """A school."""
    from tests import factories

    return factories.school()


@pytest.fixture
def clerk(school):
    """Its administrator."""
    from tests import factories

    user = factories.user(email="clerk@example.org", display_name="演示文书")
    return factories.grant(user, school).user


@pytest.fixture
def remind(school):
    """Return how a user is reminded of something about the school."""
    from oversight.models import Reminder, ReminderDelivery

    def make(user, **changes):
        defaults = {
            "source": "structure", "kind": "term_soon", "to": "school",
            "key": f"test/{Reminder.objects.count()}",
            "school": school, "due_on": ON, "made_on": ON,
            "deadline": ON.replace(month=7), "url": f"/schools/{school.code}/",
            "words": {"org": "演示党支部", "deadline": "2026-07-01"},
        }  # fmt: skip
        reminder = Reminder.objects.create(**{**defaults, **changes})
        return ReminderDelivery.objects.create(reminder=reminder, user=user)

    return make
