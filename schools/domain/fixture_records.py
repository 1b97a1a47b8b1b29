"""Records of a fixture as people find them again, and what is wrong with one as they read it."""

import json
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError

_NUMBERS = ("number", "code", "register_number")
_MARKS = ("body_kind", "kind", "role", "rule", "name", "subject_number")


class MissingReference(Exception):
    """A record refers to a row that is neither in the file nor in the database."""


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


def reason(error: BaseException) -> str:
    """Return why a record could not be written: our sentence if there is one, else the innermost."""
    while not isinstance(error, MissingReference | ValidationError):
        inner = error.__cause__ or error.__context__
        if inner is None:
            return _constraint_message(error) or str(error)
        error = inner
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def _constraint_message(error: BaseException) -> str:
    """Return the sentence of the constraint that the database says was violated."""
    name = getattr(getattr(error, "diag", None), "constraint_name", None)
    constraints = (c for model in apps.get_models() for c in model._meta.constraints)
    return next((f"{c.get_violation_error_message()}（{name}）" for c in constraints if c.name == name), "")
