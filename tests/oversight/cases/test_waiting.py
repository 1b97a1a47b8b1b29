"""Which findings wait for whom, and which fall due."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from governance.models import Finding
from oversight.cases import deadlines, saying
from oversight.cases.due import due_dates
from oversight.choices.case import CaseState
from oversight.models import FindingCase
from tests import factories
from tests.oversight.notices.making import finding
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


def acts(user, on=ON):
    return [(one.kind, one.act) for one in waiting_for(user, on, "case")]


def test_what_was_told_waits_for_those_above_and_what_came_back_for_the_school(school, clerk, official):
    found = finding(school)
    assert acts(clerk) == acts(official) == []

    saying.case_explain(user=clerk, finding=found, text="九月换届。")
    assert (acts(clerk), acts(official)) == ([], [("case_to_check", "阅知")])
    saying.case_return(user=official, finding=found, text="太晚。")
    assert (acts(clerk), acts(official)) == ([("case", "去整改")], [])


def test_a_claim_waits_to_be_checked(school, official):
    FindingCase.objects.create(finding=finding(school), state=CaseState.CLAIMED, due_on=date(2026, 7, 1))

    (one,) = waiting_for(official, ON, "case")

    assert (one.kind, one.act, one.due, one.school) == ("case_to_check", "复核", date(2026, 7, 1), school)
    assert one.title.startswith("第0支部现有党员52人")
    assert one.url == f"/findings/{Finding.objects.get().pk}/"


def test_who_is_in_charge_is_told_and_a_colleague_is_not(school, clerk, official):
    colleague = factories.grant(factories.user(), school).user
    deadlines.case_assign(user=official, finding=finding(school), owner=clerk)

    assert (acts(clerk), acts(colleague)) == ([("case", "去整改")], [])


@pytest.mark.parametrize(
    ("due_on", "waits"), [(None, False), (ON + timedelta(4), False), (ON + timedelta(3), True), (ON, True)]
)
def test_what_falls_due_waits_for_the_school(due_on, waits, school, clerk):
    FindingCase.objects.create(finding=finding(school), due_on=due_on)

    assert acts(clerk) == [("case", "去整改")] * waits


def test_a_reminder_waits_until_it_is_answered(school, clerk, official):
    found = finding(school)
    saying.case_remind(user=official, finding=found, text="请抓紧。", today=ON)
    assert acts(clerk) == [("case", "去整改")]

    saying.case_explain(user=clerk, finding=found, text="在办。")
    assert acts(clerk) == []


@pytest.mark.parametrize("changes", [{"closed_on": ON}, {"is_waived": True}, {"reopened": 1}])
def test_what_is_over_waits_for_nobody(changes, school, clerk, official):
    found = finding(school)
    FindingCase.objects.create(finding=found, state=CaseState.RETURNED, due_on=ON)
    assert acts(clerk) == [("case", "去整改")]

    Finding.objects.update(**changes)

    assert (acts(clerk), acts(official)) == ([], [])


def test_nothing_of_others_waits(school):
    other = factories.grant(factories.user(), factories.school(jurisdiction=school.jurisdiction)).user
    viewer = factories.grant(factories.user(), school, "viewer").user
    FindingCase.objects.create(finding=finding(school), state=CaseState.RETURNED)
    FindingCase.objects.create(finding=finding(school, 2), state=CaseState.CLAIMED)

    assert (acts(other), acts(viewer)) == ([], [])


@pytest.mark.parametrize("number", [1, 3])
def test_it_is_one_query(number, school, clerk, django_assert_num_queries):
    for nth in range(number):
        FindingCase.objects.create(finding=finding(school, nth), state=CaseState.RETURNED)

    with django_assert_num_queries(3):
        assert len(waiting_for(clerk, ON, "case")) == number


DUE = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 27), []),
        (date(2026, 6, 28), [("case_soon", "school", date(2026, 6, 28))]),
        (DUE, [("case_soon", "school", date(2026, 6, 28))]),
        (
            date(2026, 7, 2),
            [("case_overdue", "school", date(2026, 7, 2)), ("case_overdue", "above", date(2026, 7, 2))],
        ),
    ],
)
def test_reminders_come_three_days_before_and_from_the_day_after(on, expected, school):
    FindingCase.objects.create(finding=finding(school), due_on=DUE)

    found = list(due_dates(on))

    assert [(one.kind, one.to, one.due_on) for one in found] == expected
    assert {one.deadline for one in found} <= {DUE}
    assert {one.school_id for one in found} <= {school.pk}
    assert len({one.key for one in found}) == len(found)


def test_another_deadline_and_another_appearance_are_other_reminders(school):
    FindingCase.objects.create(finding=finding(school), due_on=DUE)
    keys = {one.key for one in due_dates(DUE)}
    FindingCase.objects.update(due_on=DUE + timedelta(1))
    keys |= {one.key for one in due_dates(DUE)}
    Finding.objects.update(reopened=1)
    assert list(due_dates(DUE)) == []
    FindingCase.objects.update(episode=1)
    keys |= {one.key for one in due_dates(DUE)}

    assert len(keys) == 3


@pytest.mark.parametrize("changes", [{"closed_on": ON}, {"is_waived": True}])
def test_what_is_over_is_not_due(changes, school):
    FindingCase.objects.create(finding=finding(school), due_on=ON)
    assert len(list(due_dates(ON))) == 1

    Finding.objects.update(**changes)

    assert list(due_dates(ON)) == []
