"""Which notices wait for whom, and which fall due."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from oversight.notices import closing
from oversight.notices.answering import Answer, notice_answer, notice_receive
from oversight.notices.due import due_dates
from oversight.notices.issuing import notice_issue
from tests import factories
from tests.oversight.notices.making import DEADLINE, answered, drafted, finding, issued
from tests.oversight.waiting import waiting_for

pytestmark = pytest.mark.django_db

ON = factories.ON


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def school():
    factories.county()
    return factories.school()


@pytest.fixture
def clerk(school):
    return factories.grant(factories.user(), school).user


@pytest.fixture
def official(school):
    return factories.grant(factories.user(), school.jurisdiction).user


def test_a_notice_waits_for_one_side_after_the_other(school, clerk, official):
    def acts():
        return [
            [(one.kind, one.act) for one in waiting_for(user, ON, "notice")] for user in (clerk, official)
        ]

    notice = drafted(school, official)
    assert acts() == [[], []]
    notice_issue(user=official, notice=notice, today=ON)
    assert acts() == [[("notice", "签收")], []]
    notice_receive(user=clerk, notice=notice)
    assert acts() == [[("notice", "报告整改情况")], []]
    notice_answer(user=clerk, notice=notice, answers={notice.items.get().pk: Answer("已办")})
    assert acts() == [[], [("notice_to_check", "审核")]]
    closing.notice_return(user=official, notice=notice, text="请附件。")
    assert acts() == [[("notice", "报告整改情况")], []]
    closing.notice_revoke(user=official, notice=notice, text="有误。")
    assert acts() == [[], []]


def test_it_says_which_and_by_when(school, clerk, official):
    notice = issued(school, official)

    (one,) = waiting_for(clerk, ON, "notice")

    assert (one.title, one.due, one.school) == ("整改通知书兰溪教整改〔2026〕1号", DEADLINE, school)
    assert one.url == f"/notices/{notice.pk}/"


def test_an_answer_waits_for_the_office_that_issued_it(school, clerk, official):
    city = factories.grant(factories.user(), school.jurisdiction.parent).user
    answered(school, city, clerk)

    assert [one.kind for one in waiting_for(city, ON, "notice")] == ["notice_to_check"]
    assert waiting_for(official, ON, "notice") == []


@pytest.mark.parametrize("number", [1, 3])
def test_it_is_one_query(number, school, clerk, official, django_assert_num_queries):
    for nth in range(number):
        issued(school, official, [finding(school, nth)])

    with django_assert_num_queries(3):
        assert len(waiting_for(clerk, ON, "notice")) == number


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 27), []),
        (date(2026, 6, 28), [("notice_soon", "school", date(2026, 6, 28))]),
        (DEADLINE, [("notice_soon", "school", date(2026, 6, 28))]),
        (
            DEADLINE + timedelta(1),
            [
                ("notice_overdue", "school", date(2026, 7, 2)),
                ("notice_overdue", "office", date(2026, 7, 2)),
            ],
        ),
    ],
)
def test_reminders_come_three_days_before_and_from_the_day_after(on, expected, school, official):
    issued(school, official)

    found = list(due_dates(on))

    assert [(one.kind, one.to, one.due_on) for one in found] == expected
    offices = {one.jurisdiction_id for one in found if one.to == "office"}
    assert offices <= {school.jurisdiction_id}
    assert len({one.key for one in found}) == len(found)


def test_an_answered_notice_and_a_draft_are_not_due(school, clerk, official):
    answered(school, official, clerk)
    drafted(school, official, [finding(school, 2)])

    assert list(due_dates(DEADLINE)) == []
