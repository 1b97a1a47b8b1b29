"""Who may import what."""

from accounts.models import User
from accounts.permissions import Verdict, may_approve, may_edit, may_edit_jurisdiction
from schools.models import Jurisdiction, School


def may_import(user: User, place: School | Jurisdiction) -> Verdict:
    """Tell whether the user may import for the place: who edits the school, or decides about it."""
    if isinstance(place, School):
        return may_edit(user, place) or may_approve(user, place) or may_edit(user, place)
    return may_edit_jurisdiction(user, place)


def is_official(user: User, place: School | Jurisdiction) -> bool:
    """Tell whether the user decides about the schools of the place."""
    return bool(may_approve(user, place))
