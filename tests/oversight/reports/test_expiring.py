"""Old reports go, with their files; what is under way stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from oversight.models import Report
from oversight.reports.expiring import KEPT, reports_expire
from oversight.reports.making import make_report
from tests import factories

pytestmark = pytest.mark.django_db


def test_what_is_older_than_a_month_goes_with_its_file(django_capture_on_commit_callbacks):
    county = factories.county()
    old, young, waiting = (factories.report(county) for _one in range(3))
    for report in (old, young):
        make_report(report.pk)
    now = timezone.now()
    for report, days in ((old, KEPT + 1), (young, KEPT - 1), (waiting, KEPT + 1)):
        Report.objects.filter(pk=report.pk).update(asked_at=now - timedelta(days=days))
    old.refresh_from_db()
    storage, name = old.file.storage, old.file.name
    assert storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        assert reports_expire(now) == 1

    assert set(Report.objects.all()) == {young, waiting}
    assert not storage.exists(name)
