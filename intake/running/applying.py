"""Apply the parts of an import: each school whole or not at all, and none twice."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from governance.domain.act import Act
from governance.plans.running import said
from intake.applying.trying import PROBLEMS
from intake.applying.writing import school_import
from intake.choices import ImportState
from intake.comparing.work import Work
from intake.models import ImportPart, RosterImport
from intake.running.progress import CalledOff, beat
from intake.running.rights import is_official
from intake.running.working import Desk

#: How often the schools are gone through: one names what another brings, at most so many deep.
_ROUNDS = 5


class NotApplied(Exception):
    """A school could not be written; the text says why."""


def apply_parts(row: RosterImport) -> None:
    """Write every part that is not written yet.

    A school that stands below one of the same workbook waits for it. What a line says about another school
    (a member in its branch, a post of its people) follows when that one is there; until then its part is not
    applied, so whoever resumes the import finds it.

    Raises:
        CalledOff: after the school at hand.

    """
    desk, official = Desk(row), is_official(row.asked_by, row.place)
    total = len(desk.codes)
    for nth in range(_ROUNDS):
        waiting = list(row.parts.filter(is_applied=False).order_by("number").values_list("pk", "code"))
        if not waiting:
            return
        coming = {code for _pk, code in waiting}
        for pk, code in waiting:
            is_last = nth == _ROUNDS - 1
            if _one(row, pk, desk, official, set() if is_last else coming):
                coming.discard(code)
            beat(row, done=total - len(coming), total=total)


def _one(row: RosterImport, pk: int, desk: Desk, official: bool, coming: set[str]) -> bool:
    """Write one school, but for what waits for another; tell whether it is there, or waits as a whole."""
    with transaction.atomic():
        part = ImportPart.objects.select_for_update().get(pk=pk)
        if not RosterImport.objects.filter(pk=row.pk, state=ImportState.RUNNING).exists():
            raise CalledOff
        work = desk.work(part, coming - {part.code})
        if "superior" in work.later:
            return False
        _require_fit(part, work)
        if not work.is_idle:
            part.change_set = _write(row, part, work, desk, official) or part.change_set
        part.is_applied = not work.later
        part.save(update_fields=["is_applied", "change_set"])
    return True


def _require_fit(part: ImportPart, work: Work) -> None:
    """Refuse what was in order when it was checked and is not any more."""
    wrong = [problem.text for problem in work.problems if problem.level == "error"]
    if wrong or work.questions:
        text = _("{school}的资料在核对之后有变动，请重新核对。{problem}")
        raise NotApplied(text.format(school=part.name, problem=wrong[0] if wrong else ""))


def _write(row: RosterImport, part: ImportPart, work: Work, desk: Desk, official: bool):
    with override(None):  # it is kept, whatever the language of who does it
        reason = row.reason or _("导入：{name}").format(name=row.name)
    act = Act(
        actor=row.asked_by,
        today=desk.today,
        effective_on=row.on,
        reason=reason,
        version=work.school.version if work.school.pk else None,
    )
    try:
        school_import(act=act, work=work, is_official=official)
    except PROBLEMS as problem:
        raise NotApplied(f"{part.name}: {said(problem)}") from problem
    return act.change_set
