"""Send the digests that are due: one address that fails is that address's affair."""

import logging
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from oversight.digests.composing import digest_of
from oversight.digests.preferences import is_due, preference_of, recipients
from oversight.models import DigestPreference, ReminderDelivery

logger = logging.getLogger(__name__)

#: So often an address is tried on one day.
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Sent:
    """How many digests went out and how many could not."""

    sent: int
    failed: int


def digests_send(on: date) -> Sent:
    """Send every digest that is due on the day and was not sent; safe to repeat."""
    found = [_send_one(user, on) for user in recipients()]
    return Sent(found.count(True), found.count(False))


def _send_one(user: User, on: date) -> bool | None:
    """Return whether the user's digest went out, None if there was none to send.

    The mail goes out before it is written down that it did: should the process die in between, it is sent
    again rather than never.
    """
    _let_there_be_one(user)
    with transaction.atomic():
        preference = _locked(user)
        if preference is None or not is_due(preference, on) or _is_given_up(preference, on):
            return None
        try:
            with transaction.atomic():
                return _sent(preference, on)
        except Exception as problem:
            if not isinstance(problem, SMTPException | OSError):
                logger.exception("the digest of user %s could not be made", user.pk)
            _note_failure(preference, on, problem)
            return False


def _sent(preference: DigestPreference, on: date) -> bool | None:
    digest = digest_of(preference, on)
    if digest is None:
        return None
    ReminderDelivery.objects.filter(pk__in=digest.deliveries).update(mailed_at=timezone.now())
    preference.sent_on, preference.failed_on = on, None
    preference.failures, preference.problem = 0, ""
    preference.save()
    digest.mail.send()
    return True


def _let_there_be_one(user: User) -> None:
    """Make the row that is locked, in a transaction of its own.

    Whoever met a row that is not committed yet would wait until the other has sent his mail.
    """
    made = preference_of(user)
    if made.pk is None:
        DigestPreference.objects.bulk_create([made], ignore_conflicts=True)


def _locked(user: User) -> DigestPreference | None:
    """Return the user's preference, locked; None while somebody else is sending to him."""
    rows = DigestPreference.objects.select_for_update(skip_locked=True, of=("self",))
    return rows.select_related("user").filter(user=user).first()


def _is_given_up(preference: DigestPreference, on: date) -> bool:
    return preference.failed_on == on and preference.failures >= MOST_TRIES


def _note_failure(preference: DigestPreference, on: date, problem: Exception) -> None:
    """Write down what the mail server said, for the user to see; the next hour tries again."""
    preference.refresh_from_db()
    tries = preference.failures if preference.failed_on == on else 0
    known = isinstance(problem, SMTPException | OSError)
    said = str(problem) if known else _("系统出错，没有发出。请联系系统管理员查看日志。")
    preference.failed_on, preference.failures = on, tries + 1
    preference.problem = said[:300] or type(problem).__name__
    preference.save()
    logger.warning("the digest of user %s was not sent: %s", preference.user_id, said)
