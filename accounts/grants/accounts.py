"""Accounts are opened and switched off; nobody chooses a password for somebody else.

A first password is made by chance, shown once to who opened the account, and good for one sign-in: whoever
comes with it must choose his own before he sees anything.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.grants.delegation import may_be_given_to, may_keep, may_open_account, may_switch
from accounts.grants.giving import end_now, locked, require
from accounts.grants.recording import note_account, require_reason
from accounts.models import AccessGrant, GrantDeed, User
from schools.models import Jurisdiction, School

#: Without letters and digits that look alike: it is read from a screen and typed once.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LENGTH = 4, 4


@dataclass(frozen=True)
class Left:
    """What became of the grants of somebody who left."""

    ended: int
    remaining: int


def first_password() -> str:
    """Return a password by chance, of some 79 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _n in range(_LENGTH)) for _group in range(_GROUPS))


def account_open(
    *, actor: User, username: str, display_name: str, home: School | Jurisdiction, reason: str
) -> tuple[User, str]:
    """Open an account without any right; return it with its first password.

    Raises:
        PermissionDenied: if the place is outside the actor's rights.
        ValidationError: by field, if the name is taken or missing.

    """
    require_reason(reason)
    with locked(actor) as (keeper,):
        require(may_open_account(keeper, home))
        if not display_name.strip():
            raise ValidationError({"display_name": _("请填写姓名。")})
        account = User(username=User.normalize_username(username.strip()), display_name=display_name.strip())
        account.is_staff = True
        password = _handed_out(account)
        account.full_clean()
        account.save()
        note_account(keeper, GrantDeed.CREATED, account, reason, home)
    return account, password


def account_switch(*, actor: User, account: User, is_on: bool, reason: str) -> None:
    """Switch the account off or on again; its sessions open nothing at the next request.

    Raises:
        PermissionDenied: if the account is not the actor's to switch.

    """
    require_reason(reason)
    with locked(actor, account) as (keeper, fresh):
        require(may_switch(keeper, fresh))
        if fresh.is_active == is_on:
            return
        fresh.is_active = is_on
        fresh.save(update_fields=["is_active"])
        note_account(keeper, GrantDeed.SWITCHED_ON if is_on else GrantDeed.SWITCHED_OFF, fresh, reason)


def password_renew(*, actor: User, account: User, reason: str) -> str:
    """Return a new first password; the old one and every session of the account are void.

    Raises:
        PermissionDenied: if the account is not the actor's to switch.

    """
    require_reason(reason)
    with locked(actor, account) as (keeper, fresh):
        require(may_switch(keeper, fresh))
        password = _handed_out(fresh)
        fresh.save(update_fields=["password", "must_change_password"])
        note_account(keeper, GrantDeed.PASSWORD, fresh, reason)
    return password


def person_leaves(*, actor: User, account: User, today: date, reason: str) -> Left:
    """End every grant of the account that is the actor's to end; count what others have to end.

    Raises:
        PermissionDenied: if it is the actor's own account.

    """
    require_reason(reason)
    with locked(actor, account) as (keeper, fresh):
        require(may_be_given_to(keeper, fresh))
        related = ("user", "jurisdiction", "school__jurisdiction", "organization__school__jurisdiction")
        open_ones = Q(period__endswith=None) | Q(period__endswith__gt=today)
        running = AccessGrant.objects.filter(open_ones, user=fresh)
        grants = list(running.select_related(*related).order_by("pk"))
        own = [grant for grant in grants if may_keep(keeper, grant)]
        for grant in own:
            end_now(keeper, grant, today, reason)
    return Left(len(own), len(grants) - len(own))


def _handed_out(account: User) -> str:
    password = first_password()
    account.set_password(password)
    account.must_change_password = True
    return password
