"""Terms open, are extended and close."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance.choices import Duty, OrgType, Role
from governance.domain.refusals import ReasonNeeded, Refused
from governance.domain.terms import Seat, planned_end_of, term_close, term_extend, term_note, term_open
from governance.models import RoleAssignment, Term
from schools.choices import PoliticalStatus
from tests import factories
from tests.structures import do, open_findings


def team(people):
    return [
        Seat(Role.SECRETARY, people[0], approved_on=factories.ON),
        Seat(Role.DEPUTY_SECRETARY, people[1], approved_on=factories.ON, is_full_time_party=True),
    ]


def test_new_term_ends_the_last_one_with_its_team(single):
    paper = factories.document(single.school)

    term = term_open(
        act=do(document=paper, reason="提前"),
        organization=single.root,
        committee_seats=0,
        team=team(single.people),
        early_approval=paper,
    )

    last = Term.objects.exclude(pk=term.pk).get(organization=single.root)
    assert (last.ends_on, term.number, term.planned_end) == (factories.ON, 3, date(2029, 6, 1))
    holders = RoleAssignment.objects.as_of(factories.ON).filter(organization=single.root)
    assert {(h.role, h.person, h.term) for h in holders} == {
        (Role.SECRETARY, single.people[0], term),
        (Role.DEPUTY_SECRETARY, single.people[1], term),
    }


@pytest.mark.parametrize(("seats", "outcome"), [(0, Refused), (2, Refused), (3, None)])
def test_gate_two_asks_for_a_committee_of_three_at_seven_full_members(single, seats, outcome):
    people = [*single.people, *factories.members(2, single.school, single.root)]
    elected = [
        *team(people),
        Seat(Role.MEMBER, people[2], (Duty.ORGANIZATION, Duty.PUBLICITY, Duty.DISCIPLINE)),
    ]

    def hold():
        return term_open(act=do(reason="换届"), organization=single.root, committee_seats=seats, team=elected)

    if outcome is None:
        assert hold().committee_seats == seats
        return
    with pytest.raises(outcome) as refused:
        hold()
    assert "CMT-001" in {o.rule for o in refused.value.obstacles}


def test_committee_below_seven_asks_a_reason_and_is_no_wall(single):
    with pytest.raises(ReasonNeeded) as asked:
        term_open(act=do(), organization=single.root, committee_seats=3, team=team(single.people))
    term_open(
        act=do(reason="上级同意"), organization=single.root, committee_seats=3, team=team(single.people)
    )

    assert "CMT-002" in {o.rule for o in asked.value.obstacles}
    assert "CMT-002" in {rule for rule, _ in open_findings(single.school)}


def test_ineligible_team_is_refused_whole(single):
    probationary = factories.member(
        single.school,
        single.root,
        full_on=None,
        joined_on=date(2026, 1, 1),
        political_status=PoliticalStatus.PROBATIONARY,
    )

    with pytest.raises(Refused):
        term_open(
            act=do(reason="换届"),
            organization=single.root,
            committee_seats=0,
            team=[Seat(Role.SECRETARY, probationary, approved_on=factories.ON)],
        )

    assert Term.objects.filter(organization=single.root).count() == 1


def test_extension_before_the_due_day_is_a_mistake_in_words(single):
    term = single.root.terms.get()

    with pytest.raises(ValidationError, match="晚于届满日期"):
        term_extend(act=do(), term=term, until=term.planned_end)


def test_extension_without_approval_is_found_until_it_is_approved(single):
    term = single.root.terms.get()

    term_extend(act=do(), term=term, until=date(2027, 9, 15))
    assert "TERM-003" in {rule for rule, _ in open_findings(single.school)}
    term_extend(act=do(), term=term, until=date(2027, 9, 15), extension=factories.document(single.school))

    assert "TERM-003" not in {rule for rule, _ in open_findings(single.school)}


def test_closing_a_term_sends_its_team_home(single):
    term = single.root.terms.get()
    RoleAssignment.objects.filter(organization=single.root).update(term=term)

    term_close(act=do(), term=term)

    assert not RoleAssignment.objects.as_of(factories.ON).filter(organization=single.root).exists()


def test_reminder_is_kept(single):
    term_note(act=do(), term=single.root.terms.get(), reminded_on=factories.ON)

    assert single.root.terms.get().reminded_on == factories.ON


def test_29_february_is_due_on_the_28th(single):
    assert planned_end_of(single.root, date(2024, 2, 29)) == date(2027, 2, 28)


def test_party_group_has_no_term(general):
    group = factories.organization(OrgType.GROUP, parent=general.branches[0])

    with pytest.raises(ValidationError, match="不实行届次"):
        term_open(act=do(), organization=group, committee_seats=0)
