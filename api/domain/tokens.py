"""Tokens: made, shown once, recognised, revoked."""

import hashlib
import secrets
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain.duties import needs_second_factor
from accounts.domain.second_factor import has_second_factor
from accounts.models import User
from api.choices import Scope
from api.models import ApiToken
from audit.choices import Action
from audit.events import note

#: So that a scanner of repositories and logs can tell what it has found.
MARK = "lzt_"
SHOWN = len(MARK) + 6
#: Nobody keeps an eye on more.
MOST = 20
#: When a token was last used is written this often at most.
SELDOM = timedelta(minutes=1)


def token_issue(
    *, user: User, name: str, scopes: list[str], expires_on: date, today: date
) -> tuple[ApiToken, str]:
    """Return a new token and its secret, which nobody sees again.

    Raises:
        ValidationError: if the name is missing, the scopes are none or the day is too far away, or if the
            user has too many tokens.

    """
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken(
        user=user,
        name=name.strip(),
        prefix=secret[:SHOWN],
        digest=fingerprint(secret),
        scopes=[scope for scope in Scope.values if scope in scopes],
        made_on=today,
        expires_on=expires_on,
    )
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if ApiToken.objects.living(today).filter(user=user).count() >= MOST:
            raise ValidationError(_("每人最多同时有%(most)d个有效令牌，请先停用不用的。") % {"most": MOST})
        token.full_clean(exclude=["digest", "prefix"])
        token.save()
    return token, secret


def token_revoke(*, token: ApiToken) -> None:
    """Let the token open nothing any more; what was done with it stays on record."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def token_named(secret: str) -> ApiToken | None:
    """Return the token with the secret, whatever has become of it."""
    if not secret.startswith(MARK):
        return None
    return ApiToken.objects.select_related("user").filter(digest=fingerprint(secret)).first()


def obstacle_to(token: ApiToken, on: date) -> str:
    """Return why the token opens nothing, "" if it does.

    Who was switched off and on again makes new tokens, like who is given a new password: somebody else may
    have the old ones. Who has to show a second factor has to have one; the token itself was made behind it.
    """
    user = token.user
    if token.is_over(on):
        return _("令牌已经停用。") if token.revoked_at else _("令牌已经过期。")
    if not user.is_active or user.enabled_at > token.made_at:
        return _("用户已经停用，或者停用后重新启用；请重新生成令牌。")
    if user.must_change_password:
        return _("用户要先登录并修改密码。")
    if needs_second_factor(user) and not has_second_factor(user):
        return _("用户要先登录并设置两步验证。")
    return ""


def token_used(token: ApiToken, address: str) -> None:
    """Write down when and from where; an address it has not come from before is on record."""
    now = timezone.now()
    is_new = token.last_address != address
    if is_new:
        note(Action.TOKEN_USE, "api_apitoken", token.pk, prefix=token.prefix, address=address)
    if is_new or token.last_used_at is None or now - token.last_used_at > SELDOM:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now, last_address=address)


def fingerprint(secret: str) -> str:
    """Return what is kept of a secret; it is long and random, so one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
