"""Imports do not stay: they hold what people sent about others."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from intake.models import RosterImport
from intake.running.ordering import import_remove

#: Days after the last progress; what was applied is in the register and its change log for good.
KEPT = 30


def imports_expire(now: datetime) -> int:
    """Throw old imports away, with their files; return how many they were."""
    gone = 0
    for row in RosterImport.objects.filter(beat_at__lt=now - timedelta(days=KEPT)):
        try:
            import_remove(row=row)
        except ValidationError:  # somebody has just gone on with it
            continue
        gone += 1
    return gone
