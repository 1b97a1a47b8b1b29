"""Guesses at passwords and codes are counted before they are checked, in the database, under a lock.

Whoever comes at the same time waits for the row and finds the count of the others: however many guess side
by side, no more are checked than the limit allows. The count is committed before any password is hashed.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import GuessCount
from accounts.names import counted_as

log = logging.getLogger("liangzhu.sign_in")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures within a time close the key for another; ``closes`` false only tells the log."""

    failures: int
    within: timedelta
    pause: timedelta
    closes: bool = True


PER_NAME_AND_PLACE = Limit(5, timedelta(minutes=15), timedelta(minutes=30))
PER_PLACE = Limit(30, timedelta(minutes=5), timedelta(minutes=5))
#: From many places at once: closing would let anybody lock anybody out, so it is only reported.
PER_NAME = Limit(50, timedelta(days=1), timedelta(0), closes=False)
#: Letters about a lost password that one place asks for.
PER_LETTERS = Limit(5, timedelta(minutes=15), timedelta(minutes=30))
PER_CODES = Limit(5, timedelta(minutes=15), timedelta(minutes=30))
#: After this nothing of a row matters any more.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Guess:
    """A guess that was counted and may be checked."""

    limits: dict[str, Limit]
    at: datetime
    cleared: tuple[str, ...]


def password_guess(username: str, network: str) -> Guess | None:
    """Count a guess at a password; None when no more may be checked now."""
    name = counted_as(username)
    pair = _digest("pair", name, network)
    limits = {
        pair: PER_NAME_AND_PLACE,
        _digest("place", network): PER_PLACE,
        _digest("name", name): PER_NAME,
    }
    return _count(limits, cleared=(pair,), name=_digest("name", name))


def code_guess(user_id: int) -> Guess | None:
    """Count a guess at a second factor; None when no more may be checked now."""
    key = _digest("codes", str(user_id))
    return _count({key: PER_CODES}, cleared=(key,))


def lost_password_guess(network: str) -> Guess | None:
    """Count a letter that is asked for; None when no more are written now."""
    return _count({_digest("letters", network): PER_LETTERS}, cleared=())


def guess_was_right(guess: Guess) -> None:
    """Take back the count: the name begins anew here, the place is without this one guess."""
    with transaction.atomic():
        for row in _locked(guess.limits, ""):
            is_clear = row.key in guess.cleared
            row.guessed_at = [] if is_clear else [at for at in row.guessed_at if at != guess.at]
            row.closed_until = None if is_clear else row.closed_until
            row.save()


def guesses_forget(username: str, user_id: int | None) -> None:
    """Open the door again for the user, wherever it was closed: an administrator says so."""
    GuessCount.objects.filter(name=_digest("name", counted_as(username))).delete()
    GuessCount.objects.filter(key=_digest("codes", str(user_id))).delete()


def guesses_expire(now: datetime) -> int:
    """Remove rows nobody has guessed under for long; return how many."""
    old = [
        row.key for row in GuessCount.objects.all() if max(row.guessed_at, default=now - KEPT) <= now - KEPT
    ]
    return GuessCount.objects.filter(key__in=old).delete()[0]


def _count(limits: dict[str, Limit], *, cleared: tuple[str, ...], name: str = "") -> Guess | None:
    with transaction.atomic():
        rows = _locked(limits, name)
        now = timezone.now()
        if any(_is_closed(row, limits[row.key], now) for row in rows):
            return None
        for row in rows:
            _note(row, limits[row.key], now)
    return Guess(limits, now, cleared)


def _locked(limits: dict[str, Limit], name: str) -> list[GuessCount]:
    """Return the rows, made if need be and locked in one order."""
    made = [GuessCount(key=key, name="" if limit is PER_PLACE else name) for key, limit in limits.items()]
    GuessCount.objects.bulk_create(made, ignore_conflicts=True)
    return list(GuessCount.objects.select_for_update().filter(key__in=limits).order_by("key"))


def _is_closed(row: GuessCount, limit: Limit, now: datetime) -> bool:
    if not limit.closes:
        return False
    return row.closed_until is not None and row.closed_until > now


def _note(row: GuessCount, limit: Limit, now: datetime) -> None:
    """Write the guess down; the last one that is allowed closes the door unless it proves right."""
    row.guessed_at = [at for at in row.guessed_at if at > now - limit.within]
    row.guessed_at.append(now)
    if len(row.guessed_at) >= limit.failures:
        row.closed_until = now + limit.pause
        if len(row.guessed_at) == limit.failures:
            log.warning("sign-in: %d failures under %s", limit.failures, row.key[:12])
    row.save()


def _digest(*parts: str) -> str:
    return salted_hmac("accounts.guesses", "\0".join(parts), algorithm="sha256").hexdigest()
