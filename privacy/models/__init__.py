"""What is kept about the keeping of people's data."""

from privacy.models.data_export import DataExport
from privacy.models.legal_hold import LegalHold

__all__ = ["DataExport", "LegalHold"]
