"""Accounts that were switched off long ago: name and addresses go, the user name stays for what was done."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Greatest

from accounts.models import User
from audit.choices import Action
from audit.events import note
from privacy.tables import keys_to
from schools.periods import add_years

NAMING = ("display_name", "first_name", "last_name", "email")


def accounts_overdue(now: datetime) -> models.QuerySet[User]:
    """Return the accounts that are off, and of which nothing was heard for ``KEEP_ACCOUNTS_YEARS``."""
    limit = add_years(now.date(), -settings.KEEP_ACCOUNTS_YEARS)
    last = Greatest(
        Coalesce("last_login", "date_joined"), "enabled_at", Coalesce(Max("grant_events__at"), "enabled_at")
    )
    off = User._base_manager.filter(is_active=False).annotate(last_there=last)
    named = Q()
    for name in NAMING:
        named |= ~Q(**{name: ""})
    return off.filter(named, last_there__date__lte=limit).order_by("pk")


def account_erase(user: User) -> None:
    """Take name and addresses out of the account and what hangs on it."""
    User._base_manager.filter(pk=user.pk).update(**dict.fromkeys(NAMING, ""))
    for model, names in keys_to(User).items():
        addresses = [f for f in model._meta.concrete_fields if isinstance(f, models.EmailField)]
        for field in addresses:
            _address_erase(model._base_manager.filter(**{names[0]: user.pk}), field)
    note(
        Action.PURGE,
        User._meta.db_table,
        user.pk,
        fields=sorted(NAMING),
        kept_years=settings.KEEP_ACCOUNTS_YEARS,
    )


def _address_erase(rows: Any, field: models.Field) -> None:
    """Empty the address, or take the row out where a row is nothing else."""
    if field.blank:
        rows.update(**{field.name: ""})
    else:
        rows.delete()
