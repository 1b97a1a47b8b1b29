"""Reports hold the data of many people: they are not kept longer than they are needed."""

from datetime import datetime, timedelta

from oversight.background import UNDER_WAY
from oversight.models import Report
from oversight.reports.ordering import report_remove

#: Days a report can be downloaded; it is made again in minutes.
KEPT = 30


def reports_expire(now: datetime) -> int:
    """Throw away the reports asked for more than thirty days ago; return how many they were."""
    old = Report.objects.filter(asked_at__lt=now - timedelta(days=KEPT)).exclude(state__in=UNDER_WAY)
    found = list(old)
    for report in found:
        report_remove(report=report)
    return len(found)
