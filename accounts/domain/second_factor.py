"""The second factor: a code from the user's telephone, or one of ten codes on paper."""

import secrets
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

CODES = 10
#: Without letters and digits that look alike on paper: 32 to the 10th is 50 bits.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 10
TOTP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


def has_second_factor(user: User) -> bool:
    """Tell whether the user has set one up."""
    return Authenticator.objects.filter(user=user, type=TOTP).exists()


@transaction.atomic
def code_check(user: User, code: str) -> Authenticator | None:
    """Return what the code belongs to, and use it up; None if it is wrong or was used before."""
    typed = "".join(code.split()).replace("-", "").upper()
    rows = Authenticator.objects.select_for_update().filter(user=user, type__in=[TOTP, RECOVERY])
    for row in rows.order_by("-type"):
        if _totp_use(row, typed) if row.type == TOTP else _recovery_use(row, user, typed):
            row.save(update_fields=["data"])
            return row
    return None


@transaction.atomic
def recovery_codes_renew(user: User) -> list[str]:
    """Return ten new codes, for the only time: what is kept are their hashes. The old ones are void."""
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(CODES)]
    Authenticator.objects.update_or_create(
        user=user, type=RECOVERY, defaults={"data": {"hashes": [_hash(user, code) for code in codes]}}
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    """Return how many codes were not used yet."""
    row = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    return len(row.data["hashes"]) if row else 0


def second_factor_remove(user: User) -> None:
    """Take the second factor off, codes included."""
    Authenticator.objects.filter(user=user).delete()


def _totp_use(row: Authenticator, typed: str) -> bool:
    """Accept a code of now or of the step before or after, each step once."""
    secret = decrypt(row.data["secret"])
    last = row.data.get("last_step", -1)
    for step in _after(last, yield_hotp_counters_from_time()):
        if constant_time_compare(typed, format_hotp_value(hotp_value(secret, step))):
            row.data["last_step"] = step
            return True
    return False


def _after(last: int, steps: Iterable[int]) -> list[int]:
    return [step for step in steps if step > last]


def _recovery_use(row: Authenticator, user: User, typed: str) -> bool:
    wanted = _hash(user, typed)
    left = [one for one in row.data["hashes"] if not constant_time_compare(one, wanted)]
    is_known = len(left) < len(row.data["hashes"])
    row.data["hashes"] = left
    return is_known


def _hash(user: User, code: str) -> str:
    return salted_hmac("accounts.recovery_codes", f"{user.pk}:{code}", algorithm="sha256").hexdigest()
