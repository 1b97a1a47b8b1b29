"""The secret address of a feed: shown once, kept as a fingerprint, renewed or switched off by its owner."""

import hashlib
import secrets

from django.utils import timezone

from accounts.models import User
from oversight.models import CalendarFeed


def feed_renew(*, user: User) -> str:
    """Return a new secret; the one before it opens nothing any more."""
    token = secrets.token_urlsafe(32)
    values = {"digest": fingerprint(token), "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(user=user, defaults=values)
    return token


def feed_switch_off(*, user: User) -> None:
    """Let no address of the user's open anything."""
    CalendarFeed.objects.filter(user=user).delete()


def feed_owner(token: str) -> User | None:
    """Return whose feed the secret opens."""
    found = CalendarFeed.objects.select_related("user").filter(digest=fingerprint(token)).first()
    return found.user if found else None


def fingerprint(token: str) -> str:
    """Return what is kept of a secret; it is long and random, so one round is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
