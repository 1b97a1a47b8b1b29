"""What of a record is sealed, and how: one place for those who seal and those who look after it.

The sums are made here and not in the database, so that who can replace its functions gains nothing.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import connection

#: Every column of the log: what is left out here could be changed unnoticed.
COLUMNS = (
    "id", "batch", "recorded_at", "transaction", "action", "outcome", "subject", "subject_id", "school_id",
    "jurisdiction_id", "actor_kind", "actor_id", "actor", "login", "address", "request", "reason", "before",
    "after", "detail",
)  # fmt: skip
_KEY_BYTES, _SUM_BYTES = 8, 16
PRINT_BYTES = _KEY_BYTES + _SUM_BYTES
_TEXTS = ", ".join(
    "to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    if name == "recorded_at"
    else f'"{name}"::text'
    for name in COLUMNS
)
_ROWS = (
    f"SELECT batch, id, {_TEXTS} FROM audit.log"  # noqa: S608 -- our own columns
    " WHERE batch BETWEEN %s AND %s ORDER BY log.batch, log.id"
)
_WHEN = COLUMNS.index("recorded_at")


@dataclass(frozen=True, slots=True)
class Print:
    """The sum of one record, with its key, batch and time."""

    batch: int
    id: int
    sum: bytes
    when: str

    def packed(self) -> bytes:
        """Return key and sum as a seal keeps them."""
        return self.id.to_bytes(_KEY_BYTES, "big", signed=True) + self.sum


@dataclass(frozen=True, slots=True)
class Seal:
    """A closed batch: how many records, the newest, their prints, the sum of it, and the seal before."""

    batch: int
    sealed_at: str
    records: int
    newest: str
    prints: bytes
    digest: str
    previous: str
    mac: str

    def signed(self) -> str:
        """Return what ``mac`` has to be under the key of this installation."""
        facts = asdict(self)
        del facts["mac"], facts["prints"]
        return signature("seal", facts)

    def line(self) -> dict[str, Any]:
        """Return what the copy outside of the database keeps."""
        return {name: getattr(self, name) for name in LINE}


#: What a copy of a seal has.
LINE = tuple(name for name in Seal.__slots__ if name != "prints")


def signature(purpose: str, facts: dict[str, Any]) -> str:
    """Return the keyed sum of facts for one purpose."""
    text = json.dumps([purpose, facts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.digest(settings.AUDIT_KEY.encode(), text.encode(), "sha256").hex()


def prints(first: int, last: int) -> Iterator[Print]:
    """Yield the prints of the records of these batches, by batch and key."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS, [first, last])
        while rows := cursor.fetchmany(2000):
            for batch, key, *texts in rows:
                told = json.dumps(texts, ensure_ascii=False).encode()
                yield Print(batch, key, hashlib.sha256(told).digest()[:_SUM_BYTES], texts[_WHEN])


def unpacked(packed: bytes) -> dict[int, bytes]:
    """Return the sums of a seal by key."""
    parts = (packed[at : at + PRINT_BYTES] for at in range(0, len(packed), PRINT_BYTES))
    return {int.from_bytes(part[:_KEY_BYTES], "big", signed=True): part[_KEY_BYTES:] for part in parts}


def digest(packed: bytes) -> str:
    """Return the sum over the prints of a batch."""
    return hashlib.sha256(packed).hexdigest()
