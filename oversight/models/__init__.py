"""What becomes of findings: one noun, one file."""

from oversight.models.evidence import Evidence
from oversight.models.preference import CalendarFeed, DigestPreference, SeenFindings
from oversight.models.reminder import Reminder, ReminderDelivery, ReminderRun

__all__ = [
    "CalendarFeed",
    "DigestPreference",
    "Evidence",
    "Reminder",
    "ReminderDelivery",
    "ReminderRun",
    "SeenFindings",
]
