"""Accounts nobody uses are switched off: they are the ones nobody would miss if they were stolen."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest

from accounts.domain.sessions import sessions_end
from accounts.models import User


def dormant_users(now: datetime):
    """Return the active users who have not signed in for so many days as the policy says."""
    since = now - timedelta(days=settings.POLICY.dormant_days)
    last = Greatest(Coalesce("last_login", "date_joined"), "enabled_at")
    return User.objects.filter(is_active=True).annotate(last_there=last).filter(last_there__lt=since)


def dormant_disable(now: datetime) -> list[str]:
    """Switch dormant users off and return their names; one superuser always stays."""
    dormant = list(dormant_users(now).order_by("pk"))
    awake = User.objects.filter(Q(is_superuser=True, is_active=True)).exclude(pk__in=[u.pk for u in dormant])
    if not awake.exists():
        kept = max((u for u in dormant if u.is_superuser), key=lambda u: u.last_there, default=None)
        dormant = [user for user in dormant if user != kept]
    for user in dormant:
        user.is_active = False
        user.save(update_fields=["is_active"])
        sessions_end(user)
    return [user.username for user in dormant]
