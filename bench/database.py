"""A database for measuring: migrated, filled with the demo county, kept while it would come out the same."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from governance.compliance.sweep import sweep
from governance.exchange.demo.accounts import ensure_demo_users
from governance.exchange.demo.loading import DEFAULT_COUNTY, load_demo
from schools.models import School

NAME = "liangzhu_bench"
_MADE_BY = (
    "bench/database.py",
    "*/migrations/*.py",
    "config/guards/manifest.json",
    "governance/exchange/demo/*.py",
    "governance/exchange/building/*.py",
    "schools/domain/*.py",
)


def fingerprint(county: str, on: date) -> str:
    """Return what decides how the database comes out: the day, the county, the code that makes it."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256(f"{county} {on}".encode())
    for path in sorted(path for pattern in _MADE_BY for path in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def use(name: str) -> None:
    """Let every connection of this process, in whatever thread, go to the database ``name``."""
    connection.close()
    connection.close_pool()
    # All threads share these settings.
    connection.settings_dict["NAME"] = name


def ensure(county: str = DEFAULT_COUNTY) -> bool:
    """Use the database with the demo county as it stands today; tell whether it was there already."""
    wanted = fingerprint(county, timezone.localdate())
    use(NAME)
    if _stored_fingerprint() == wanted:
        return True
    _recreate(NAME)
    call_command("migrate", verbosity=0)
    fill(county, timezone.localdate())
    _administer(f"COMMENT ON DATABASE {NAME} IS '{wanted}'")
    return False


def fill(county: str, on: date) -> None:
    """Load the county and check it, so that pages have findings to show."""
    loaded = load_demo(county=county, on=on)
    ensure_demo_users(jurisdiction=loaded.jurisdiction, on=on)  # nobody needs their passwords
    for _report in sweep(School.objects.all(), on):
        pass
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextmanager
def scratch_copy() -> Iterator[None]:
    """Use a copy of the present database inside the block, thrown away afterwards."""
    source = connection.settings_dict["NAME"]
    copy = f"{source}_scratch"
    use(source)  # nobody may watch while it is copied
    _recreate(copy, template=source)
    use(copy)
    try:
        yield
    finally:
        use(source)
        _administer(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")


def _stored_fingerprint() -> str | None:
    statement = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with connection.as_owner(), connection._nodb_cursor() as cursor:
        cursor.execute(statement, [NAME])
        row = cursor.fetchone()
    return row[0] if row else None


def _recreate(name: str, template: str = "template0") -> None:
    _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")


def _administer(statement: str) -> None:
    """Run a statement of the owner's outside every database; names in it are our own."""
    with connection.as_owner(), connection._nodb_cursor() as cursor:
        cursor.execute(statement)
