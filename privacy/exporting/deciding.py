"""What happens to an export: asked for, approved or not, taken away once."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from privacy.choices import ExportState
from privacy.models import DataExport
from privacy.rights import may_decide, needs_approval
from schools.models import School

#: Days an approval lasts.
LASTS = timedelta(days=7)


def export_ask(
    *, user: User, place: Any, people: int, purpose: str, note: str = "", **what: Any
) -> DataExport:
    """Put a wish for a file on record; one about many people waits for a second person.

    Args:
        user: who asks.
        place: the school or the jurisdiction.
        people: how many people the file is about.
        purpose: one of ``Purpose``.
        note: the purpose in words.
        what: ``route``, ``arguments`` and ``filters`` of the address.

    Raises:
        ValidationError: if the purpose is not said.

    """
    owner = {"school": place} if isinstance(place, School) else {"jurisdiction": place}
    waits = needs_approval(people)
    export = DataExport(
        user=user,
        people=people,
        purpose=purpose,
        note=note.strip(),
        needs_approval=waits,
        state=ExportState.WAITING if waits else ExportState.APPROVED,
        **owner,
        **what,
    )
    export.full_clean()
    export.save()
    return export


def export_decide(*, user: User, export: DataExport, approves: bool, answer: str) -> DataExport:
    """Approve the export, or not.

    Raises:
        PermissionDenied: if the user is not somebody else with the right to take the file away.
        ValidationError: if it was decided already, or a refusal has no reason.

    """
    verdict = may_decide(user, export)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    if not (approves or answer.strip()):
        raise ValidationError({"answer": _("不批准的，请写明理由。")})
    with transaction.atomic():
        fresh = _locked(export)
        if fresh.state != ExportState.WAITING:
            raise ValidationError(_("这次导出已经有人办理，请刷新页面。"))
        fresh.state = ExportState.APPROVED if approves else ExportState.REFUSED
        fresh.decided_by, fresh.decided_at, fresh.answer = user, timezone.now(), answer.strip()
        fresh.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    return fresh


def export_take(*, export: DataExport, file_name: str, sha256: str, size: int, people: int) -> DataExport:
    """Put on record what exactly left: once for each wish.

    Raises:
        ValidationError: if it left already, may not leave yet or not any more, or if there are more people in
            the file now than were approved.

    """
    with transaction.atomic():
        fresh = _locked(export)
        problem = why_not(fresh, people)
        if problem:
            raise ValidationError(problem)
        fresh.state, fresh.taken_at = ExportState.TAKEN, timezone.now()
        fresh.file_name, fresh.sha256, fresh.size, fresh.people = file_name[:200], sha256, size, people
        fresh.save(update_fields=["state", "taken_at", "file_name", "sha256", "size", "people"])
    return fresh


def why_not(export: DataExport, people: int) -> str:
    """Return why the file cannot leave now, nothing if it can."""
    if export.state == ExportState.TAKEN:
        return _("这次导出已经下载过；再次导出请重新申请。")
    if export.state != ExportState.APPROVED:
        return _("这次导出还没有得到批准。")
    if is_expired(export):
        return _("批准已超过七天，请重新申请。")
    if needs_approval(people) and (not export.needs_approval or people > export.people):
        return _("现在的人数已超过批准的人数，请重新申请。")
    return ""


def is_expired(export: DataExport) -> bool:
    """Tell whether the approval is too old to be used."""
    since = export.decided_at or export.asked_at
    return export.state == ExportState.APPROVED and timezone.now() - since > LASTS


def _locked(export: DataExport) -> DataExport:
    return DataExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
