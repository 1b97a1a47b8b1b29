"""The database setting: the server DATABASE_URL names, the embedded one when it names none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from config.env import EnvError
from config.pg.patient import PatientConnection

POOL = {
    "connection_class": PatientConnection,
    "min_size": 1,
    "max_size": 8,
    "timeout": 3,
    "max_lifetime": 600,
}
#: The same few questions are asked all day: one plan, made for whatever parameters, is kept for each that is
#: prepared. The data fit in memory, where reading out of order costs little. No question takes so long that
#: compiling it first would pay; sorts of a province's findings are done in memory.
_SESSION = {
    "prepare_threshold": 0,
    "options": "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c jit=off -c work_mem=16MB",
}
_UNSAFE_BUT_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


def database_setting(
    *,
    url: str,
    owner_url: str,
    var: Path,
    os_user: str = "",
    pool_size: int = 8,
    throwaway: bool = False,
    archive: Path | None = None,
) -> dict[str, Any]:
    """`DATABASES["default"]`. `throwaway` trades the safety of embedded data for speed: for tests.

    `archive` is where an embedded server keeps its write-ahead log.
    """
    place = (
        url_parse("DATABASE_URL", url) if url else {"NAME": "liangzhu", "USER": "", "HOST": "", "PORT": ""}
    )
    owner = url_parse("LZ_OWNER_DATABASE_URL", owner_url) if owner_url else place
    if not url and owner_url:
        raise EnvError("LZ_OWNER_DATABASE_URL needs DATABASE_URL / 需要同时设置 DATABASE_URL")
    if any(owner[name] != place[name] for name in ("NAME", "HOST", "PORT")):
        raise EnvError("LZ_OWNER_DATABASE_URL and DATABASE_URL name different databases / 指向的数据库不一致")
    embedded = None
    if not url:
        settings = _UNSAFE_BUT_FAST if throwaway else {}
        embedded = {"folder": var / "pg", "settings": settings, "os_user": os_user, "archive": archive}
    options = {"pool": {**POOL, "max_size": pool_size}, **_SESSION, **place.get("OPTIONS", {})}
    return {
        "ENGINE": "config.pg",
        "PASSWORD": "",
        **place,
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,  # a pool keeps connections, requests must not
        "CONN_HEALTH_CHECKS": False,  # the backend checks, faster
        "EMBEDDED": embedded,
        "OWNER": {"USER": owner["USER"], "PASSWORD": owner.get("PASSWORD", "")},
    }


def url_parse(variable: str, url: str) -> dict[str, Any]:
    """A `postgresql://` address in Django's words; parameters after `?` become options of the connection."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise EnvError(f"{variable}: postgresql://user:password@host:port/name expected / 格式不正确")
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise EnvError(f"{variable}: {error}") from None
    if not parts.get("dbname") or not parts.get("user"):
        raise EnvError(f"{variable}: user and database name are needed / 缺少用户名或数据库名")
    return {
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user"),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }
