"""What the page of one finding shows: everything about it, and what this reader may do."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import cached_property

from accounts.models import User
from accounts.permissions import Verdict
from governance.models import ChangeSet, Finding, SchoolCheck, Waiver
from governance.presentation.findings import FindingRow, finding_rows
from oversight.cases.files import may_remove
from oversight.cases.lines import CaseLine, case_line
from oversight.cases.states import COURSE
from oversight.cases.touching import case_of
from oversight.choices.case import CaseAction
from oversight.models import CaseEntry, Evidence, Notice

#: Changes of the school that speak of the finding, the newest.
NEWEST = 10


@dataclass(frozen=True, slots=True)
class Episode:
    """One appearance of the finding, with what was done about it then."""

    nth: int
    is_current: bool
    entries: list[CaseEntry]


class CasePage:
    """A finding as work, for one reader on one day."""

    def __init__(self, finding: Finding, user: User, today: date):
        self.finding, self.user, self.today = finding, user, today
        self.case = case_of(finding)

    @cached_property
    def row(self) -> FindingRow:
        """The sentence, the source, the mend, the people."""
        return finding_rows([self.finding], self.user)[0]

    @cached_property
    def line(self) -> CaseLine:
        """Where it stands."""
        return case_line(self.finding, self.case, self.today)

    @cached_property
    def may(self) -> dict[str, Verdict]:
        """What the reader may do now, by action."""
        return {action.value: COURSE.may(self.user, self.case, action) for action in CaseAction}

    @property
    def reasons(self) -> list[str]:
        """Why the reader may do nothing but speak."""
        able = any(may for name, may in self.may.items() if name != CaseAction.COMMENT)
        return [] if able else [self.may[CaseAction.CLAIM].reason]

    @cached_property
    def entries(self) -> list[CaseEntry]:
        """What was done and said, the oldest first."""
        return list(self.case.entries.select_related("actor")) if self.case.pk else []

    @property
    def episodes(self) -> list[Episode]:
        """The appearances of the finding with their records, the present one first."""
        now = self.finding.reopened
        return [
            Episode(nth + 1, nth == now, [e for e in self.entries if e.episode == nth])
            for nth in range(now, -1, -1)
            if nth == now or any(e.episode == nth for e in self.entries)
        ]

    @cached_property
    def files(self) -> list[tuple[Evidence, bool]]:
        """The evidence, and whether the reader may take it out again."""
        if not self.case.pk:
            return []
        may = self.may[CaseAction.DETACH]
        files = self.case.files.select_related("uploaded_by")
        return [(file, bool(may and may_remove(self.user, file, self.entries))) for file in files]

    @cached_property
    def waivers(self) -> list[Waiver]:
        """Waivers of the finding that hold or are still to come, the first first."""
        about = ("rule", "subject_kind", "subject_number")
        known = {name: getattr(self.finding, name) for name in about}
        open_ones = Q(period__endswith__gt=self.today)
        return list(
            Waiver.objects.filter(open_ones, school=self.finding.school_id, **known).order_by("period")
        )

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices that name it, of those the reader may see."""
        seen = Notice.objects.visible_to(self.user)
        return list(seen.filter(items__finding=self.finding).order_by("-created_at"))

    @cached_property
    def changes(self) -> list[tuple[ChangeSet, bool]]:
        """The newest changes of the school that caused or cured it, and whether they cured it."""
        said = [{"rule": self.finding.rule, "subject": self.finding.subject_name}]
        caused, cured = Q(caused__contains=said), Q(cured__contains=said)
        found = ChangeSet.objects.filter(caused | cured, school=self.finding.school_id)
        rows = found.select_related("actor").order_by("-recorded_at", "-pk")[:NEWEST]
        return [(row, any(_is(one, said[0]) for one in row.cured)) for row in rows]

    @cached_property
    def check(self) -> SchoolCheck | None:
        """The newest check of the school."""
        return SchoolCheck.objects.filter(school=self.finding.school_id).first()


def _is(listed: dict, said: dict) -> bool:
    return all(listed.get(name) == value for name, value in said.items())
