"""The inbox on pages of other rooms: the numbers in the masthead, and the first lines of what waits."""

from typing import Any

from django import template
from django.utils import timezone

from accounts.models import User
from accounts.permissions import grants_today
from oversight.inbox.counting import Counts, head_counts
from oversight.inbox.index import WaitingList
from oversight.reminders.health import is_warned
from schools.models import Jurisdiction, School

register = template.Library()

#: So many lines are shown on the page people start from.
FIRST = 5


@register.simple_tag
def inbox_counts(user: User) -> Counts | None:
    """Return the numbers for the masthead, asked for once per page."""
    if not user.is_authenticated:
        return None
    if "_inbox_counts" not in user.__dict__:
        user.__dict__["_inbox_counts"] = head_counts(user, timezone.localdate())
    return user.__dict__["_inbox_counts"]


@register.simple_tag
def reminders_are_silent(user: User) -> bool:
    """Tell whether this user's pages say that the job does not run."""
    found = inbox_counts(user)
    return found is not None and is_warned(user, found.last_run, timezone.localdate())


@register.inclusion_tag("oversight/_inbox_box.html")
def inbox_box(user: User, place: School | Jurisdiction | None = None) -> dict[str, Any]:
    """Show the first lines of what waits where the user starts: on the places of the grants, or at home."""
    own = [one for grant in grants_today(user) for one in (grant.school, grant.jurisdiction)]
    found = inbox_counts(user) if place is None or place in own else None
    if not found or found.waiting == 0:
        return {"lines": [], "total": 0, "more": 0}
    waiting = WaitingList(user, timezone.localdate())
    if isinstance(place, School):
        waiting = waiting.narrowed(schools=(place.pk, None))
    lines, total = waiting.head(FIRST)
    return {"lines": lines, "total": total, "more": max(0, total - FIRST)}
