"""Grants are given, get another end, and end; each with a reason and on record.

The rights of who acts are read again under a lock: what was taken from him a moment ago gives nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from accounts.grants.delegation import (
    BRANCH,
    JURISDICTION,
    kind_of,
    latest_end,
    may_be_given_to,
    may_give,
    may_keep,
)
from accounts.grants.recording import note, require_reason
from accounts.models import AccessGrant, GrantDeed, User
from accounts.permissions import Verdict
from accounts.sending.drawn import MOVED
from schools.periods import open_period

ONE_DAY = timedelta(days=1)


def grant_give(
    *,
    actor: User,
    user: User,
    role: str,
    scope: Any,
    first: date,
    last: date | None,
    today: date,
    reason: str,
) -> AccessGrant:
    """Give the user the role on a jurisdiction, a school or a branch, from the first to the last day.

    Raises:
        PermissionDenied: if it is not the actor's to give, or not to this user.
        ValidationError: by field, if the days are impossible or the user may not hold it.

    """
    require_reason(reason)
    with locked(actor, user) as (giver, holder):
        require(may_be_given_to(giver, holder))
        require(may_give(giver, role, scope))
        _require_person(holder)
        if first < today:
            raise ValidationError({"first": _("授权不能从过去开始。")})
        grant = AccessGrant(user=holder, role=role, period=_period(first, last), **_place(scope))
        _require_within(giver, grant)
        _require_new(grant)
        grant.full_clean()
        grant.save()
        note(giver, GrantDeed.GIVEN, grant, reason)
    return grant


def grant_prolong(
    *, actor: User, grant: AccessGrant, last: date | None, today: date, reason: str
) -> AccessGrant:
    """Let the grant hold until ``last``, which may be sooner or later than before; None is without end.

    Raises:
        PermissionDenied: if the actor may not give it.
        ValidationError: by field, if the day lies in the past or beyond the actor's own right.

    """
    require_reason(reason)
    with kept(actor, grant) as (keeper, fresh):
        if last is not None and last < today:
            raise ValidationError({"last": _("最后一日不能早于今天；立即收回的，请用“终止”。")})
        was = fresh.period
        if was != grant.period:
            raise ValidationError(MOVED)
        if was.upper is not None and was.upper <= today:
            raise ValidationError(_("这项授权已经结束，请重新授权。"))
        fresh.period = _period(fresh.starts_on, last)
        _require_within(keeper, fresh)
        fresh.full_clean()
        fresh.save()
        note(keeper, GrantDeed.PROLONGED, fresh, reason, was=was)
    return fresh


def grant_end(*, actor: User, grant: AccessGrant, today: date, reason: str) -> None:
    """End the grant now: it opens nothing at the next request. What began today or later is taken out.

    Raises:
        PermissionDenied: if the actor may not give it.
        ValidationError: if it has ended already.

    """
    require_reason(reason)
    with kept(actor, grant) as (keeper, fresh):
        if fresh.ends_on is not None and fresh.ends_on <= today:
            raise ValidationError(_("这项授权已经结束。"))
        end_now(keeper, fresh, today, reason)


def end_now(actor: User, grant: AccessGrant, today: date, reason: str) -> None:
    """End a locked grant that was found to be the actor's to end."""
    was = grant.period
    if grant.starts_on < today:
        grant.period = open_period(grant.starts_on, today)
        grant.save()
        note(actor, GrantDeed.ENDED, grant, reason, was=was)
        return
    note(actor, GrantDeed.ENDED, grant, reason, was=was, period=None)
    grant.delete()


def require(verdict: Verdict) -> None:
    """Refuse with the reason of a denial.

    Raises:
        PermissionDenied: if it is one.

    """
    if not verdict:
        raise PermissionDenied(verdict.reason)


@contextmanager
def locked(*users: User) -> Iterator[tuple[User, ...]]:
    """Hand out the users as they are now, with their rights of now, until the transaction ends."""
    with transaction.atomic():
        keys = [user.pk for user in users]
        found = {
            user.pk: user for user in User.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        }
        if not found[keys[0]].is_active:
            raise PermissionDenied(_("您的账号已停用。"))
        yield tuple(found[key] for key in keys)


@contextmanager
def kept(actor: User, grant: AccessGrant) -> Iterator[tuple[User, AccessGrant]]:
    """Hand out the actor and the grant as they are now, if it is his to keep.

    Raises:
        PermissionDenied: if it is not.
        ValidationError: if somebody has taken it out.

    """
    with locked(actor, grant.user) as (keeper, _holder):
        related = ("user", "jurisdiction", "school__jurisdiction", "organization__school__jurisdiction")
        fresh = AccessGrant.objects.select_related(*related).filter(pk=grant.pk).first()
        if fresh is None:
            raise ValidationError(_("这项授权已经结束。"))
        require(may_keep(keeper, fresh))
        yield keeper, fresh


def _period(first: date, last: date | None) -> DateRange:
    if last is not None and last < first:
        raise ValidationError({"last": _("最后一日不能早于开始日期。")})
    return open_period(first, last + ONE_DAY if last else None)


def _place(scope: Any) -> dict[str, Any]:
    if kind_of(scope) == BRANCH:
        return {"school": scope.school, "organization": scope}
    return {"jurisdiction" if kind_of(scope) == JURISDICTION else "school": scope}


def _require_person(user: User) -> None:
    if not user.is_active:
        raise ValidationError({"user": _("这个用户已经停用，请先恢复。")})


def _require_within(actor: User, grant: AccessGrant) -> None:
    """Refuse a grant that outlives the right to give it."""
    limit = latest_end(actor, grant.role, grant.scope)
    if limit is not None and (grant.ends_on is None or grant.ends_on > limit):
        day = limit - ONE_DAY
        raise ValidationError({"last": _("您自己的授权到{day}为止，授予别人的不能更长。").format(day=day)})


def _require_new(grant: AccessGrant) -> None:
    same = AccessGrant.objects.filter(
        user=grant.user,
        role=grant.role,
        jurisdiction=grant.jurisdiction,
        school=grant.school,
        organization=grant.organization,
        period__overlap=grant.period,
    )
    if same.exists():
        raise ValidationError(_("该用户在这个范围、这段时间已经有同样的授权，请更改原授权的结束日期。"))
