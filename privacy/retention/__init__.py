"""What need not be kept any longer: found each night, erased, put on record."""

from privacy.retention.running import Erased, erase_overdue

__all__ = ["Erased", "erase_overdue"]
