"""What is due, and who must act: the finer points of the sources."""

from datetime import date

import pytest
from django.utils import timezone

from governance.choices import OrgType, PlanState, Role
from governance.models import Plan
from oversight.models import ReminderDelivery, SpecialDay
from oversight.reminders.running import reminders_run
from oversight.reminders.sources import plans, structure
from oversight.reminders.workdays import special_days, workdays_after
from tests import factories as make
from tests.oversight.waiting import waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch():
    """A branch of five under a secretary, with a term to March 2027."""
    organization = make.organization(OrgType.BRANCH, school=make.school())
    people = make.members(5, organization.school, organization)
    make.assign(people[0], organization, start=date(2024, 3, 15))
    organization.people = people
    return organization


def kinds(on, source=structure):
    return [(due.kind, due.to, due.due_on) for due in source.due_dates(on)]


def test_an_approved_extension_moves_the_end(branch):
    approval = make.document(branch.school, issued_on=date(2026, 11, 1))
    make.term(branch, start=date(2024, 3, 15), extended_until=date(2027, 9, 15), extension=approval)

    assert kinds(date(2026, 10, 1))[0] == ("term_ahead", "school", date(2026, 9, 15))
    assert kinds(date(2026, 12, 1)) == []
    assert kinds(date(2027, 8, 20)) == [("term_soon", to, date(2027, 8, 15)) for to in ("school", "above")]
    assert kinds(date(2027, 9, 16)) == [("term_overdue", to, date(2027, 9, 16)) for to in ("school", "above")]


def test_the_end_of_a_month_is_clamped(branch):
    make.term(branch, start=date(2024, 3, 31), planned_end=date(2027, 3, 31))

    assert kinds(date(2027, 2, 28)) == [("term_soon", to, date(2027, 2, 28)) for to in ("school", "above")]
    assert kinds(date(2027, 2, 27))[0] == ("term_ahead", "school", date(2026, 9, 30))


def test_a_term_without_a_due_date_or_of_a_dissolved_organisation_is_not_due(branch):
    make.term(branch, start=date(2020, 3, 15), planned_end=None)
    closed = make.organization(OrgType.BRANCH, school=branch.school, state="dissolved")
    make.term(closed, start=date(2020, 3, 15))

    assert kinds(date(2026, 10, 1)) == []


def test_an_empty_seat_is_the_schools_affair_until_it_stays_empty(branch):
    make.term(branch, start=date(2024, 3, 15), planned_end=date(2029, 3, 15), committee_seats=3)
    make.assign(branch.people[1], branch, Role.MEMBER)
    make.assign(branch.people[2], branch, Role.MEMBER, end=date(2026, 6, 1))

    assert kinds(date(2026, 5, 31)) == []
    assert kinds(date(2026, 8, 30)) == [("vacancy_seats", "school", date(2026, 6, 1))]
    assert kinds(date(2026, 8, 31)) == [
        ("vacancy_seats_long", to, date(2026, 8, 31)) for to in ("school", "above")
    ]


def test_a_by_election_that_is_under_way_answers_the_vacancy(branch):
    term = make.term(branch, start=date(2024, 3, 15), planned_end=date(2029, 3, 15), committee_seats=3)
    assert kinds(date(2026, 8, 31)) != []

    term.by_election_opened_on = date(2026, 8, 1)
    term.save()

    assert kinds(date(2026, 8, 31)) == []


def test_an_acting_secretary_keeps_a_vacancy_from_becoming_a_long_one(branch):
    make.assign(branch.people[1], branch, Role.DEPUTY_SECRETARY, is_acting=True)
    held = branch.posts.get(role=Role.SECRETARY).assignments.get()
    held.period = type(held.period)(held.period.lower, date(2026, 1, 1))
    held.save()

    assert {kind for kind, _to, _day in kinds(date(2026, 12, 1))} == {"vacancy_secretary"}


@pytest.mark.parametrize(
    ("day", "number", "after"),
    [
        (date(2026, 6, 1), 5, date(2026, 6, 8)),
        (date(2026, 6, 5), 1, date(2026, 6, 8)),
        (date(2026, 6, 6), 5, date(2026, 6, 12)),
    ],
)
def test_working_days_leave_out_weekends(day, number, after):
    assert workdays_after(day, number) == after


def test_only_plans_that_wait_for_a_decision_are_due(branch):
    for state in (PlanState.SUBMITTED, PlanState.DRAFT, PlanState.RETURNED):
        Plan.objects.create(
            school=branch.school, title="调整", effective_on=make.ON, state=state, author=make.user()
        )

    assert [kind for kind, _to, _day in kinds(date(2030, 1, 1), plans)] == ["plan_waiting"]


def of_office(on):
    return [(due.kind, due.jurisdiction_id) for due in structure.due_dates(on) if due.to == "office"]


def test_an_organisation_hosted_by_a_county_is_its_offices_affair(branch):
    county = branch.school.jurisdiction
    joint = make.organization(OrgType.GENERAL_BRANCH, jurisdiction=county)
    make.term(joint, start=date(2024, 3, 15), planned_end=date(2027, 3, 15), committee_seats=3)
    leader = make.members(1, branch.school, branch)[0]
    held = make.assign(leader, joint, start=date(2024, 3, 15))

    assert of_office(date(2026, 6, 2)) == [("vacancy_seats_long", county.pk)]
    assert ("term_soon", county.pk) in of_office(date(2027, 2, 15))
    assert ("term_overdue", county.pk) in of_office(date(2027, 3, 16))
    dues = [due for due in structure.due_dates(date(2027, 3, 16)) if due.to == "office"]
    assert {due.school_id for due in dues} == {None}
    assert len({due.key for due in dues}) == len(dues)

    held.period = type(held.period)(held.period.lower, date(2026, 6, 1))
    held.save()
    assert ("vacancy_secretary", county.pk) in of_office(date(2026, 6, 2))
    assert ("vacancy_secretary_long", county.pk) in of_office(date(2027, 6, 2))


def test_an_office_is_told_of_its_own_organisation(branch):
    county = branch.school.jurisdiction
    official = make.grant(make.user(), county).user
    joint = make.organization(OrgType.GENERAL_BRANCH, jurisdiction=county)
    make.term(joint, start=date(2024, 3, 15), planned_end=date(2026, 3, 15), committee_seats=None)

    reminders_run(date(2026, 6, 2))

    told = ReminderDelivery.objects.filter(reminder__kind="term_overdue")
    assert [(one.user, one.reminder.jurisdiction) for one in told] == [(official, county)]


def test_a_principal_who_left_leaves_a_vacancy_until_another_comes(branch):
    school = branch.school
    make.assign(branch.people[1], school, Role.PRINCIPAL, start=date(2024, 1, 1), end=date(2026, 6, 1))

    def principals(on):
        return [(k, to, day) for k, to, day in kinds(on) if k == "vacancy_principal"]

    vacant = [("vacancy_principal", to, date(2026, 6, 1)) for to in ("school", "above")]
    assert principals(date(2026, 5, 31)) == []
    assert principals(date(2026, 6, 1)) == vacant
    acting = make.assign(branch.people[2], school, Role.PRINCIPAL, start=date(2026, 7, 1), is_acting=True)
    assert acting.is_acting
    assert principals(date(2026, 7, 2)) == vacant
    make.assign(branch.people[3], school, Role.PRINCIPAL, start=date(2026, 8, 1))
    assert principals(date(2026, 8, 1)) == []


def test_a_school_without_any_principal_on_record_is_not_told_of_a_vacancy(branch):
    make.post(branch.school, Role.PRINCIPAL)

    assert "vacancy_principal" not in {kind for kind, _to, _day in kinds(date(2026, 8, 1))}


def test_working_days_leave_out_holidays_and_count_worked_weekends():
    thursday = date(2026, 6, 4)
    assert workdays_after(thursday, 2, special_days()) == date(2026, 6, 8)

    SpecialDay.objects.create(day=date(2026, 6, 5), name="演示假日")
    SpecialDay.objects.create(day=date(2026, 6, 7), name="演示调休", is_work=True)

    assert workdays_after(thursday, 1, special_days()) == date(2026, 6, 7)
    assert workdays_after(thursday, 2, special_days()) == date(2026, 6, 8)
    assert workdays_after(thursday, 3, special_days()) == date(2026, 6, 9)


def test_a_plan_is_due_later_over_a_holiday_in_reminders_and_in_the_inbox(branch):
    plan = Plan.objects.create(
        school=branch.school,
        title="调整",
        effective_on=make.ON,
        state=PlanState.SUBMITTED,
        author=make.user(),
    )
    monday = timezone.make_aware(timezone.datetime(2026, 6, 1, 12))
    Plan.objects.filter(pk=plan.pk).update(changed_at=monday)
    official = make.grant(make.user(), branch.school.jurisdiction).user

    def due():
        (due,) = plans.due_dates(date(2026, 12, 1))
        (line,) = waiting_for(official, date(2026, 12, 1))
        return due.due_on, line.due

    assert due() == (date(2026, 6, 8), date(2026, 6, 8))
    SpecialDay.objects.create(day=date(2026, 6, 3))
    assert due() == (date(2026, 6, 9), date(2026, 6, 9))
