"""What becomes of findings: one noun, one file."""

from oversight.models.evidence import Evidence
from oversight.models.report import Report, ReportPart

__all__ = ["Evidence", "Report", "ReportPart"]
