"""What becomes of findings: one noun, one file."""

from oversight.models.answer import Answer, AnswerEntry, RoundFinding
from oversight.models.evidence import Evidence
from oversight.models.filing import Filing, FilingEntry
from oversight.models.report import Report, ReportPart
from oversight.models.round import Round, RoundEntry

__all__ = [
    "Answer",
    "AnswerEntry",
    "Evidence",
    "Filing",
    "FilingEntry",
    "Report",
    "ReportPart",
    "Round",
    "RoundEntry",
    "RoundFinding",
]
