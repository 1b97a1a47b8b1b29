"""Check the parts of an import: everything that is wrong, what would change, what the rules would find."""

from django.utils.translation import gettext as _

from intake.applying.trying import tried
from intake.comparing.work import Work
from intake.models import ImportPart, RosterImport
from intake.running.progress import beat
from intake.running.rights import is_official
from intake.running.working import Desk
from intake.taking.rows import Problem


def check_parts(row: RosterImport) -> None:
    """Check every part that is not checked yet.

    Raises:
        CalledOff: after the part at hand.

    """
    desk, official = Desk(row), is_official(row.asked_by, row.place)
    done, total = row.parts.filter(is_checked=True).count(), len(desk.codes)
    for part in row.parts.filter(is_checked=False).order_by("number").iterator(chunk_size=1):
        work = desk.work(part, desk.codes)
        _try(part, work, desk, official)
        part.problems = [problem.as_json() for problem in work.problems]
        part.questions = [question.as_json() for question in work.questions.values()]
        part.steps = [step.as_json() for step in work.steps]
        part.decides, part.is_checked = work.decides, True
        part.save(update_fields=["problems", "questions", "steps", "findings", "decides", "is_checked"])
        done += 1
        beat(row, done=done, total=total)


def _try(part: ImportPart, work: Work, desk: Desk, official: bool) -> None:
    """Ask the database and the rules, once nothing else is wrong."""
    part.findings = {}
    if work.has_errors or work.questions or work.is_idle:
        return
    row = desk.row
    trial = tried(
        work, user=row.asked_by, on=row.on, today=desk.today, is_official=official, reason=row.reason
    )
    part.findings = trial.findings
    if trial.problem:
        work.problems.append(Problem(part.name, 0, 0, "", trial.problem))
    for found in trial.findings.get("refusing", ()) if not official else ():
        text = _("不符合规则{rule}：{sentence}").format(**found)
        work.problems.append(Problem(part.name, 0, 0, "", text))
