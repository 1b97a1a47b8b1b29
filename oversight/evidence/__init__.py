"""Files handed in as evidence: looked at before they are kept, handed out only to who may see them."""

from oversight.evidence.receiving import evidence_receive
from oversight.evidence.removing import evidence_remove

__all__ = ["evidence_receive", "evidence_remove"]
