"""Where the work stands: told of a row and asked of the database, the same answer."""

from datetime import date
from itertools import product

import pytest

from governance.models import Finding
from oversight.cases.touching import case_of, case_touch
from oversight.choices.case import WORKING_STATES, CaseState
from oversight.models import AT_WORK, FindingCase, with_work
from tests import factories

pytestmark = pytest.mark.django_db

DUE, REMINDED = date(2026, 7, 1), date(2026, 6, 20)


@pytest.fixture
def school():
    return factories.school()


def every_kind(school):
    """Make a finding of every kind there can be, with and without a case."""
    kinds = product((None, factories.ON), (False, True), (0, 2), (None, *CaseState), (0, 2))
    for nth, (closed_on, is_waived, reopened, state, episode) in enumerate(kinds):
        finding = factories.finding(
            school, subject_number=str(nth), closed_on=closed_on, is_waived=is_waived, reopened=reopened
        )
        if state is not None:
            FindingCase.objects.create(
                finding=finding, state=state, episode=episode, due_on=DUE, reminded_on=REMINDED
            )


def test_the_row_and_the_database_agree(school):
    every_kind(school)

    rows = list(with_work(Finding.objects.select_related("case")).order_by("pk"))
    asked = [(row.work, row.due) for row in rows]
    told = [(case.work.value, case.due) for case in map(case_of, rows)]

    assert len(rows) == 128
    assert {work for work, _due in asked} == set(CaseState.values)
    assert asked == told


def test_what_is_at_work_is_in_a_working_state(school):
    every_kind(school)

    rows = with_work(Finding.objects.all())

    working = {row.pk for row in rows if row.work in WORKING_STATES}
    assert len(working) == 32
    assert set(rows.filter(AT_WORK).values_list("pk", flat=True)) == working


@pytest.mark.parametrize(
    ("changes", "work", "due"),
    [
        ({}, CaseState.CLAIMED, DUE),
        ({"closed_on": factories.ON}, CaseState.CLOSED, DUE),
        ({"is_waived": True}, CaseState.WAIVED, DUE),
        ({"reopened": 1}, CaseState.PENDING, None),
        ({"reopened": 1, "closed_on": factories.ON}, CaseState.CLOSED, None),
    ],
)
def test_rules_and_waivers_go_before_what_people_did(changes, work, due, school):
    finding = factories.finding(school)
    FindingCase.objects.create(finding=finding, state=CaseState.CLAIMED, due_on=DUE)
    Finding.objects.update(**changes)

    case = FindingCase.objects.select_related("finding").get()

    assert (case.work, case.due) == (work, due)


def test_a_state_brought_about_ends_with_what_brought_it_about(school):
    finding = factories.finding(school)
    FindingCase.objects.create(finding=finding, state=CaseState.WAIVED)

    assert FindingCase.objects.get().work == CaseState.PENDING


def test_touching_begins_anew_after_the_finding_came_back_and_keeps_the_record(school):
    finding = factories.finding(school)
    case = FindingCase.objects.create(
        finding=finding, state=CaseState.CLAIMED, due_on=DUE, reminded_on=REMINDED, owner=factories.user()
    )
    case.entries.create(action="claim", text="第一次")
    Finding.objects.update(reopened=1)

    touched = case_touch(Finding.objects.get())

    assert (touched.state, touched.episode, touched.due_on, touched.reminded_on) == ("pending", 1, None, None)
    assert touched.owner == case.owner
    assert list(touched.entries.values_list("text", "episode", "due_on")) == [("第一次", 0, DUE)]


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (1, False)])
def test_the_last_day_is_in_time(days, late, school):
    finding = factories.finding(school)
    case = FindingCase(finding=finding, due_on=date(2026, 6, 1 + days) if days >= 0 else date(2026, 5, 31))

    assert case.is_overdue(factories.ON) is late
    finding.closed_on = factories.ON
    assert case.is_overdue(factories.ON) is False
