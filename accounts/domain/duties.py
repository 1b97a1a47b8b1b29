"""Who has power over others, and what that asks of them at the door."""

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.models import AccessGrant, GrantRole, User
from accounts.permissions import grants_today
from accounts.policies import EVERYBODY, PRIVILEGED

#: Roles that work on a school of their own, or only look; every other role counts as privileged.
ORDINARY = frozenset({GrantRole.REVIEWER, GrantRole.ADMINISTRATOR, GrantRole.EDITOR, GrantRole.VIEWER})


def is_privileged(user: User) -> bool:
    """Tell whether the user decides about others: superusers, officials, and officers of the system."""
    if user.is_superuser:
        return True
    if user.pk is None:
        return False
    return any(grant.role not in ORDINARY for grant in grants_today(user))


def needs_second_factor(user: User) -> bool:
    """Tell whether the installation wants a second factor of the user."""
    if settings.SECOND_FACTOR == EVERYBODY:
        return True
    return settings.SECOND_FACTOR == PRIVILEGED and is_privileged(user)


def grants_are_over(user: User) -> bool:
    """Tell whether the user had grants and every one of them has ended."""
    if user.is_superuser:
        return False
    today = timezone.localdate()
    grants = AccessGrant.objects.filter(user=user)
    to_come = Q(period__upper_inf=True) | Q(period__endswith__gt=today)
    return grants.exists() and not grants.filter(to_come).exists()
