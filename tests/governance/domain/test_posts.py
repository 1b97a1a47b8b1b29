"""Taking, leaving and handing over posts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance.choices import AssignmentEnd, Method, RestrictionKind, Role
from governance.domain.members import rights_restrict
from governance.domain.posts import Appointment, post_assign, post_end, post_hand_over
from governance.domain.refusals import ReasonNeeded, Refused
from governance.models import ChangeSet, RoleAssignment
from schools.choices import PoliticalStatus
from tests import factories
from tests.structures import do, open_findings


def secretary_of(organization) -> RoleAssignment:
    return RoleAssignment.objects.as_of(factories.ON).get(organization=organization, role=Role.SECRETARY)


def test_boundary_14_probationary_member_in_a_committee_post_is_refused(general):
    probationary = factories.member(
        general.school,
        general.branches[0],
        political_status=PoliticalStatus.PROBATIONARY,
        joined_on=date(2026, 1, 10),
        full_on=None,
    )

    with pytest.raises(Refused) as refused:
        post_assign(act=do(reason="试"), body=general.root, role=Role.MEMBER, person=probationary)

    assert "CMT-009" in {o.rule for o in refused.value.obstacles}
    assert not probationary.role_assignments.exists()


def test_boundary_12_resignation_of_the_secretary_is_saved(single):
    post_end(act=do(), assignment=secretary_of(single.root), end_reason=AssignmentEnd.RESIGNED)

    assert ("CMT-014", "warning") in open_findings(single.school)


def test_boundary_13_loss_of_the_vote_is_saved_and_found_without_its_reason(general):
    member = RoleAssignment.objects.get(organization=general.root, role=Role.MEMBER, person=general.people[2])

    rights_restrict(act=do(), person=member.person, kind=RestrictionKind.PROBATION)

    assert "CMT-009" in {rule for rule, _ in open_findings(general.school)}
    change = ChangeSet.objects.get(operation="rights_restrict")
    assert "留党察看" not in change.summary + str(change.details)


def test_second_secretary_is_refused_with_the_sentence_of_the_constraint(single):
    with pytest.raises(ValidationError, match="只能各有一人"):
        post_assign(act=do(reason="试"), body=single.root, role=Role.SECRETARY, person=single.people[2])


def test_handing_over_on_one_day_leaves_no_vacancy(single):
    old = secretary_of(single.root)
    appointment = Appointment(method=Method.ASSIGNED, approved_on=factories.ON)

    new = post_hand_over(
        act=do(reason="岗位调整"), assignment=old, person=single.people[2], appointment=appointment
    )

    old.refresh_from_db()
    assert (old.ends_on, new.starts_on) == (factories.ON, factories.ON)
    assert "CMT-014" not in {rule for rule, _ in open_findings(single.school)}


def test_secretary_from_outside_the_units_asks_a_reason(general):
    old = secretary_of(general.branches[0])
    outsider = general.people[1]

    with pytest.raises(ReasonNeeded) as asked:
        post_hand_over(act=do(), assignment=old, person=outsider)
    post_hand_over(act=do(reason="年级组长外出培训一年"), assignment=old, person=outsider)

    assert "SEC-017" in {o.rule for o in asked.value.obstacles}
    assert ("SEC-017", "warning") in open_findings(general.school)


def test_post_that_does_not_fit_the_body_is_refused(single):
    with pytest.raises(ValidationError, match="没有“校长”"):
        post_assign(act=do(), body=single.root, role=Role.PRINCIPAL, person=single.people[2])


def test_assignment_repeats_the_post_whoever_writes_it(single):
    held = secretary_of(single.root)

    RoleAssignment.objects.filter(pk=held.pk).update(role=Role.MEMBER)

    held.refresh_from_db()
    assert held.role == Role.SECRETARY


def test_hand_over_gives_the_successor_the_head_of_the_group_as_well(single):
    old = secretary_of(single.root)
    group = factories.leading_group(single.school)
    head = factories.assign(single.people[0], group, Role.HEAD, by_virtue_of=old)

    new = post_hand_over(
        act=do(reason="岗位调整"),
        assignment=old,
        person=single.people[2],
        appointment=Appointment(method=Method.ASSIGNED, approved_on=factories.ON),
    )

    head.refresh_from_db()
    successor = RoleAssignment.objects.as_of(factories.ON).get(post__group=group, role=Role.HEAD)
    assert head.ends_on == factories.ON
    assert (successor.person, successor.by_virtue_of) == (single.people[2], new)
