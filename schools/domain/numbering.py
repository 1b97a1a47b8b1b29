"""Register numbers: short, readable, never reused, and the natural key of a row for ever."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Substr

from schools.history import DELETE, events_of


def next_number(model: type[models.Model], owner_code: str, letter: str, *, field: str = "number") -> str:
    """Return the next number ``<owner code>-<letter><serial>`` that no row has or ever had.

    An act that is taken back takes its rows out: the log, old plans and papers go on naming them.

    The caller holds the lock of the owner, so that nobody else takes the same serial.
    """
    prefix = f"{owner_code}-{letter}"
    serial = Cast(Substr(field, len(prefix) + 1), models.IntegerField())
    owned = Q(school__code=owner_code) | Q(school=None)  # events are found by their school
    gone = events_of(model)._base_manager.filter(owned, pgh_label=DELETE)
    tops = [
        rows.filter(**{f"{field}__startswith": prefix}).aggregate(top=models.Max(serial))["top"] or 0
        for rows in (model._base_manager, gone)
    ]
    return f"{prefix}{max(tops) + 1:02d}"
