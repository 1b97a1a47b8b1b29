"""Joining, confirming, transferring, leaving: facts are always recorded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.choices import MembershipKind, OrgType
from governance.domain.members import member_confirm, member_join, member_leave, member_transfer
from governance.domain.people import person_leave, person_move
from governance.domain.records import record_correct
from governance.domain.refusals import Denied
from governance.models import PartyMembership
from schools.choices import EmploymentEnd, PoliticalStatus
from schools.models import Employment
from tests import factories
from tests.structures import do, open_findings


def test_transfer_closes_one_membership_and_opens_the_next_on_one_day(general):
    person, target = general.people[3], general.branches[1]

    [new] = member_transfer(act=do(), people=[person], organization=target)

    old = PartyMembership.objects.get(person=person, organization=general.branches[0])
    assert (old.ends_on, new.starts_on, new.organization) == (factories.ON, factories.ON, target)


def test_transfer_out_of_the_register_names_the_place(general):
    [new] = member_transfer(act=do(), people=[general.people[3]], external_organization="演示社区党支部")

    assert (new.organization, new.external_organization) == (None, "演示社区党支部")


def test_member_belongs_to_one_branch_at_a_time_in_words(general):
    with pytest.raises(ValidationError, match="正式编入一个支部"):
        member_join(act=do(), person=general.people[0], organization=general.branches[1])


def test_boundary_27_temporary_branch_changes_no_count(general):
    team = factories.organization(OrgType.TEMPORARY_BRANCH, school=general.school, level="inner")
    before = open_findings(general.school)

    for person in (general.people[2], general.people[6]):
        member_join(act=do(), person=person, organization=team, kind=MembershipKind.TEMPORARY)

    assert {f for f in open_findings(general.school) if f[0] == "ORG-012"} == set()
    assert {f for f in before if f[0] == "ORG-012"} == set()
    assert PartyMembership.objects.filter(person=general.people[2]).count() == 2


def test_general_branch_takes_no_member_directly(general):
    newcomer = factories.member(general.school)

    with pytest.raises(ValidationError, match="应当编入支部"):
        member_join(act=do(), person=newcomer, organization=general.root)


def test_who_is_no_member_cannot_be_enrolled(general):
    teacher = factories.person(general.school)

    with pytest.raises(ValidationError, match="不是中共党员"):
        member_join(act=do(), person=teacher, organization=general.branches[0])


def test_boundary_15_filling_in_a_date_asks_nothing_though_a_finding_appears(single):
    unclear = factories.members(2, single.school, single.root, full_on=None)
    early = factories.ON - timedelta(days=400)
    record_correct(act=do(), row=unclear[0], fields={"full_on": date(2010, 7, 1)})

    record_correct(act=do(), row=unclear[1], fields={"full_on": early})

    assert "CMT-001" in {rule for rule, _ in open_findings(single.school)}


def test_confirmation_cannot_lie_in_the_future(single):
    person = factories.member(
        single.school,
        single.root,
        full_on=None,
        joined_on=date(2025, 1, 1),
        political_status=PoliticalStatus.PROBATIONARY,
    )

    with pytest.raises(ValidationError, match="不能晚于今天"):
        member_confirm(act=do(), person=person, full_on=factories.ON + timedelta(days=1))


def test_leaving_the_party_ends_the_membership_and_the_status(single):
    membership = PartyMembership.objects.get(person=single.people[4])

    member_leave(act=do(), membership=membership, left_party=True)

    membership.person.refresh_from_db()
    assert membership.person.party_left_on == factories.ON


def test_death_is_recorded_and_the_post_left_open_is_found(single):
    person_leave(act=do(), person=single.people[0], reason=EmploymentEnd.DIED)

    assert ("CMT-016", "error") in open_findings(single.school)


def test_moving_to_another_school_closes_the_work_here(single):
    other = factories.school()

    person_move(act=do(), person=single.people[4], school=other)

    periods = Employment.objects.filter(person=single.people[4]).order_by("period")
    assert [row.school for row in periods] == [single.school, other]


def test_clerk_cannot_pull_a_stranger_into_a_branch(single, general):
    clerk = factories.user()
    factories.grant(clerk, single.school)
    stranger = general.people[0]

    with pytest.raises(Denied):
        member_transfer(act=do(actor=clerk), people=[stranger], organization=single.root)

    assert PartyMembership.objects.filter(person=stranger, organization=general.branches[0]).exists()
