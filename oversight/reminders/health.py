"""When the job last ran, and whether that is too long ago."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import GrantRole, User
from accounts.permissions import grants_today

#: So many days may pass without a run before officials are told.
PATIENCE = timedelta(days=2)


def is_silent(last_run: date | None, on: date) -> bool:
    """Tell whether the job has not run for so long that reminders may be missing."""
    return last_run is None or on - last_run >= PATIENCE


def is_warned(user: User, last_run: date | None, on: date) -> bool:
    """Tell whether the user's pages say that the job does not run.

    Where it never ran, an account that is older than the patience shows that it should have.
    """
    if not is_silent(last_run, on):
        return False
    if last_run is None and on - timezone.localdate(user.date_joined) < PATIENCE:
        return False
    return user.is_superuser or any(grant.role == GrantRole.OFFICIAL for grant in grants_today(user))
