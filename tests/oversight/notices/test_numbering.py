"""Whoever issues at once: every number once, none left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from oversight.models import Notice
from oversight.notices.issuing import notice_issue
from tests import factories
from tests.oversight.notices.making import drafted, finding

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 6


@pytest.fixture
def drafts():
    """Six notices of one office, each for a school of its own; the third names what is mended by now."""
    county = factories.county()
    official = factories.grant(factories.user(), county).user
    found = [drafted(factories.school(jurisdiction=county), official) for _ in range(THREADS)]
    mended = found[2].items.get().finding
    mended.closed_on = factories.ON
    mended.save()
    return official, found


def test_numbers_have_no_gap_when_many_issue_at_once(drafts):
    official, notices = drafts
    start = Barrier(THREADS)

    def issue(notice):
        try:
            start.wait()
            notice_issue(user=official, notice=notice, today=factories.ON)
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "issued"

    with ThreadPoolExecutor(THREADS) as pool:
        ended = list(pool.map(issue, notices))

    assert sorted(ended) == ["issued"] * 5 + ["refused"]
    serials = Notice.objects.exclude(serial=None).values_list("serial", flat=True)
    assert sorted(serials) == [1, 2, 3, 4, 5]


def test_one_notice_issued_twice_at_once_has_one_number():
    county = factories.county()
    official = factories.grant(factories.user(), county).user
    school = factories.school(jurisdiction=county)
    notice = drafted(school, official, [finding(school)])
    start = Barrier(2)

    def issue(_nth):
        try:
            start.wait()
            notice_issue(user=official, notice=Notice.objects.get(pk=notice.pk), today=factories.ON)
        except Exception as problem:  # noqa: BLE001 -- which one it is, is what the test asks
            return type(problem).__name__
        finally:
            connection.close()
        return "issued"

    with ThreadPoolExecutor(2) as pool:
        ended = sorted(pool.map(issue, range(2)))

    assert ended == ["Denied", "issued"]
    assert Notice.objects.get().serial == 1
