"""What a backup tells beside the rows: versions, migrations, the last seal, the keys made here."""

import json
import platform
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from config import env

#: Files below `var/` with keys that were made here, each with the variable that gives one from outside.
OWN_KEYS = {"secret_key": "SECRET_KEY", "audit_key": "LZ_AUDIT_KEY"}
_SEAL = "SELECT batch, records, mac FROM audit.seal ORDER BY batch DESC LIMIT 1"
_MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"


@dataclass(frozen=True, slots=True)
class Told:
    """What the database said."""

    versions: dict[str, str]
    migrations: list[str]
    seal: dict[str, Any] | None


def told_by(there: Any) -> Told:
    """Return what the database of the connection says of itself; one without tables of ours says little."""
    versions = {
        "application": application_version(),
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": there.execute("SHOW server_version").fetchone()[0],
    }
    migrations = _rows(there, "django_migrations", _MIGRATIONS)
    seals = _rows(there, "audit.seal", _SEAL)
    seal = dict(zip(("batch", "records", "mac"), seals[0], strict=True)) if seals else None
    return Told(versions, [name for (name,) in migrations], seal)


def _rows(there: Any, table: str, question: str) -> list[Any]:
    is_there = there.execute("SELECT to_regclass(%s) IS NOT NULL", [table]).fetchone()[0]
    return there.execute(question).fetchall() if is_there else []


@cache
def application_version() -> str:
    """Return the version of this code."""
    return tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text())["project"]["version"]


def own_keys() -> dict[str, str]:
    """Return the keys that were made here and lie below `var/`, by file; those given from outside stay out.

    Without them nobody signs in with a second factor after a restoring, and no seal can be verified.
    """
    paths = {name: settings.VAR_DIR / name for name, variable in OWN_KEYS.items() if not env.text(variable)}
    return {name: path.read_text() for name, path in paths.items() if path.is_file()}


def batch_of(line: str) -> int:
    """Return the batch a line of the copies of the seals is about, 0 if nobody can read it."""
    try:
        return int(json.loads(line)["batch"])
    except (ValueError, TypeError, KeyError):
        return 0
