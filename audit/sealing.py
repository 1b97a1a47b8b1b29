"""Close batches of records and seal them, each with the seal before it.

A batch is sealed when nobody can add to it any more: whoever writes holds its lock until his transaction
ends. A long import keeps its own batch open and nobody else's.
"""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction

from audit.models import AuditRecord, AuditSeal
from audit.prints import LINE, Seal, digest, prints

LOG = logging.getLogger("liangzhu.audit")
#: The first half of the advisory locks, the second is the batch; ``sql/functions.sql`` takes the same.
LOCKS = 5003841
#: Half of the lock that lets only one seal at a time; no batch has this number.
_SEALING = 0
#: A line of the copies is shorter than this.
_TAIL = 4096
_ADD = "SELECT audit.add_seal(%s, %s, %s, %s, %s, %s, %s, %s)"


def seal_pending() -> list[Seal]:
    """Close the open batch if anything is in it, seal all that nobody adds to, and return the seals.

    Each is copied to ``AUDIT_SEALS`` and to the log; that file belongs on another machine.
    """
    with transaction.atomic():
        if not _lock(_SEALING):
            return []
        last = AuditSeal.objects.order_by("-batch").first()
        done, previous = (last.batch, last.mac) if last else (0, "")
        if AuditRecord.objects.filter(batch__gt=done).exists():
            _call("audit.close_batch")
        made = []
        for batch in range(done + 1, open_batch()):
            if not _lock(batch):
                break
            made.append(_seal(batch, previous))
            previous = made[-1].mac
    _copy()
    for one in made:
        LOG.info("seal %s: %s records, %s", one.batch, one.records, one.mac)
    return made


def open_batch() -> int:
    """Return the number of the batch that is being written."""
    return _call("audit.open_batch")


def _seal(batch: int, previous: str) -> Seal:
    found = list(prints(batch, batch))
    packed = b"".join(one.packed() for one in found)
    unsigned = Seal(
        batch=batch,
        sealed_at=datetime.now(UTC).isoformat(),
        records=len(found),
        newest=max((one.when for one in found), default=""),
        prints=packed,
        digest=digest(packed),
        previous=previous,
        mac="",
    )
    made = Seal(*(getattr(unsigned, name) for name in Seal.__slots__[:-1]), mac=unsigned.signed())
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [getattr(made, name) for name in Seal.__slots__])
    return made


def _copy() -> None:
    """Add the seals the copies lack: those just made, and any made while the file could not be written."""
    path = Path(settings.AUDIT_SEALS)
    rows = AuditSeal.objects.filter(batch__gt=_copied(path)).order_by("batch").defer("prints")
    lines = [json.dumps({name: getattr(row, name) for name in LINE}, ensure_ascii=False) for row in rows]
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as file:
        whole = file.tell()
        try:
            _write(file, "".join(f"{line}\n" for line in lines).encode())
        except OSError:
            os.ftruncate(file.fileno(), whole)  # half a line would be taken for tampering
            raise


def _write(file: IO[bytes], text: bytes) -> None:
    while text:
        text = text[file.write(text) :]
    os.fsync(file.fileno())


def _copied(path: Path) -> int:
    """Return the last batch the copies have; 0 where its line cannot be read."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL, 0))
        last = file.read().splitlines()[-1:] or [b"{}"]
    try:
        return int(json.loads(last[0]).get("batch", 0))
    except (ValueError, TypeError, AttributeError):
        return 0


def _lock(number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS, number])
        return cursor.fetchone()[0]


def _call(function: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}()")
        return cursor.fetchone()[0]
