"""What becomes of findings: one noun, one file."""

from oversight.models.answer import Answer, AnswerEntry, RoundFinding
from oversight.models.case import AT_WORK, CaseEntry, FindingCase, with_work
from oversight.models.closing import RoundClosing
from oversight.models.evidence import Evidence
from oversight.models.filing import Filing, FilingEntry
from oversight.models.notice import Notice, NoticeEntry, NoticeItem
from oversight.models.preference import CalendarFeed, DigestPreference, SeenFindings
from oversight.models.reminder import Reminder, ReminderDelivery, ReminderRun
from oversight.models.report import Report, ReportPart
from oversight.models.round import Round, RoundEntry
from oversight.models.special_day import SpecialDay
from oversight.models.statement import Statement, StatementEntry
from oversight.models.waiver_request import WaiverEntry, WaiverRequest

__all__ = [
    "AT_WORK",
    "Answer",
    "AnswerEntry",
    "CalendarFeed",
    "CaseEntry",
    "DigestPreference",
    "Evidence",
    "Filing",
    "FilingEntry",
    "FindingCase",
    "Notice",
    "NoticeEntry",
    "NoticeItem",
    "Reminder",
    "ReminderDelivery",
    "ReminderRun",
    "Report",
    "ReportPart",
    "Round",
    "RoundClosing",
    "RoundEntry",
    "RoundFinding",
    "SeenFindings",
    "SpecialDay",
    "Statement",
    "StatementEntry",
    "WaiverEntry",
    "WaiverRequest",
    "with_work",
]
