"""What becomes of findings: one noun, one file."""

from oversight.models.case import CaseEntry, FindingCase, with_work
from oversight.models.evidence import Evidence

__all__ = ["CaseEntry", "Evidence", "FindingCase", "with_work"]
