"""A database with every migration run, kept to copy test databases from: running them takes longer than most
test files.

It is named after what it was made from. Who finds it missing makes it; the others wait for that one.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.utils import CursorWrapper

#: Whatever decides how a migrated database looks, and the permissions written after the migrations.
MADE_BY = (
    "*/migrations/*.py",
    "*/models.py",
    "*/models/*.py",
    "*/choices.py",
    "*/choices/*.py",
    "config/pg/*.py",
    "requirements/base.txt",
    "schools/history.py",
    "schools/row_security/*.py",
)
_LOCK = 2190
_OUT_OF_DATE = """
SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND datname != %s
    AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)
"""


def fingerprint() -> str:
    """Return what tells two templates apart, short enough for a name."""
    root, digest = Path(settings.BASE_DIR), hashlib.sha256()
    for path in sorted(path for pattern in MADE_BY for path in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(cursor: CursorWrapper) -> Iterator[None]:
    """Let no other process look for the template or make it inside the block, however long another takes."""
    cursor.execute("SET lock_timeout = 0")
    cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    cursor.execute("RESET lock_timeout")
    try:
        yield
    finally:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def exists(cursor: CursorWrapper, name: str) -> bool:
    """Tell whether there is a database of the name."""
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def replace(cursor: CursorWrapper, made: str, name: str, prefix: str, quote: Any) -> None:
    """Give the database just made its name, and drop the templates that are out of date.

    One that is being copied at this moment stays until the next time.
    """
    cursor.execute(f"ALTER DATABASE {quote(made)} RENAME TO {quote(name)}")
    cursor.execute(_OUT_OF_DATE, [prefix, name])
    for (old,) in cursor.fetchall():
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(old)}")
