"""Reminders of notices that the school has not answered."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from oversight.choices.notice import NoticeState
from oversight.due import Due
from oversight.models import Notice

SOON = timedelta(days=3)


def due_dates(on: date) -> Iterator[Due]:
    """Yield the reminders of notices whose deadline is near, or has passed, without an answer.

    Three days before, the school is reminded; from the day after, the school and the office that issued it.
    """
    found = Notice.objects.filter(
        state__in=[NoticeState.ISSUED, NoticeState.RECEIVED], deadline__lte=on + SOON
    )
    for notice in found.select_related("school").order_by("deadline", "pk").iterator():
        if notice.deadline >= on:
            yield _due(notice, "notice_soon", "school", notice.deadline - SOON)
        else:
            for to in ("school", "office"):
                yield _due(notice, "notice_overdue", to, notice.deadline + timedelta(days=1))


def _due(notice: Notice, kind: str, to: str, due_on: date) -> Due:
    deadline = notice.deadline.isoformat()
    return Due(
        kind=kind,
        key=f"{kind}:{notice.pk}:{deadline}:{to}",
        due_on=due_on,
        deadline=notice.deadline,
        school_id=notice.school_id,
        jurisdiction_id=notice.jurisdiction_id if to == "office" else None,
        to=to,
        words={"school": notice.school.name, "number": notice.number, "deadline": deadline},
        url=reverse("oversight:notice", args=[notice.pk]),
    )
