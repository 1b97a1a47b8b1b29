"""Whether what was frozen is still what was handed in."""

from collections.abc import Iterator

from django.db.models import QuerySet

from oversight.canonical import fingerprint
from oversight.models import Filing

#: So many filings are in memory at a time.
CHUNK = 50


def is_unchanged(filing: Filing) -> bool:
    """Tell whether the kept content still has the fingerprint it was handed in with."""
    return fingerprint(filing.content) == filing.sha256


def altered(filings: QuerySet[Filing]) -> Iterator[Filing]:
    """Yield the filings whose content is no longer what was handed in."""
    rows = filings.select_related("school").order_by("pk")
    return (filing for filing in rows.iterator(chunk_size=CHUNK) if not is_unchanged(filing))
