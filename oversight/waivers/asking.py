"""A school asks for a waiver of one of its findings, or mends what it asked."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Denied as Forbidden
from accounts.permissions import Verdict, may_edit
from governance.domain.refusals import Denied
from governance.models import Finding, Waiver
from governance.rules.catalogue import all_rules
from oversight.choices.waiver_request import WaiverAction
from oversight.evidence import evidence_receive
from oversight.handling import handling
from oversight.models import WaiverRequest
from oversight.waivers.states import COURSE
from schools.models import School

KEY = ("rule", "subject_kind", "subject_number")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the school writes: why, on which approval, until which day."""

    reason: str
    document_number: str
    issued_on: date
    issuer: str
    until: date


def may_ask(user: User, finding: Finding) -> Verdict:
    """Tell whether the user may ask for a waiver of the finding; a rule or a case may rule it out."""
    rule = all_rules().get(finding.rule)
    if rule is None or not rule.is_waivable:
        return Forbidden(_("规则{rule}不能豁免。").format(rule=finding.rule))
    if not rule.may_waive(finding.variant):
        return Forbidden(_("规则{rule}的这种情形不能豁免。").format(rule=finding.rule))
    if finding.closed_on is not None:
        return Forbidden(_("这项检查发现已经消除，不需要豁免。"))
    return may_edit(user, finding.school)


def waiver_ask(
    *, user: User, finding: Finding, asked: Asked, today: date, files: Iterable[Any] = ()
) -> WaiverRequest:
    """Ask for a waiver; where one counts already, or did before, this asks to go on with it.

    Raises:
        Denied: if the finding cannot be waived, or is not the user's to ask about.
        ValidationError: if a request is open already, or a date makes no sense.

    """
    verdict = may_ask(user, finding)
    if not verdict:
        raise Denied(verdict.reason)
    key = key_of(finding)
    former = Waiver.objects.filter(**key).order_by("-period").select_related("request").first()
    require_days(asked, today, former)
    row = WaiverRequest(
        school=finding.school,
        **key,
        **asdict(asked),
        subject_name=finding.subject_name,
        asked_on=today,
        renews=getattr(former, "request", None),
    )
    with transaction.atomic():
        row.full_clean()
        row.save()
        _attach(row, user, files)
        row.entries.create(action=WaiverAction.ASK, text=asked.reason, actor=user)
    return row


def waiver_amend(
    *,
    user: User,
    request: WaiverRequest,
    asked: Asked,
    today: date,
    files: Iterable[Any] = (),
    version: int | None = None,
) -> None:
    """Mend a request that was sent back and hand it in again.

    Raises:
        Denied, Stale, ValidationError: as for every act.

    """
    require_days(asked, today, waiver_before(request))
    with handling(
        COURSE, user, request, WaiverAction.AMEND, text=asked.reason, version=version, related=("school",)
    ) as fresh:
        for name, value in asdict(asked).items():
            setattr(fresh, name, value)
        fresh.full_clean()
        _attach(fresh, user, files)


def key_of(row: Finding | WaiverRequest | Waiver) -> dict[str, str]:
    """Return what makes rows speak of the same fault of the same subject."""
    return {name: getattr(row, name) for name in KEY}


def waiver_before(request: WaiverRequest) -> Waiver | None:
    """Return the newest waiver of the same fault."""
    return Waiver.objects.filter(**key_of(request)).order_by("-period").first()


def finding_of(request: WaiverRequest) -> Finding | None:
    """Return the finding the request is about, if the rule fails now."""
    return Finding.objects.filter(**key_of(request), closed_on=None).select_related("school").first()


def require_days(asked: Asked, today: date, former: Waiver | None) -> None:
    """Refuse an approval of the future, and an end that is past or no later than what counts already.

    Raises:
        ValidationError: on the field.

    """
    if asked.issued_on > today:
        raise ValidationError({"issued_on": _("批准日期不能晚于今天。")})
    if asked.until < today:
        raise ValidationError({"until": _("结束日期已经过去。")})
    if former is not None and former.ends_on is not None and asked.until < former.ends_on:
        raise ValidationError(
            {"until": _("已有豁免到 {day}，续期应当晚于这一天。").format(day=former.last_day)}
        )


def _attach(row: WaiverRequest, user: User, files: Iterable[Any]) -> None:
    place: School = row.school
    row.evidence.add(*[evidence_receive(user=user, place=place, upload=upload) for upload in files])
