"""Reminders of findings that fall due."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from governance.models import Finding
from oversight.cases.waiting import SOON
from oversight.due import Due
from oversight.models import AT_WORK, with_work


def due_dates(on: date) -> Iterator[Due]:
    """Yield the reminders of findings whose deadline is near, or has passed, and that still fail.

    Three days before, the school is reminded; from the day after, the school and those above it. Another
    deadline, or another appearance of the finding, is another reminder.
    """
    found = with_work(Finding.objects.filter(case__due_on__lte=on + SOON, school__isnull=False))
    rows = found.filter(AT_WORK, due__isnull=False)
    for finding in rows.select_related("school").order_by("due", "pk").iterator():
        if finding.due >= on:
            yield _due(finding, "case_soon", "school", finding.due - SOON)
        else:
            for to in ("school", "above"):
                yield _due(finding, "case_overdue", to, finding.due + timedelta(days=1))


def _due(finding: Finding, kind: str, to: str, due_on: date) -> Due:
    words = {
        "school": finding.school.name,
        "rule": finding.rule,
        "variant": finding.variant,
        "evidence": finding.evidence,
        "subject": finding.subject_name,
        "deadline": finding.due.isoformat(),
    }
    return Due(
        kind=kind,
        key=f"{kind}:{finding.pk}:{finding.reopened}:{finding.due.isoformat()}:{to}",
        due_on=due_on,
        deadline=finding.due,
        school_id=finding.school_id,
        jurisdiction_id=None,
        to=to,
        words=words,
        url=reverse("oversight:case", args=[finding.pk]),
    )
