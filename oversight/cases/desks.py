"""Whose work a person does, as conditions on rows with a school, ``path`` away.

They name the places of the grants: asking of every school whether a grant reaches it takes a quarter of a
second among 12,000 schools. Officials have grants on jurisdictions, administrators on schools.
"""

from django.db.models import Q
from django.utils import timezone

from accounts.models import GrantRole, User


def of_own_schools(user: User, path: str = "school") -> Q:
    """Return the condition that the user edits the school."""
    if user.is_superuser:
        return Q()
    own = user.grants.as_of(timezone.localdate()).filter(role=GrantRole.ADMINISTRATOR, school__isnull=False)
    return Q(**{f"{path}__in": own.values("school")})


def above_schools(user: User, path: str = "school") -> Q:
    """Return the condition that the user decides above the school."""
    if user.is_superuser:
        return Q()
    return Q(**{f"{path}__jurisdiction__in": user.granted_jurisdictions(GrantRole.OFFICIAL)})
