"""When an office is to be reminded of a filing: when it has been waiting for a week."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from oversight.choices.filing import FilingState
from oversight.due import Due
from oversight.models import Filing

#: A filing is to be looked at within so many days.
PATIENCE = timedelta(days=7)


def due_dates(on: date) -> Iterable[Due]:
    """Return a reminder for each filing that has been waiting for a week by the day."""
    found = Filing.objects.filter(state=FilingState.SUBMITTED).select_related("school").defer("content")
    for filing in found.order_by("pk"):
        since = timezone.localdate(filing.submitted_at)
        if since + PATIENCE <= on:
            yield Due(
                kind="filing_waiting",
                key=f"filing:{filing.pk}:waiting",
                due_on=since + PATIENCE,
                deadline=None,
                school_id=filing.school_id,
                jurisdiction_id=None,
                to="above",
                words={"school": filing.school.name, "year": filing.year, "since": since.isoformat()},
                url=reverse("oversight:filing", args=[filing.pk]),
            )
