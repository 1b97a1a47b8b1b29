"""Records as lines of JSON, for who looks after them elsewhere."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from audit.models import AuditRecord
from audit.prints import COLUMNS


def lines(first_day: date | None = None, last_day: date | None = None) -> Iterator[str]:
    """Yield the records of the days, oldest first, each as one line with every column."""
    rows = AuditRecord.objects.order_by("pk")
    if first_day:
        rows = rows.filter(recorded_at__date__gte=first_day)
    if last_day:
        rows = rows.filter(recorded_at__date__lte=last_day)
    return _lines(rows.values(*COLUMNS).iterator(chunk_size=2000))


def _lines(rows: Iterable[dict]) -> Iterator[str]:
    for row in rows:
        row["recorded_at"] = row["recorded_at"].isoformat()
        yield json.dumps(row, ensure_ascii=False)
