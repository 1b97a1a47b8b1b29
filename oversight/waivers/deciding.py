"""What becomes of a request: granted, refused, sent back, withdrawn; and a waiver taken back early."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.domain.act import Act
from governance.domain.locks import lock_affected
from governance.domain.records import record_correct, record_create, record_remove
from governance.models import Waiver
from oversight.choices.waiver_request import WaiverAction
from oversight.handling import handling, require_text
from oversight.models import WaiverRequest
from oversight.waivers.asking import finding_of, key_of, waiver_before
from oversight.waivers.states import COURSE
from schools.periods import open_period

RELATED = ("school__jurisdiction", "waiver")


def waiver_grant(
    *,
    user: User,
    request: WaiverRequest,
    today: date,
    until: date | None = None,
    text: str = "",
    version: int | None = None,
) -> Waiver:
    """Grant what was asked, possibly to an earlier day; the school is judged again at once.

    A renewal begins where the waiver before it ends.

    Raises:
        Denied, Stale: as for every act.
        ValidationError: if the finding is gone, or the end is past or later than asked.

    """
    with (
        _school_first(request),
        handling(
            COURSE, user, request, WaiverAction.GRANT, text=text, version=version, related=RELATED
        ) as fresh,
    ):
        if finding_of(fresh) is None:
            raise ValidationError(_("这项检查发现已经消除，不需要豁免。请退回或者由学校撤回。"))
        until = until or fresh.until
        start = _first_day(fresh, today)
        _require_end(until, start, fresh.until)
        fresh.waiver = record_create(
            act=Act(actor=user, today=today, reason=text),
            row=Waiver(
                school=fresh.school,
                **key_of(fresh),
                reason=fresh.reason,
                approver=fresh.issuer,
                document_number=fresh.document_number,
                period=open_period(start, until + timedelta(days=1)),
            ),
        )
        fresh.until = until
    return request.waiver


def waiver_refuse(*, user: User, request: WaiverRequest, text: str, version: int | None = None) -> None:
    """Refuse what was asked, with the reason."""
    _with_reason(WaiverAction.REFUSE, user, request, text, version)


def waiver_return(*, user: User, request: WaiverRequest, text: str, version: int | None = None) -> None:
    """Send the request back to be completed, with the reason."""
    _with_reason(WaiverAction.RETURN, user, request, text, version)


def waiver_withdraw(
    *, user: User, request: WaiverRequest, text: str = "", version: int | None = None
) -> None:
    """Take the request back."""
    with handling(COURSE, user, request, WaiverAction.WITHDRAW, text=text, version=version, related=RELATED):
        pass


def waiver_revoke(
    *, user: User, request: WaiverRequest, today: date, text: str, version: int | None = None
) -> None:
    """End the waiver today, with the reason; one that has not begun goes.

    Raises:
        Denied, Stale: as for every act.
        ValidationError: without a reason, or if it has ended already.

    """
    text = require_text(text)
    with (
        _school_first(request),
        handling(
            COURSE, user, request, WaiverAction.REVOKE, text=text, version=version, related=RELATED
        ) as fresh,
    ):
        waiver = fresh.waiver
        if waiver is None or waiver.ends_on <= today:
            raise ValidationError(_("豁免已经到期，不需要终止。"))
        act = Act(actor=user, today=today, reason=text)
        if waiver.starts_on < today:
            record_correct(act=act, row=waiver, fields={"period": open_period(waiver.starts_on, today)})
        else:
            fresh.waiver = None
            record_remove(act=act, row=waiver)


def _with_reason(
    action: WaiverAction, user: User, request: WaiverRequest, text: str, version: int | None
) -> None:
    text = require_text(text)
    with handling(COURSE, user, request, action, text=text, version=version, related=RELATED):
        pass


def _first_day(request: WaiverRequest, today: date) -> date:
    former = waiver_before(request)
    return max(today, former.ends_on) if former is not None and former.ends_on else today


def _require_end(until: date, start: date, asked: date) -> None:
    if until < start:
        raise ValidationError({"until": _("结束日期应当不早于 {day}。").format(day=start)})
    if until > asked:
        raise ValidationError({"until": _("结束日期不能晚于申请的 {day}。").format(day=asked)})


@contextmanager
def _school_first(request: WaiverRequest) -> Iterator[None]:
    """Lock the school and what it affects before the request, as every operation does."""
    with transaction.atomic():
        lock_affected([request.school_id])
        yield
