"""Addresses of the inbox, the reminders, and what people choose about them."""

from django.urls import path, re_path

from oversight.views import calendars, inbox, reminders, settings

_ONE = r"^reminders/(?P<pk>\d{1,18})/(?P<act>open|read|unread)/$"

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/number/", inbox.inbox_number, name="inbox_number"),
    path("inbox/new-findings/", inbox.new_findings_page, name="new_findings"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/read/", reminders.reminders_read, name="reminders_read"),
    path("reminders/settings/", settings.reminder_settings, name="reminder_settings"),
    re_path(_ONE, reminders.reminder_act, name="reminder_act"),
    re_path(r"^reminders/calendar/(?P<act>renew|off)/$", settings.calendar_change, name="calendar_change"),
    path("reminders/stop/<str:token>/", settings.unsubscribe, name="unsubscribe"),
    path("calendar/<str:token>.ics", calendars.calendar, name="calendar"),
]
