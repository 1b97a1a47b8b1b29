"""To which user somebody belongs whom the city's single sign-on vouches for."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from accounts.domain.users import user_named
from accounts.models import User


class NotLinked(Exception):
    """Nobody here belongs to the account; carries the name it has over there."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def user_for(account: SocialAccount) -> User:
    """Return the user whose name the agreed claim carries, if he is linked to no other account yet.

    Raises:
        NotLinked: no claim was agreed on, it names nobody, or the user belongs to another account.

    """
    told = _told(account)
    name = str(told.get("preferred_username") or told.get("name") or account.uid)
    claim = str(told.get(settings.OIDC.claim) or "") if settings.OIDC.claim else ""
    user = user_named(claim) if claim else None
    if user is None or SocialAccount.objects.filter(user=user, provider=account.provider).exists():
        raise NotLinked(name)
    return user


def _told(account: SocialAccount) -> dict[str, Any]:
    return {**account.extra_data.get("id_token", {}), **account.extra_data.get("userinfo", {})}
