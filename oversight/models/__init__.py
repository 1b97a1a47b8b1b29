"""What becomes of findings: one noun, one file."""

from oversight.models.case import CaseEntry, FindingCase, with_work
from oversight.models.evidence import Evidence
from oversight.models.notice import Notice, NoticeEntry, NoticeItem
from oversight.models.report import Report, ReportPart
from oversight.models.statement import Statement, StatementEntry
from oversight.models.waiver_request import WaiverEntry, WaiverRequest

__all__ = [
    "CaseEntry",
    "Evidence",
    "FindingCase",
    "Notice",
    "NoticeEntry",
    "NoticeItem",
    "Report",
    "ReportPart",
    "Statement",
    "StatementEntry",
    "WaiverEntry",
    "WaiverRequest",
    "with_work",
]
