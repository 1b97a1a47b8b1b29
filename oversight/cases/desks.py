"""Whose work a person does: asked once, so that what follows names places and not everything below grants."""

from django.db.models import Q

from accounts.models import GrantRole, User
from accounts.permissions import grants_today


def of_own_schools(user: User) -> Q:
    """Return the condition on rows with a ``school`` that the user edits it."""
    if user.is_superuser:
        return Q()
    own = [grant.school_id for grant in grants_today(user) if grant.role == GrantRole.ADMINISTRATOR]
    return Q(school__in=own)


def above_schools(user: User) -> Q:
    """Return the condition on rows with a ``school`` that the user decides above it."""
    return Q() if user.is_superuser else Q(school__jurisdiction__in=offices_of(user))


def offices_of(user: User) -> list[int]:
    """Return the keys of the jurisdictions the user acts for, without a query if there are none."""
    if not any(grant.role == GrantRole.OFFICIAL for grant in grants_today(user)):
        return []
    return list(user.granted_jurisdictions(GrantRole.OFFICIAL).values_list("pk", flat=True))
