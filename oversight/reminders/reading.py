"""What somebody was reminded of, and what of it was read."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import GrantRole, User
from oversight.cases.desks import above_schools, of_own_schools
from oversight.choices.reminding import To
from oversight.models import ReminderDelivery


def reminders_of(user: User) -> QuerySet[ReminderDelivery]:
    """Return the open reminders the user got and still has the right to, the most pressing first."""
    if not (user.is_authenticated and user.is_active):
        return ReminderDelivery.objects.none()
    places = user.granted_jurisdictions(GrantRole.OFFICIAL)
    right = (
        Q(reminder__to=To.OFFICE, reminder__jurisdiction__in=places)
        | Q(reminder__to=To.ABOVE) & above_schools(user, "reminder__school")
        | Q(reminder__to=To.SCHOOL) & of_own_schools(user, "reminder__school")
    )
    mine = ReminderDelivery.objects.filter(user=user, reminder__resolved_on=None)
    return mine if user.is_superuser else mine.filter(right)


def in_order(deliveries: QuerySet[ReminderDelivery]) -> QuerySet[ReminderDelivery]:
    """Return them with what a list shows, the nearest deadline first."""
    shown = deliveries.select_related("reminder__school", "reminder__jurisdiction")
    return shown.order_by("reminder__deadline", "reminder__due_on", "pk")


def unread_of(user: User) -> QuerySet[ReminderDelivery]:
    """Return those of them that were not read."""
    return reminders_of(user).filter(read_at=None)


def reminder_mark(*, user: User, delivery: ReminderDelivery, is_read: bool) -> None:
    """Mark one as read, or as not."""
    changed = reminders_of(user).filter(pk=delivery.pk, read_at__isnull=is_read)
    changed.update(read_at=timezone.now() if is_read else None)


def reminders_read_all(*, user: User, newest: int) -> int:
    """Mark what the page showed or counted as read, up to the delivery ``newest``; return how many were."""
    return unread_of(user).filter(pk__lte=newest).update(read_at=timezone.now())
