"""The natural order must pass: docs/judging.md §3.4, day by day, through the operations themselves."""

from datetime import date, timedelta

import pytest

from governance.choices import LEADING_TYPES, GroupType, Method, OrgState, OrgType, Role
from governance.domain.act import Act
from governance.domain.founding import (
    organization_activate,
    organization_approve,
    organization_draft,
    organization_submit,
)
from governance.domain.leading_groups import leading_group_set_up
from governance.domain.members import member_confirm, member_join, member_transfer
from governance.domain.posts import Appointment, post_assign, post_end
from governance.domain.records import record_correct
from governance.domain.refusals import Refused
from governance.domain.retyping import NewBranch, organization_retype
from governance.domain.terms import Seat, term_open
from governance.models import Finding, PartyMembership, RoleAssignment
from schools.choices import PoliticalStatus
from tests import factories

pytestmark = pytest.mark.django_db

DAY_0 = date(2024, 3, 1)


def day(number: int) -> date:
    return DAY_0 + timedelta(days=number)


def act(number: int, **changes) -> Act:
    return Act(actor=None, today=day(number), **changes)


def findings(school) -> set[tuple[str, str]]:
    rows = Finding.objects.filter(school=school).open()
    return set(rows.values_list("rule", "severity"))


@pytest.fixture
def school(db):
    """A switched school in good order but for its Party organisation: two full members, one about to be."""
    school = factories.school(system_from=date(2023, 9, 1))
    factories.document(school, kind="party_meeting_rules")
    factories.document(school, kind="principal_meeting_rules")
    return school


@pytest.fixture
def people(school):
    full = factories.members(2, school)
    third = factories.member(
        school, full_on=None, political_status=PoliticalStatus.PROBATIONARY, joined_on=day(-366)
    )
    factories.assign(
        full[0], school, Role.PRINCIPAL, start=date(2022, 8, 1), document=factories.document(school)
    )
    return [*full, third]


def approval(school, number: int, **changes):
    return factories.document(
        school, issued_on=day(number), document_number=f"演示批〔2024〕{number}号", **changes
    )


def found_up_to_election(school, people):
    """Days 0 to 75: confirmed, applied, approved, elected."""
    member_confirm(act=act(0), person=people[2])
    branch = organization_draft(
        act=act(20),
        school=school,
        type=OrgType.BRANCH,
        full_name=f"中共{school.name}支部委员会",
        superior=factories.upper(),
    )
    branch = organization_submit(act=act(20), organization=branch)
    branch = organization_approve(act=act(45), organization=branch, approval=approval(school, 45))
    for person in people:
        member_join(act=act(46), person=person, organization=branch)
    term_open(
        act=act(75, document=approval(school, 75)),
        organization=branch,
        committee_seats=0,
        team=[
            Seat(Role.SECRETARY, people[0]),
            Seat(Role.DEPUTY_SECRETARY, people[1], is_full_time_party=True),
        ],
    )
    branch.refresh_from_db()
    return branch


def test_confirmation_of_the_third_member_is_recorded_and_hints(school, people):
    member_confirm(act=act(0), person=people[2])

    assert ("ORG-001", "info") in findings(school)
    assert not {f for f in findings(school) if f[1] != "info"}


def test_application_and_approval_leave_only_the_hint_in_progress(school, people):
    branch = found_up_to_election(school, people)

    assert branch.state == OrgState.PREPARING
    assert findings(school) == {("ORG-001", "info")}


def test_activation_before_the_approval_of_the_secretary_is_refused(school, people):
    branch = found_up_to_election(school, people)

    with pytest.raises(Refused) as refused:
        organization_activate(act=act(80), organization=branch)

    assert {o.rule for o in refused.value.obstacles} == {"CMT-011"}
    branch.refresh_from_db()
    assert branch.state == OrgState.PREPARING


def activated(school, people):
    branch = found_up_to_election(school, people)
    for held in RoleAssignment.objects.filter(organization=branch):
        record_correct(act=act(88), row=held, fields={"approved_on": day(88)})
    set_up_groups(school, people)
    return organization_activate(act=act(90), organization=branch)


def set_up_groups(school, people):
    types = [GroupType.IDEOLOGICAL_POLITICAL, GroupType.MORAL_EDUCATION, GroupType.IDEOLOGY]
    leading_group_set_up(
        act=act(89), school=school, name="思想政治和意识形态工作领导小组", types=types, heads=[people[0]]
    )


def test_activation_after_the_approval_leaves_no_finding(school, people):
    branch = activated(school, people)

    assert branch.state == OrgState.ACTIVE
    assert findings(school) == set()


def test_secretary_transferred_away_is_recorded_and_found(school, people):
    branch = activated(school, people)
    held = RoleAssignment.objects.get(organization=branch, role=Role.SECRETARY)

    post_end(act=act(400), assignment=held)

    assert ("CMT-014", "warning") in findings(school)
    assert {f for f in findings(school) if f[1] == "error"} == set()


def test_by_election_before_approval_is_silent_for_thirty_days(school, people):
    branch = activated(school, people)
    post_end(act=act(400), assignment=RoleAssignment.objects.get(organization=branch, role=Role.SECRETARY))

    elected = Appointment(method=Method.ELECTED, elected_on=day(470))
    post_assign(
        act=act(470, reason="补选"), body=branch, role=Role.SECRETARY, person=people[2], appointment=elected
    )

    assert {"CMT-014", "CMT-011"} & {rule for rule, _ in findings(school)} == set()


def test_late_election_is_found_until_it_is_held(school, people):
    branch = activated(school, people)
    due = 75 + (date(2027, 5, 15) - day(75)).days
    late = due + 35

    record_correct(act=act(late - 1), row=people[1], fields={"staff_number": "A1"})
    assert ("TERM-002", "error") in findings(school)

    team = [
        Seat(Role.SECRETARY, people[0], approved_on=day(late)),
        Seat(Role.DEPUTY_SECRETARY, people[1], approved_on=day(late), is_full_time_party=True),
    ]
    term_open(act=act(late), organization=branch, committee_seats=0, team=team)

    assert "TERM-002" not in {rule for rule, _ in findings(school)}


def test_general_branch_over_two_new_branches_replaces_the_branch_in_one_act(school, people):
    """The last row of the walk-through: one date, members move, the old branch closes last."""
    branch = activated(school, people)
    more = factories.members(3, school)
    for person in more:
        member_join(act=act(500), person=person, organization=branch)
    units = [factories.unit(school, "七年级组"), factories.unit(school, "八年级组")]
    for unit, person in zip(units, (people[1], more[0]), strict=True):
        factories.unit_membership(unit, person)
        factories.assign(person, unit, Role.UNIT_HEAD)
    document = approval(school, 599)

    general = organization_retype(
        act=act(600, reason="党员人数和工作需要", document=document),
        organization=branch,
        type=OrgType.GENERAL_BRANCH,
        full_name=f"中共{school.name}总支部委员会",
        approval=document,
        committee_seats=5,
        branches=[
            NewBranch(
                f"中共{school.name}七年级组支部委员会", people[1], day(600), (units[0],), tuple(people)
            ),
            NewBranch(f"中共{school.name}八年级组支部委员会", more[0], day(600), (units[1],), tuple(more)),
        ],
    )

    branch.refresh_from_db()
    assert (branch.state, general.state) == (OrgState.DISSOLVED, OrgState.ACTIVE)
    assert general.type in LEADING_TYPES
    assert general.predecessor_id == branch.pk
    assert PartyMembership.objects.filter(organization=branch, period__contains=day(600)).count() == 0
    assert [b.memberships.as_of(day(600)).count() for b in general.get_children()] == [3, 3]


def test_refused_retype_changes_nothing(school, people):
    branch = activated(school, people)
    before = {rule for rule, _ in findings(school)}

    with pytest.raises(Exception, match="没有编入新的支部"):
        organization_retype(
            act=act(600, reason="试"),
            organization=branch,
            type=OrgType.GENERAL_BRANCH,
            full_name=f"中共{school.name}总支部委员会",
            approval=approval(school, 599),
        )

    branch.refresh_from_db()
    assert branch.state == OrgState.ACTIVE
    assert branch.memberships.as_of(day(600)).count() == 3
    assert {rule for rule, _ in findings(school)} == before


def test_transfer_is_recorded_even_when_it_leaves_too_few(school, people):
    branch = activated(school, people)

    member_transfer(act=act(300), people=[people[2]], external_organization="演示社区党支部")

    assert ("ORG-007", "info") in findings(school)
    assert branch.memberships.as_of(day(300)).count() == 2
