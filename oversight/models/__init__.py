"""What becomes of findings: one noun, one file."""

from oversight.models.evidence import Evidence
from oversight.models.statement import Statement, StatementEntry
from oversight.models.waiver_request import WaiverEntry, WaiverRequest

__all__ = ["Evidence", "Statement", "StatementEntry", "WaiverEntry", "WaiverRequest"]
