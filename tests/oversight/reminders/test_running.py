"""A reminder that was due and not sent is a failure, whatever happened and on whichever days the job ran."""

from collections import Counter
from datetime import date, timedelta

import pytest

from governance.choices import OrgType
from governance.domain.refusals import Stale
from oversight.due import Due
from oversight.models import Reminder, ReminderDelivery, ReminderRun
from oversight.reminders.running import reminders_run
from oversight.reminders.sources import SOURCES, Source
from tests import factories as make
from tests.oversight.notices.making import issued
from tests.oversight.reminders.years import BEGIN, County, Wanted, people, wanted

pytestmark = pytest.mark.django_db


def standing():
    """Return the open reminders as the world of the test words them."""
    rows = Reminder.objects.filter(resolved_on=None)
    return sorted((Wanted(r.kind, r.school_id, r.to, r.deadline) for r in rows), key=repr)


def untold(county, on):
    """Return who was not told of something that is open."""
    left = []
    for reminder in Reminder.objects.filter(resolved_on=None):
        one = Wanted(reminder.kind, reminder.school_id, reminder.to, reminder.deadline)
        told = set(reminder.deliveries.values_list("user", flat=True))
        left += [(one, user) for user in people(one, county.place, on) - told]
    return left


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_due_has_been_sent_to_everybody_it_is_for(seed):
    county, on, seen = County(seed), BEGIN, Counter()

    for _run in range(14):
        reminders_run(on)

        assert standing() == wanted(on)
        assert untold(county, on) == []
        seen.update(one.kind for one in wanted(on))
        county.live(on)
        on += timedelta(days=county.random.choice([1, 2, 7, 30, 75]))

    assert sum(seen.values()) > 10


def test_the_years_of_the_test_bring_every_kind():
    seen = set()
    for seed in range(12):
        county, on = County(seed), BEGIN
        for _run in range(14):
            seen |= {one.kind for one in wanted(on)}
            county.live(on)
            on += timedelta(days=county.random.choice([1, 2, 7, 30, 75]))

    ours = {kind for source in SOURCES for kind in source.texts}
    elsewhere = (
        "vacancy_seats",
        "vacancy_deputy",
        "vacancy_principal",
        "case",
        "notice",
        "round",
        "filing",
        "attestation",
        "grant",
    )
    assert {kind for kind in ours if not kind.startswith(elsewhere)} <= seen


@pytest.mark.parametrize("seed", range(3))
def test_running_again_sends_nothing_again(seed):
    county = County(seed)
    for day in (BEGIN, BEGIN + timedelta(days=40)):
        county.live(day)
        reminders_run(day)
        before = sorted(ReminderDelivery.objects.values_list("pk", "sent_at"))

        again = reminders_run(day)

        assert (again.made, again.resolved, again.delivered) == (0, 0, 0)
        assert sorted(ReminderDelivery.objects.values_list("pk", "sent_at")) == before
    assert ReminderRun.objects.count() == 2


@pytest.fixture
def branch():
    """A branch whose term ends on 15 March 2027."""
    organization = make.organization(OrgType.BRANCH, school=make.school())
    make.term(organization, start=date(2024, 3, 15))
    people = make.members(5, organization.school, organization)
    make.assign(people[0], organization, start=date(2024, 3, 15))
    return organization


def kinds_sent():
    return Counter(ReminderDelivery.objects.values_list("reminder__kind", flat=True))


def test_a_term_is_reminded_of_three_times_on_its_days(branch):
    make.grant(make.user(), branch.school)
    days = [date(2026, 9, 14), date(2026, 9, 15), date(2027, 2, 14), date(2027, 2, 15), date(2027, 3, 15)]
    sent = []
    for day in [*days, date(2027, 3, 16)]:
        reminders_run(day)
        sent.append(dict(kinds_sent()))

    ahead = {"term_ahead": 1}
    soon = {**ahead, "term_soon": 1}
    assert sent == [{}, ahead, ahead, soon, soon, {**soon, "term_overdue": 1}]
    assert list(Reminder.objects.filter(resolved_on=None, to="school").values_list("kind", flat=True)) == [
        "term_overdue"
    ]


def test_the_months_are_those_of_the_rule_where_the_school_is(branch):
    make.grant(make.user(), branch.school)
    make.parameter("LEAD_MONTHS", 9)

    reminders_run(date(2026, 6, 15))

    assert kinds_sent() == {"term_ahead": 1}


def test_a_missed_day_is_made_up_for(branch):
    clerk = make.grant(make.user(), branch.school).user

    reminders_run(date(2026, 12, 24))

    delivery = ReminderDelivery.objects.get()
    assert (delivery.user, delivery.reminder.due_on) == (clerk, date(2026, 9, 15))


def test_who_comes_later_is_told_of_what_is_open_and_nobody_twice(branch):
    first = make.grant(make.user(), branch.school.jurisdiction).user
    reminders_run(date(2026, 10, 1))
    second = make.grant(make.user(), branch.school.jurisdiction, start=date(2026, 10, 5)).user

    reminders_run(date(2026, 10, 5))

    told = ReminderDelivery.objects.order_by("pk").values_list("user", "reminder__kind")
    assert list(told) == [(first.pk, "term_remind"), (second.pk, "term_remind")]


def test_the_county_is_told_and_not_the_city_as_well(branch):
    county = branch.school.jurisdiction
    above = make.grant(make.user(), county.parent).user
    reminders_run(date(2026, 10, 1))
    assert [delivery.user for delivery in ReminderDelivery.objects.all()] == [above]

    own = make.grant(make.user(), county).user
    reminders_run(date(2027, 2, 20))

    newest = ReminderDelivery.objects.filter(reminder__kind="term_soon")
    assert [delivery.user for delivery in newest] == [own]


def test_what_nobody_hears_is_counted(branch):
    run = reminders_run(date(2026, 10, 1))

    assert (run.made, run.delivered, run.unheard) == (2, 0, 2)


def test_a_cause_that_is_gone_resolves_and_one_that_is_back_reopens_without_telling_twice(branch):
    make.grant(make.user(), branch.school)
    term = branch.terms.get()
    reminders_run(date(2026, 10, 1))
    term.election_opened_on = date(2026, 10, 2)
    term.save()
    reminders_run(date(2026, 10, 2))
    resolved = list(Reminder.objects.values_list("resolved_on", flat=True))
    term.election_opened_on = None
    term.save()

    run = reminders_run(date(2026, 10, 3))

    assert resolved == [date(2026, 10, 2)] * 2
    assert Reminder.objects.filter(resolved_on=None).count() == 2
    assert (run.made, run.delivered) == (0, 0)


def test_a_source_that_fails_leaves_the_others_their_day_and_its_own_reminders_open(branch, caplog):
    make.grant(make.user(), branch.school)
    reminders_run(date(2026, 10, 1))

    def broken(_on):
        raise ZeroDivisionError

    structure, *others = SOURCES
    failing = Source(structure.name, structure.labels, structure.texts, broken)
    told = Due("x_y", "x/1", date(2026, 1, 1), None, branch.school_id, None, "school")
    run = reminders_run(date(2026, 10, 2), (failing, Source("x", {}, {}, lambda _on: [told]), *others))

    assert run.problems == ["structure"]
    assert "reminders of structure could not be made" in caplog.text
    assert Reminder.objects.filter(source="structure", resolved_on=None).count() == 2
    assert kinds_sent() == {"term_ahead": 1, "x_y": 1}


def test_what_is_due_later_is_left_for_its_day(branch):
    make.grant(make.user(), branch.school)
    later = Due("x_y", "x/1", date(2026, 10, 3), None, branch.school_id, None, "school")
    source = Source("x", {}, {}, lambda _on: [later])

    assert [reminders_run(date(2026, 10, day), (source,)).delivered for day in (2, 3)] == [0, 1]


def test_a_look_back_is_refused(branch):
    reminders_run(date(2026, 10, 2))

    with pytest.raises(Stale, match="2026-10-01之后"):
        reminders_run(date(2026, 10, 1))


def test_an_office_hears_of_the_notices_it_issued(branch):
    official = make.grant(make.user(), branch.school.jurisdiction).user
    notice = issued(branch.school, official, deadline=date(2026, 6, 20))

    reminders_run(date(2026, 6, 21))

    assert notice.school == branch.school
    told = ReminderDelivery.objects.filter(reminder__kind="notice_overdue")
    assert [(delivery.user, delivery.reminder.to) for delivery in told] == [(official, "office")]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_schools(number, django_assert_num_queries):
    for _ in range(number):
        organization = make.organization(OrgType.BRANCH, school=make.school())
        make.members(3, organization.school, organization)
        make.term(organization, start=date(2024, 3, 15))
        make.grant(make.user(), organization.school)

    with django_assert_num_queries(80):
        reminders_run(date(2026, 10, 1))
