"""Draw notices up for many schools at once: one for each school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from governance.models import Finding
from governance.plans.running import PROBLEMS, said
from oversight.cases.lists import WorkRow, work_rows
from oversight.choices.case import WORKING_STATES
from oversight.models import Notice
from oversight.notices.drafting import notice_draft
from oversight.notices.items import named_elsewhere
from schools.models import School


@dataclass(frozen=True, slots=True)
class Share:
    """What the notice to one school would name."""

    school: School
    rows: list[WorkRow]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The notices that would be drawn up, and what none can name, with the reason."""

    shares: list[Share]
    unable: list[tuple[WorkRow, str]]

    @property
    def items(self) -> int:
        """How many findings they would name."""
        return sum(len(share.rows) for share in self.shares)


def drawing_of(findings: Iterable[Finding], today: date) -> Drawing:
    """Return what would be drawn up; no query for each finding."""
    rows = work_rows(findings, today)
    elsewhere = named_elsewhere([row.finding for row in rows])
    shares: dict[int, Share] = {}
    unable = []
    for row in rows:
        reason = _obstacle(row, elsewhere)
        if reason:
            unable.append((row, reason))
        else:
            school = row.finding.school
            shares.setdefault(school.pk, Share(school, [])).rows.append(row)
    return Drawing(list(shares.values()), unable)


def _obstacle(row: WorkRow, elsewhere: dict[int, Notice]) -> str:
    if row.line.work not in WORKING_STATES:
        return _("已经消除或者豁免。")
    if row.finding.pk in elsewhere:
        return _("已列入{notice}。").format(notice=elsewhere[row.finding.pk])
    return ""


def draw(
    user: User, drawing: Drawing, deadline: date, today: date
) -> tuple[list[Notice], list[tuple[School, str]]]:
    """Draw each notice up by itself; return them, and the schools for which it was not possible."""
    drawn, left = [], []
    for share in drawing.shares:
        findings = [row.finding for row in share.rows]
        try:
            drawn.append(
                notice_draft(
                    user=user, school=share.school, findings=findings, today=today, deadline=deadline
                )
            )
        except PROBLEMS as problem:
            left.append((share.school, said(problem)))
    return drawn, left
