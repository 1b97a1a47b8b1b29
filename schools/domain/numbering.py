"""Register numbers: short, readable, never reused, and the natural key of a row for ever."""

from django.db import models
from django.db.models.functions import Cast, Substr


def next_number(model: type[models.Model], owner_code: str, letter: str, *, field: str = "number") -> str:
    """Return the next free number ``<owner code>-<letter><serial>``.

    The caller holds the lock of the owner, so that nobody else takes the same serial.
    """
    prefix = f"{owner_code}-{letter}"
    serial = Cast(Substr(field, len(prefix) + 1), models.IntegerField())
    taken = model._base_manager.filter(**{f"{field}__startswith": prefix}).aggregate(top=models.Max(serial))
    return f"{prefix}{(taken['top'] or 0) + 1:02d}"
