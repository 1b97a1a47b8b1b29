"""The peer of the measurements does the same work as the loader, or the ratio would say nothing."""

from datetime import date

import pytest

from bench.peer import facts_of
from governance.choices import Enforcement, OrgState, OrgType, Role
from governance.domain.facts import load_facts
from governance.models import PartyOrganization
from governance.rules.judging import judge
from schools.models import School
from schools.periods import open_period
from tests import factories as make
from tests.structures import general_branch, single_branch

pytestmark = pytest.mark.django_db


def require_equal(on: date = make.ON) -> None:
    """Fail unless both ways know and say the same of every school."""
    ours = load_facts(list(School.objects.values_list("pk", flat=True)), on)
    for school in School.objects.all():
        for joined in (False, True):
            theirs = facts_of(school, on, joined=joined)
            assert theirs == ours[school.pk]
            assert judge(theirs) == judge(ours[school.pk])


def test_peer_agrees_on_schools_in_good_order():
    single_branch()
    general_branch()

    require_equal()


def test_peer_agrees_on_days_before_anything_happened():
    general_branch()

    require_equal(date(2024, 3, 14))
    require_equal(date(2019, 1, 1))


def test_peer_agrees_on_a_joint_branch_and_the_schools_it_covers():
    leading, covered = make.school(), make.school()
    joint = make.organization(OrgType.JOINT_BRANCH, school=leading, level="district")
    for school in (leading, covered):
        make.coverage(joint, school)
        make.members(3, school, joint)
    make.coverage(joint, other_unit="演示幼儿园筹建处")

    require_equal()


def test_peer_agrees_on_people_who_are_in_doubt_away_or_gone():
    school, elsewhere = make.school(), make.school()
    branch = make.organization(school=school)
    make.member(school, branch, political_status="probationary", joined_on=date(2025, 1, 5), full_on=None)
    make.member(school, branch, full_on=None)
    make.member(school, branch, joined_on=None)
    make.member(school, branch, died_on=date(2026, 1, 1))
    make.member(elsewhere, branch)
    make.member(school)
    retired = make.person(
        school, political_status="full", joined_on=date(1980, 1, 1), full_on=date(1981, 1, 1)
    )
    retired.retired_on = date(2020, 1, 1)
    retired.save()
    make.membership(retired, branch)

    require_equal()


def test_peer_agrees_on_posts_whose_holders_have_left():
    general = general_branch()
    person = general.people[0]
    work = person.employments.get()
    work.period = open_period(make.EMPLOYED, date(2026, 3, 1))
    work.end_reason = "transferred"
    work.save()
    held = person.role_assignments.get(organization=general.branches[0], role=Role.SECRETARY)
    held.period = open_period(held.starts_on, date(2026, 4, 1))
    held.save()

    require_equal()


def test_peer_agrees_on_dissolved_organisations_and_settings():
    general = general_branch()
    branch = PartyOrganization.objects.get(pk=general.branches[1].pk)
    make.enter_state(branch, OrgState.DISSOLVED, date(2026, 5, 1))
    make.parameter("ADJUST_MAX_DAYS", 30)
    make.enforcement("ORG-008", Enforcement.REFUSE)
    make.waiver(general.school, "ORG-024", "organization", branch.number)

    require_equal()
