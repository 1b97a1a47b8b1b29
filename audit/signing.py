"""Signing in and out on record, whatever page or library does it."""

import hmac
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from audit.choices import Action, Outcome
from audit.events import note

_LONGEST = 150


@receiver(user_logged_in, dispatch_uid="audit_signed_in")
def signed_in(user: Any, **_kwargs: Any) -> None:
    """Note who came in."""
    note(Action.SIGN_IN, user._meta.db_table, user.pk)


@receiver(user_logged_out, dispatch_uid="audit_signed_out")
def signed_out(user: Any, **_kwargs: Any) -> None:
    """Note who left; a session that was over already belonged to nobody."""
    if user is not None:
        note(Action.SIGN_OUT, user._meta.db_table, user.pk)


@receiver(user_login_failed, dispatch_uid="audit_sign_in_failed")
def sign_in_failed(credentials: dict[str, Any], **_kwargs: Any) -> None:
    """Note the name that was tried.

    One that nobody has may be a password typed in the wrong box: a keyed sum of it tells whether the same was
    tried again, and nothing else.
    """
    user_model = get_user_model()
    name = str(credentials.get(user_model.USERNAME_FIELD) or credentials.get("username") or "")[:_LONGEST]
    found = user_model._default_manager.filter(**{user_model.USERNAME_FIELD: name}).first() if name else None
    detail = {"name": name} if found else {"unknown": hmac.digest(_key(), name.encode(), "sha256").hex()[:16]}
    key = found.pk if found else ""
    note(Action.SIGN_IN_FAILED, user_model._meta.db_table, key, outcome=Outcome.FAILED, **detail)


def _key() -> bytes:
    return settings.AUDIT_KEY.encode()
