"""The same for many findings at once: first what would happen to each, then done, one by one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from governance.models import Finding
from governance.plans.running import PROBLEMS, said
from oversight.cases.deadlines import case_set_due
from oversight.cases.lists import WorkRow, work_rows
from oversight.cases.saying import case_remind, case_return
from oversight.cases.states import COURSE, TABLE
from oversight.choices.case import CaseAction, CaseState

#: So many findings are taken at once; more are narrowed first.
MOST = 500


def _due(today: date, **told: Any) -> Any:
    return case_set_due(today=today, **told)


def _remind(today: date, **told: Any) -> Any:
    return case_remind(today=today, **told)


def _return(today: date, **told: Any) -> Any:
    return case_return(**told)


#: What can be done with many at once, all of it by those above the schools.
IN_BULK: dict[CaseAction, Callable[..., Any]] = {
    CaseAction.DUE: _due,
    CaseAction.REMIND: _remind,
    CaseAction.RETURN: _return,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """What would happen to one finding, or why it cannot."""

    row: WorkRow
    to: CaseState | None
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an action would do with the findings, in their order."""

    action: CaseAction
    able: list[Planned]
    unable: list[Planned]


def preview(user: User, action: CaseAction, findings: Iterable[Finding], today: date) -> Preview:
    """Return what the action would do; no query for each finding."""
    able, unable = [], []
    for row in work_rows(findings, today):
        verdict = COURSE.may(user, row.case, action)
        planned = Planned(row, TABLE[action].to, verdict.reason)
        (able if verdict else unable).append(planned)
    return Preview(action, able, unable)


def perform(
    user: User, action: CaseAction, findings: Iterable[Finding], values: dict[str, Any], today: date
) -> tuple[int, list[Planned]]:
    """Do it with each by itself; return how many were done, and the others with what was in the way."""
    done, left = 0, []
    for row in work_rows(findings, today):
        try:
            IN_BULK[action](today, user=user, finding=row.finding, **values)
        except PROBLEMS as problem:
            left.append(Planned(row, None, said(problem)))
        else:
            done += 1
    return done, left
