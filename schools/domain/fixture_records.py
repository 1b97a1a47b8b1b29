"""Records of a fixture as people find them again."""

import json
from collections.abc import Mapping
from typing import Any

_NUMBERS = ("number", "code", "register_number")
_MARKS = ("body_kind", "kind", "role", "rule", "name", "subject_number")


def record_key(record: Mapping[str, Any]) -> str:
    """Return what names the record: its own number, or what it joins, its kind and its first day."""
    fields = record.get("fields") or {}
    for name in _NUMBERS:
        if fields.get(name):
            return str(fields[name])
    joined = ["/".join(map(str, value)) for value in fields.values() if isinstance(value, list) and value]
    marks = [str(fields[name]) for name in _MARKS if fields.get(name)]
    return " ".join([*joined, *marks, *_start(fields.get("period"))])


def _start(period: Any) -> list[str]:
    try:
        lower = json.loads(period)["lower"] if isinstance(period, str) else None
    except (ValueError, LookupError, TypeError):
        return []
    return [lower] if lower else []
