"""Go on with an import, call it off, answer what it asks, let it be applied, throw it away."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.domain.refusals import Denied
from intake.choices import ImportStage, ImportState
from intake.models import RememberedAnswer, RosterImport
from intake.running.queue import enqueue
from intake.running.rights import may_import
from oversight.background import RESUMABLE, Work

WORK = Work(RosterImport, stalled_after=120)


def import_cancel(*, row: RosterImport) -> RosterImport:
    """Stop after the school at hand; what was applied stays, what was read is kept.

    Raises:
        ValidationError: if nobody works on it.

    """
    return WORK.cancelled(row, _("这次导入没有在处理，不用取消。"))


def import_resume(*, row: RosterImport) -> RosterImport:
    """Go on where it stopped.

    Raises:
        ValidationError: if it is finished, or somebody works on it.

    """
    with transaction.atomic():
        fresh = WORK.queued_again(row, _("这次导入正在处理或者已经完成，不用继续。"))
        enqueue(fresh)
    return fresh


def import_recheck(*, row: RosterImport) -> RosterImport:
    """Compare with the register once more: it may have changed since.

    Raises:
        ValidationError: if it is not checked yet, or applied.

    """
    with transaction.atomic():
        fresh = _locked(row)
        if fresh.state not in RESUMABLE | {ImportState.CHECKED} or not fresh.parts.exists():
            raise ValidationError(_("现在不能重新核对。"))
        return _check_again(fresh)


def import_answer(*, row: RosterImport, answers: Mapping[str, str]) -> RosterImport:
    """Take what people said; what holds beyond this file is remembered for the jurisdiction.

    Raises:
        ValidationError: if an answer is none of those offered, or a question is left open.

    """
    with transaction.atomic():
        fresh = _locked(row)
        if fresh.state != ImportState.ASKING:
            raise ValidationError(_("现在没有要回答的问题。"))
        for key, _word, _where, options in asked(fresh):
            if answers.get(key) not in options:
                raise ValidationError(_("请回答每一个问题。"))
        given = {key: answers[key] for key, *_rest in asked(fresh)}
        fresh.answers = {**fresh.answers, **given}
        for key, said in given.items():
            if not key.startswith("person|"):
                RememberedAnswer.objects.update_or_create(
                    jurisdiction=fresh.area,
                    question=key[:160],
                    defaults={"answer": said, "said_by": fresh.asked_by},
                )
        is_about_columns = any(key.startswith("heading|") for key in given)
        fresh.save(update_fields=["answers"])
        return _on_its_way(fresh, ImportStage.READ) if is_about_columns else _check_again(fresh)


def asked(row: RosterImport) -> list[tuple[str, str, str, list[str]]]:
    """Return the open questions of an import: key, word, place, the values that may be answered."""
    found = {}
    parts = row.parts.exclude(questions=[]).values_list("questions", flat=True)
    for kind, about, word, where, options, _suggested in (
        q for many in (row.questions, *parts) for q in many
    ):
        found.setdefault(f"{kind}|{about}|{word}", (word, where, [value for value, _label in options]))
    return [(key, *rest) for key, rest in found.items()]


def import_apply(*, row: RosterImport, reason: str = "") -> RosterImport:
    """Put the writing into the register on the way.

    Raises:
        Denied: if the user may not import there any more.
        ValidationError: while anything is wrong, asked, or in the way.

    """
    verdict = may_import(row.asked_by, row.place)
    if not verdict:
        raise Denied(verdict.reason)
    with transaction.atomic():
        fresh = _locked(row)
        if fresh.state != ImportState.CHECKED or has_errors(fresh):
            raise ValidationError(_("还有错误没有更正，不能实施。请更正表格后重新上传。"))
        fresh.reason = reason.strip()[:300]
        fresh.save(update_fields=["reason"])
        return _on_its_way(fresh, ImportStage.APPLY)


def has_errors(row: RosterImport) -> bool:
    """Tell whether the last check found anything that stands in the way."""
    parts = row.parts.exclude(problems=[]).values_list("problems", flat=True)
    return any(problem[5] == "error" for many in (row.problems, *parts) for problem in many)


def import_remove(*, row: RosterImport) -> None:
    """Throw the import and its file away; what was applied stays.

    Raises:
        ValidationError: while somebody works on it.

    """
    WORK.removed(row, _("正在处理，请先取消再删除。"))


def _check_again(row: RosterImport) -> RosterImport:
    row.parts.update(is_checked=False)
    return _on_its_way(row, ImportStage.CHECK)


def _on_its_way(row: RosterImport, stage: ImportStage) -> RosterImport:
    row.stage, row.state, row.problem, row.beat_at = stage, ImportState.QUEUED, "", timezone.now()
    row.save(update_fields=["stage", "state", "problem", "beat_at"])
    enqueue(row)
    return row


def _locked(row: RosterImport) -> RosterImport:
    return (
        RosterImport.objects.select_for_update(of=("self",))
        .select_related("school__jurisdiction", "jurisdiction", "asked_by")
        .get(pk=row.pk)
    )
