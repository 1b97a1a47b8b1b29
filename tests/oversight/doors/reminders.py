"""The doors of the inbox, the reminders and what people choose about them."""

from oversight.calendars.feeds import feed_renew
from oversight.digests.preferences import preference_of, unsubscribe_token
from oversight.models import Reminder, ReminderDelivery
from tests import factories
from tests.doors import EVERYBODY, MEMBERS_ONLY, VISITORS, Door

#: What belongs to one user, who is none of the visitors.
SOMEBODY_ELSES = dict.fromkeys(VISITORS, 404) | {"anonymous": 302}
BUTTON = dict.fromkeys(VISITORS, 302)

DOORS = {
    "oversight:inbox": Door(MEMBERS_ONLY),
    "oversight:inbox_number": Door(MEMBERS_ONLY),
    "oversight:new_findings": Door(MEMBERS_ONLY),
    "oversight:reminders": Door(MEMBERS_ONLY),
    "oversight:reminders_read": Door(BUTTON, (), "post"),
    "oversight:reminder_settings": Door(MEMBERS_ONLY),
    "oversight:reminder_act": Door(SOMEBODY_ELSES, ("delivery", "mark"), "post"),
    "oversight:calendar_change": Door(BUTTON, ("switch",), "post"),
    "oversight:unsubscribe": Door(EVERYBODY, ("letter",)),
    "oversight:calendar": Door(EVERYBODY, ("feed",)),
}
WRITING = frozenset(
    f"oversight:{name}"
    for name in (
        "new_findings", "reminders_read", "reminder_settings", "reminder_act", "calendar_change",
        "unsubscribe",
    )
)  # fmt: skip


def arguments(school, _county):
    """A reminder of a colleague, a letter to him and his calendar."""
    colleague = factories.user(email="colleague@example.org")
    factories.grant(colleague, school)
    reminder = Reminder.objects.create(
        source="x",
        kind="x",
        key=f"x:{school.code}",
        due_on=factories.ON,
        made_on=factories.ON,
        school=school,
        to="school",
    )
    return {
        "delivery": ReminderDelivery.objects.create(reminder=reminder, user=colleague).pk,
        "mark": "read",
        "switch": "off",
        "letter": unsubscribe_token(preference_of(colleague)),
        "feed": feed_renew(user=colleague),
    }
