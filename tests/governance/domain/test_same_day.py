"""Twice is not once, what began and ended on one day never was, and history may be entered late."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.choices import AssignmentEnd, Role
from governance.domain.hosting import host_attach, host_detach
from governance.domain.members import member_join
from governance.domain.people import person_leave
from governance.domain.posts import post_assign, post_end
from governance.domain.refusals import Stale
from governance.domain.terms import term_close, term_open
from schools.choices import EmploymentEnd
from tests import factories
from tests.governance.domain.world import World
from tests.structures import do

YESTERDAY = factories.ON - timedelta(days=1)


@pytest.fixture
def world(db):
    return World.build()


def act(**changes):
    return do(reason="演示理由", **changes)


def test_who_left_is_not_sent_away_again_but_may_die(world):
    person = world.order.people[7]
    person_leave(act=do(today=date(2026, 5, 1)), person=person, reason=EmploymentEnd.RETIRED)

    for reason in (EmploymentEnd.RETIRED, EmploymentEnd.TRANSFERRED):
        with pytest.raises(ValidationError, match="不能重复"):
            person_leave(act=do(), person=person, reason=reason)
    person_leave(act=do(), person=person, reason=EmploymentEnd.DIED)

    person.refresh_from_db()
    assert (person.retired_on, person.died_on) == (date(2026, 5, 1), factories.ON)


def test_what_began_and_ended_on_one_day_never_was(world):
    assignment = post_assign(
        act=act(), body=world.school, role=Role.VICE_PRINCIPAL, person=world.order.people[3]
    )
    [host] = host_attach(act=act(), organization=world.branch, units=[world.unit()])

    post_end(act=act(), assignment=assignment, end_reason=AssignmentEnd.RESIGNED)
    host_detach(act=act(), host=host)

    assert not world.school.posts.get(role=Role.VICE_PRINCIPAL).assignments.exists()
    assert world.branch.hosts.count() == 1
    for again in (
        lambda: post_end(act=act(), assignment=assignment),
        lambda: host_detach(act=act(), host=host),
    ):
        with pytest.raises(Stale):
            again()


def test_term_opened_twice_on_one_day_is_one_term(world):
    first = term_open(act=act(), organization=world.branch, committee_seats=0)

    second = term_open(act=act(), organization=world.branch, committee_seats=0)

    assert (first.number, second.number) == (3, 3)
    assert world.branch.terms.count() == 2


def test_closing_an_old_term_leaves_the_present_team_alone(world):
    old = factories.term(world.branch, start=date(2021, 3, 1), end=date(2024, 3, 1), number=1)

    with pytest.raises(ValidationError, match="已于"):
        term_close(act=act(), term=old)

    assert world.branch.role_assignments.as_of(factories.ON).count() == 1


def test_history_is_entered_where_the_organisation_stood_before_it_was_registered(world):
    branch = factories.organization(
        parent=world.order.root,
        start=YESTERDAY,
        established_on=date(2010, 1, 1),
        full_name="中共老支部委员会",
    )

    joined = member_join(act=act(effective_on=date(2015, 9, 1)), person=world.newcomer(), organization=branch)

    assert joined.starts_on == date(2015, 9, 1)
