"""The only place that reads the environment: what a deployment may change, typed, with its default."""

from __future__ import annotations

import os
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


class EnvError(ValueError):
    """A variable holds something that cannot be meant."""


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks; an empty one counts as unset."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """1/true/yes/on or 0/false/no/off, in any case; anything else is refused, not guessed."""
    if name not in os.environ:
        return default
    value = os.environ[name].strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise EnvError(f"{name}={value!r}: 1 or 0 expected / 应为 1 或 0")


def number(name: str, default: int) -> int:
    """A whole number of at least 0."""
    value = text(name)
    if not value:
        return default
    if not value.isdecimal():
        raise EnvError(f"{name}={value!r}: a whole number expected / 应为整数")
    return int(value)


def choice(name: str, options: Iterable[str], default: str) -> str:
    """One of the words, in any case."""
    value = text(name, default).lower()
    if value not in set(options):
        raise EnvError(f"{name}={value!r}: {', '.join(options)} expected / 应为其中之一")
    return value


def names(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma separated list."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else list(default)


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Networks such as 10.1.0.0/16, separated by commas."""
    try:
        return [ip_network(part) for part in names(name)]
    except ValueError as problem:
        raise EnvError(f"{name}: {problem}; 10.1.0.0/16 expected / 应为 10.1.0.0/16 这样的网段") from None


def folder(name: str, default: Path) -> Path:
    """A folder, absolute; a relative one is meant from the project's root."""
    value = text(name)
    return (default.parent / value).resolve() if value else default
