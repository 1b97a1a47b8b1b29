"""What a keeper of grants may name: places and people inside his own grants, and nothing else.

Officers keep grants on schools whose data they do not see: what is read here are names of places and of
users, never of members.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import KEEPING, AccessGrant, GrantEvent, User, kept_by
from schools.models import Jurisdiction, School


def places_of(keeper: User) -> QuerySet[Jurisdiction]:
    """Return the jurisdictions inside the keeper's grants."""
    if keeper.is_superuser:
        return Jurisdiction.objects.order_by("code")
    return Jurisdiction.objects.filter(pk__in=keeper.granted_jurisdictions(*KEEPING)).order_by("code")


def schools_of(keeper: User) -> QuerySet[School]:
    """Return the schools inside the keeper's grants."""
    found = School.objects.select_related("jurisdiction").order_by("code")
    return found if keeper.is_superuser else found.filter(pk__in=keeper.granted_schools(*KEEPING))


def branches_of(keeper: User) -> QuerySet[Any]:
    """Return the Party organisations of those schools."""
    model = AccessGrant._meta.get_field("organization").related_model
    found = model.objects.filter(school__isnull=False).select_related("school__jurisdiction")
    return found if keeper.is_superuser else found.filter(school__in=keeper.granted_schools(*KEEPING))


def users_of(keeper: User) -> QuerySet[User]:
    """Return the users who hold or held a grant there, or whose account was opened there."""
    found = User.objects.order_by("username")
    if keeper.is_superuser:
        return found
    held = AccessGrant.objects.filter(kept_by(keeper), user=OuterRef("pk"))
    opened = GrantEvent.objects.filter(kept_by(keeper), user=OuterRef("pk"), deed="created")
    return found.filter(Q(Exists(held)) | Q(Exists(opened)), is_superuser=False)


def grants_of(keeper: User) -> QuerySet[AccessGrant]:
    """Return the grants the keeper looks after."""
    found = AccessGrant.objects.select_related(
        "user", "jurisdiction", "school__jurisdiction", "organization__school__jurisdiction"
    )
    return found if keeper.is_superuser else found.filter(kept_by(keeper))


def events_of(keeper: User) -> QuerySet[GrantEvent]:
    """Return what was done there."""
    return GrantEvent.objects.visible_to(keeper).select_related("actor", "user")
