"""Two people at one finding at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from governance.models import Finding
from oversight.cases.saying import case_comment
from oversight.models import FindingCase
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_whoever_touches_a_finding_first_there_is_one_case_with_all_that_was_said():
    finding = factories.finding(factories.school())
    clerk = factories.grant(factories.user(), finding.school).user
    start = Barrier(4)

    def say(nth):
        try:
            mine = Finding.objects.get(pk=finding.pk)
            start.wait()
            case_comment(user=clerk, finding=mine, text=f"第{nth}句")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(say, range(4)))

    case = FindingCase.objects.get()
    assert case.version == 4
    assert sorted(case.entries.values_list("text", flat=True)) == [f"第{nth}句" for nth in range(4)]
