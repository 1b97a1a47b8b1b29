"""Who may ask for a report, how many at a time, and what can be done with one in which state."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import GrantRole
from governance.domain.refusals import Denied
from oversight.choices.report import ReportFormat, ReportKind, ReportState
from oversight.models import Report
from oversight.reports.ordering import (
    MOST,
    WORK,
    report_cancel,
    report_order,
    report_remove,
    report_resume,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return factories.county()


def order(user, county, kind=ReportKind.COUNTY, file_format=ReportFormat.PDF):
    return report_order(user=user, kind=kind, file_format=file_format, jurisdiction=county, on=factories.ON)


def queued():
    return list(ProcrastinateJob.objects.values_list("task_name", "args", "status"))


def test_an_official_asks_and_the_worker_is_told(county):
    official = factories.grant(factories.user(), county).user

    report = order(official, county)

    assert (report.state, report.asked_by, report.language) == (ReportState.QUEUED, official, "zh-hans")
    assert queued() == [("oversight.make_report", {"report_id": report.pk}, "todo")]


def test_who_may_not_take_data_away_gets_no_report(county):
    viewer = factories.grant(factories.user(), county, GrantRole.VIEWER).user

    with pytest.raises(Denied, match="查阅人员不能导出数据"):
        order(viewer, county)

    assert not Report.objects.exists()
    assert queued() == []


def test_a_list_of_findings_is_no_letter(county):
    official = factories.grant(factories.user(), county).user

    with pytest.raises(ValidationError, match="没有这种格式"):
        order(official, county, ReportKind.FINDINGS, ReportFormat.PDF)


def test_nobody_fills_the_queue_alone(county):
    official, colleague = (factories.grant(factories.user(), county).user for _one in range(2))
    reports = [order(official, county) for _one in range(MOST)]

    with pytest.raises(ValidationError, match="您已有5份报告正在生成"):
        order(official, county)

    assert order(colleague, county).state == ReportState.QUEUED
    report_cancel(report=reports[0])
    assert order(official, county).state == ReportState.QUEUED


ACTIONS = {"cancel": report_cancel, "resume": report_resume, "remove": report_remove}
#: What each action does in each state; what is not written here is refused.
LEADS_TO = {
    ("cancel", "queued"): "cancelled",
    ("cancel", "running"): "cancelled",
    ("resume", "failed"): "queued",
    ("resume", "cancelled"): "queued",
    ("resume", "stalled"): "queued",
    ("cancel", "stalled"): "cancelled",
    ("remove", "stalled"): "gone",
    ("remove", "done"): "gone",
    ("remove", "failed"): "gone",
    ("remove", "cancelled"): "gone",
}


@pytest.mark.parametrize("state", ["queued", "running", "stalled", "done", "failed", "cancelled"])
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_in_every_state(action, state, county):
    report = in_state(state, county)

    try:
        ACTIONS[action](report=report)
    except ValidationError:
        assert (action, state) not in LEADS_TO
    else:
        left = Report.objects.filter(pk=report.pk).values_list("state", flat=True).first() or "gone"
        assert left == LEADS_TO[action, state]


def in_state(state, county):
    """Return a report in the state; a stalled one is running and nobody has moved it for long."""
    report = factories.report(county, state="running" if state == "stalled" else state, file="reports/x")
    if state == "stalled":
        silent = timezone.now() - timedelta(seconds=WORK.stalled_after + 1)
        Report.objects.filter(pk=report.pk).update(beat_at=silent)
        report.refresh_from_db()
    return report
