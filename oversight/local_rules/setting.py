"""Set a value or a level from a day on, or end it; what was before keeps its days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from governance.domain.act import Act
from governance.domain.facts.parameters import ENFORCEMENT, PARAMETER
from governance.domain.locks import lock_jurisdictions
from governance.domain.records import record_correct, record_create, record_remove
from governance.domain.refusals import Stale
from governance.jobs import enqueue_check
from governance.models import RuleEnforcement, RuleParameter
from schools.models import Jurisdiction
from schools.periods import open_period

Stored = RuleParameter | RuleEnforcement


@dataclass(frozen=True, slots=True)
class Setting:
    """What is to be set: ``value`` as JSON keeps it, in force from ``start``, without an end."""

    kind: str
    name: str
    value: Any
    document_number: str
    start: date


def rows_of(place: Jurisdiction, kind: str, name: str):
    """Return everything the place ever set of the parameter or level."""
    if kind == PARAMETER:
        return RuleParameter.objects.filter(jurisdiction=place, name=name)
    return RuleEnforcement.objects.filter(jurisdiction=place, rule=name)


def setting_put(
    *, user: User, place: Jurisdiction, setting: Setting, today: date, seen: int | None = None
) -> Stored:
    """Set the value or level from its day on; what the place had set before ends there.

    ``seen`` is the key of what the place had set last when the person looked, 0 for nothing; None asks
    nothing.

    Raises:
        Stale: if something was set since.
        Denied: if the user does not act for the place.
        ValidationError: if it is looser than above, its day is past, or something later is set already.

    """
    require_day(place, setting, today)
    act = Act(actor=user, today=today)
    with transaction.atomic():
        lock_jurisdictions([place.pk])
        _refuse_moved(rows_of(place, setting.kind, setting.name), seen)
        former = rows_of(place, setting.kind, setting.name).as_of(setting.start).first()
        if former is not None and former.starts_on == setting.start:
            record_remove(act=act, row=former)
        elif former is not None:
            period = open_period(former.starts_on, setting.start)
            record_correct(act=act, row=former, fields={"period": period})
        row = record_create(act=act, row=made(place, setting))
        _check_again(place, setting.start, today)
    return row


def _refuse_moved(rows: Any, seen: int | None) -> None:
    newest = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    if seen is not None and newest != seen:
        raise Stale(_("您打开页面之后，别人已经作了新的规定。请看右边的历史，核对之后可以再提交一次。"))


def setting_end(*, user: User, row: Stored, last: date, today: date) -> None:
    """End what the place has set after the day ``last``; what has not begun by then goes.

    Raises:
        Denied: if the user does not act for the place.
        ValidationError: if the day is past.

    """
    if last < today:
        raise ValidationError({"last": _("结束日期不能早于今天。")})
    act, place = Act(actor=user, today=today), row.jurisdiction
    with transaction.atomic():
        lock_jurisdictions([place.pk])
        if row.starts_on > last:
            record_remove(act=act, row=row)
        else:
            period = open_period(row.starts_on, last + timedelta(days=1))
            record_correct(act=act, row=row, fields={"period": period})
        _check_again(place, last, today)


def made(place: Jurisdiction, setting: Setting) -> Stored:
    """Return the row that says it, not yet written."""
    common = {
        "jurisdiction": place,
        "document_number": setting.document_number,
        "period": open_period(setting.start),
    }
    if setting.kind == PARAMETER:
        return RuleParameter(name=setting.name, value=setting.value, **common)
    return RuleEnforcement(rule=setting.name, level=setting.value, **common)


def require_day(place: Jurisdiction, setting: Setting, today: date) -> None:
    """Refuse a day that is past, or before something the place has set already.

    Raises:
        ValidationError: on the field ``start``.

    """
    if setting.start < today:
        raise ValidationError({"start": _("起始日期不能早于今天。")})
    later = rows_of(place, setting.kind, setting.name).filter(period__startswith__gt=setting.start).first()
    if later is not None:
        said = _("本级已规定自 {day} 起的取值，请先取消它，或者从更晚的日期起设置。")
        raise ValidationError({"start": said.format(day=later.starts_on)})


def _check_again(place: Jurisdiction, start: date, today: date) -> None:
    """Have the findings of the subtree follow; what begins later is seen by the nightly check."""
    if start > today:
        return
    below = place.get_descendants(include_self=True).filter(schools__isnull=False).distinct()
    for code in below.order_by("code").values_list("code", flat=True):
        enqueue_check(code)


KINDS = (PARAMETER, ENFORCEMENT)
