"""The feed as RFC 5545 has it."""

import hashlib
from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from accounts.models import User
from oversight.digests.composing import site_url
from oversight.models import Reminder, ReminderDelivery
from oversight.reminders.reading import in_order, reminders_of
from oversight.reminders.sentences import label, sentence

#: How often calendars should ask again.
REFRESH = timedelta(hours=6)
#: Nine in the morning, a week and a day before.
ALARMS = (timedelta(days=-6, hours=-15), timedelta(hours=-15))


def calendar_of(user: User) -> bytes:
    """Return the calendar of what the user is reminded of and may see today, which may be nothing."""
    calendar = Calendar()
    calendar.add("prodid", "-//Liangzhu//Reminders//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("梁柱提醒"))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for delivery in in_order(reminders_of(user).exclude(reminder__deadline=None)):
        calendar.add_component(_event(delivery))
    return calendar.to_ical()


def _event(delivery: ReminderDelivery) -> Event:
    reminder = delivery.reminder
    event = Event()
    event.add("uid", uid(reminder))
    event.add("dtstamp", datetime.combine(reminder.made_on, time(), UTC))
    event.add("dtstart", reminder.deadline)
    event.add("dtend", reminder.deadline + timedelta(days=1))
    event.add("summary", sentence(reminder))
    event.add("categories", [label(reminder)])
    event.add("transp", "TRANSPARENT")
    if reminder.url:
        event.add("url", site_url(reminder.url))
    for trigger in ALARMS:
        event.add_component(_alarm(reminder, trigger))
    return event


def _alarm(reminder: Reminder, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", sentence(reminder))
    alarm.add("trigger", trigger)
    return alarm


def uid(reminder: Reminder) -> str:
    """Return the same name for the same thing at the same stage, whenever and wherever it is asked for."""
    return f"{hashlib.sha256(reminder.key.encode()).hexdigest()[:32]}@liangzhu"
