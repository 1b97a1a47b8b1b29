"""A finding's case in one line: where it stands, who mends it, by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from governance.models import Finding
from oversight.choices.case import WORKING_STATES, CaseState
from oversight.models import FindingCase


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What a list shows of a case, on one day; also of a finding that nobody has touched."""

    url: str
    work: CaseState
    owner: User | None
    due: date | None
    on: date

    @property
    def days_over(self) -> int:
        """How many days it is overdue; 0 while it is in time or no longer to be mended."""
        if self.due is None or self.work not in WORKING_STATES:
            return 0
        return max((self.on - self.due).days, 0)


def case_line(finding: Finding, case: FindingCase | None, on: date) -> CaseLine:
    """Return the line of the finding."""
    url = reverse("oversight:case", args=[finding.pk])
    if case is None:
        case = FindingCase(finding=finding, episode=finding.reopened)
    return CaseLine(url, case.work, case.owner, case.due, on)


def case_lines(findings: Iterable[Finding], on: date) -> Mapping[int, CaseLine]:
    """Return the lines by the findings' keys, in one query."""
    by_key = {finding.pk: finding for finding in findings}
    if not by_key:
        return {}
    known = FindingCase.objects.filter(finding__in=by_key).select_related("owner")
    cases = {case.finding_id: case for case in known}
    for key, case in cases.items():
        case.finding = by_key[key]
    return {key: case_line(finding, cases.get(key), on) for key, finding in by_key.items()}
