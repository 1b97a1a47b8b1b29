"""What becomes of findings: one noun, one file."""

from oversight.models.evidence import Evidence

__all__ = ["Evidence"]
