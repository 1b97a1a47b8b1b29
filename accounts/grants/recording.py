"""The record of what was done to grants and accounts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import AccessGrant, GrantDeed, GrantEvent, User
from schools.models import Jurisdiction, School

_AS_IT_IS = object()


def require_reason(reason: str) -> str:
    """Return the reason without blanks around it.

    Raises:
        ValidationError: on the field ``reason``, if there is none.

    """
    if not reason.strip():
        raise ValidationError({"reason": _("请写明事由，日后审计要看。")})
    return reason.strip()


def note(
    actor: User | None,
    deed: GrantDeed,
    grant: AccessGrant,
    reason: str,
    *,
    was: Any = None,
    period: Any = _AS_IT_IS,
) -> None:
    """Write down what was done to a grant; ``period`` is None where it was taken out."""
    GrantEvent.objects.create(
        actor=actor,
        deed=deed,
        user=grant.user,
        grant=grant.pk,
        role=grant.role,
        jurisdiction=grant.jurisdiction,
        school=grant.school,
        place=str(grant.scope)[:200],
        was=was,
        period=grant.period if period is _AS_IT_IS else period,
        reason=reason.strip()[:300],
    )


def note_account(
    actor: User | None,
    deed: GrantDeed,
    account: User,
    reason: str,
    home: School | Jurisdiction | None = None,
) -> None:
    """Write down what was done to an account; ``home`` is where it was opened."""
    GrantEvent.objects.create(
        actor=actor,
        deed=deed,
        user=account,
        school=home if isinstance(home, School) else None,
        jurisdiction=home if isinstance(home, Jurisdiction) else None,
        place=str(home or "")[:200],
        reason=reason.strip()[:300],
    )
