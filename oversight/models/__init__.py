"""What becomes of findings: one noun, one file."""

from oversight.models.case import CaseEntry, FindingCase, with_work
from oversight.models.evidence import Evidence
from oversight.models.notice import Notice, NoticeEntry, NoticeItem
from oversight.models.preference import CalendarFeed, DigestPreference, SeenFindings
from oversight.models.reminder import Reminder, ReminderDelivery, ReminderRun
from oversight.models.report import Report, ReportPart
from oversight.models.statement import Statement, StatementEntry
from oversight.models.waiver_request import WaiverEntry, WaiverRequest

__all__ = [
    "CalendarFeed",
    "CaseEntry",
    "DigestPreference",
    "Evidence",
    "FindingCase",
    "Notice",
    "NoticeEntry",
    "NoticeItem",
    "Reminder",
    "ReminderDelivery",
    "ReminderRun",
    "Report",
    "ReportPart",
    "SeenFindings",
    "Statement",
    "StatementEntry",
    "WaiverEntry",
    "WaiverRequest",
    "with_work",
]
