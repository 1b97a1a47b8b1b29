"""Files with people in them: asked for with a purpose, approved, stamped, written down.

Whoever writes an export calls ``handed_out`` with an ``Offer``; CONTRIBUTING says how.
"""

from privacy.exporting.answering import handed_out
from privacy.exporting.offer import Offer

__all__ = ["Offer", "handed_out"]
