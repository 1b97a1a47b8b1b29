"""Who gets a digest, where and how often.

Who never chose gets one a week if the administrators wrote an address into the account: a reminder nobody
reads helps nobody, an address there was given for this work, and each mail can be stopped with one click.
Without an address there is none, until somebody enters it.
"""

from datetime import date, timedelta

from django.core import signing
from django.db.models import Q, QuerySet

from accounts.models import User
from oversight.choices.reminding import Frequency
from oversight.models import DigestPreference

SALT = "oversight.digests"


def preference_of(user: User) -> DigestPreference:
    """Return what the user chose, or what holds for who never did; the latter is not saved."""
    found = DigestPreference.objects.filter(user=user).first()
    return found or DigestPreference(
        user=user, address=user.email, frequency=Frequency.WEEKLY if user.email else Frequency.NONE
    )


def recipients() -> QuerySet[User]:
    """Return the users who want a digest at all."""
    chosen = DigestPreference.objects.exclude(frequency=Frequency.NONE).exclude(address="")
    silent = ~Q(pk__in=DigestPreference.objects.values("user")) & ~Q(email="")
    wanting = Q(pk__in=chosen.values("user")) | silent
    return User.objects.filter(wanting, is_active=True).order_by("pk")


def is_due(preference: DigestPreference, on: date) -> bool:
    """Tell whether the day's or the week's digest was not sent yet; what was missed is made up for."""
    if preference.frequency == Frequency.NONE or not preference.address:
        return False
    monday = on - timedelta(days=on.weekday())
    since = on if preference.frequency == Frequency.DAILY else monday
    return preference.sent_on is None or preference.sent_on < since


def unsubscribe_token(preference: DigestPreference) -> str:
    """Return what lets the reader of a mail stop it without signing in; it holds for this address alone."""
    return signing.dumps([preference.user_id, preference.address], salt=SALT)


def unsubscribed(token: str) -> DigestPreference | None:
    """Return the preference the token was made for; None if nobody made it, or it is of an old address."""
    try:
        user_id, address = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=user_id).first()
    preference = preference_of(user) if user else None
    return preference if preference and preference.address == address else None


def digest_stop(*, preference: DigestPreference) -> None:
    """Send no more digests; the address stays for who wants them again."""
    preference.frequency = Frequency.NONE
    preference.save()
