"""An organisation of every type is founded, staffed and at work in one act."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance.choices import Duty, OrgLevel, OrgState, OrgType, Role
from governance.domain.batch import batch
from governance.domain.establishing import organization_found
from governance.domain.refusals import Refused
from governance.domain.units import unit_create, unit_rename
from governance.models import ChangeSet, PartyMembership, PartyOrganization, RoleAssignment
from schools.choices import UnitKind
from tests import factories
from tests.structures import do, open_findings

DUTIES = ((Duty.ORGANIZATION, Duty.PUBLICITY), (Duty.DISCIPLINE,))
SUFFIX = {
    OrgType.BRANCH: "支部委员会",
    OrgType.GENERAL_BRANCH: "总支部委员会",
    OrgType.COMMITTEE: "委员会",
    OrgType.JOINT_BRANCH: "联合支部委员会",
    OrgType.GROUP: "党小组",
}


def found(school, type, act=None, **changes):  # noqa: A002 -- the field's own name
    place = (
        {}
        if {"parent", "superior", "external_superior"} & changes.keys()
        else {"superior": factories.upper()}
    )
    return organization_found(
        act=act or do(reason="工作需要"),
        school=school,
        type=type,
        full_name=changes.pop("full_name", f"中共{school.name}{SUFFIX[type]}"),
        approval=factories.document(school, issued_on=date(2026, 5, 20)),
        **place,
        **changes,
    )


def team(people):
    """The first leads, the two after him are the committee of three."""
    return {
        "secretary": people[0],
        "committee": tuple(zip(people[1:3], DUTIES, strict=True)),
        "committee_seats": 3,
    }


def members_of(organization):
    return set(organization.memberships.as_of(factories.ON).values_list("person", flat=True))


def in_office(organization):
    held = RoleAssignment.objects.as_of(factories.ON).filter(organization=organization)
    return set(held.values_list("role", "person"))


@pytest.fixture
def school(db):
    return factories.school()


def test_school_of_eight_members_gets_a_branch_of_its_own(school):
    people = factories.members(8, school)

    branch = found(school, OrgType.BRANCH, members=people, **team(people))

    assert (branch.level, branch.state, branch.superior) == (
        OrgLevel.SCHOOL,
        OrgState.ACTIVE,
        factories.upper(),
    )
    assert (branch.established_on, branch.activated_on) == (factories.ON, factories.ON)
    assert members_of(branch) == {person.pk for person in people}
    assert in_office(branch) == {
        (Role.SECRETARY, people[0].pk),
        (Role.MEMBER, people[1].pk),
        (Role.MEMBER, people[2].pk),
    }
    term = branch.terms.get()
    assert (term.number, term.committee_seats, term.planned_end) == (1, 3, date(2029, 6, 1))
    secretary = branch.role_assignments.get(role=Role.SECRETARY)
    assert (secretary.term, secretary.elected_on, secretary.approved_on) == (term, factories.ON, factories.ON)
    assert "ORG-001" not in {rule for rule, _severity in open_findings(school)}


@pytest.mark.parametrize("type", [OrgType.GENERAL_BRANCH, OrgType.COMMITTEE])
def test_school_gets_a_leading_organisation_with_branches_on_its_units_in_one_act(school, type):  # noqa: A002
    people = factories.members(6, school)
    units = [factories.unit(school, name) for name in ("七年级组", "八年级组")]

    with batch(do(reason="新建"), "demo", school=school) as whole:
        root = found(
            school,
            type,
            whole.act(),
            secretary=people[0],
            deputies=[people[3]],
            committee=[(people[1], (Duty.ORGANIZATION,))],
            committee_seats=3,
        )
        for unit, crew in zip(units, (people[:3], people[3:]), strict=True):
            name = f"中共{school.name}{unit.name}支部委员会"
            found(
                school,
                OrgType.BRANCH,
                whole.act(),
                full_name=name,
                parent=root,
                host_units=[unit],
                members=crew,
                secretary=crew[0],
            )

    root = PartyOrganization.objects.get(pk=root.pk)
    assert (root.type, root.level, root.state) == (type, OrgLevel.SCHOOL, OrgState.ACTIVE)
    assert root.terms.get().deputy_seats == 1
    branches = list(root.get_children())
    assert [branch.level for branch in branches] == [OrgLevel.INNER, OrgLevel.INNER]
    assert [members_of(branch) for branch in branches] == [
        {person.pk for person in crew} for crew in (people[:3], people[3:])
    ]
    assert ChangeSet.objects.count() == 1


def test_committee_has_no_members_of_its_own(school):
    people = factories.members(3, school)

    with pytest.raises(ValidationError, match="不是党支部"):
        found(school, OrgType.COMMITTEE, members=people, **team(people))


def test_joint_branch_covers_schools_and_other_units(school):
    people = factories.members(3, school)
    village = factories.school()

    joint = found(
        school,
        OrgType.JOINT_BRANCH,
        members=people,
        secretary=people[0],
        covered_schools=(school, village),
        covered_units=("演示幼儿园",),
    )

    assert joint.level == OrgLevel.DISTRICT
    assert joint.coverages.as_of(factories.ON).count() == 3


def test_party_group_gathers_members_of_its_branch_under_a_leader(general):
    branch, newcomer = general.branches[0], general.people[5]

    group = found(
        general.school,
        OrgType.GROUP,
        full_name="演示党小组",
        parent=branch,
        host_units=[general.units[0]],
        members=[general.people[2], newcomer],
        secretary=general.people[3],
    )

    assert in_office(group) == {(Role.GROUP_LEADER, general.people[3].pk)}
    now = PartyMembership.objects.as_of(factories.ON).filter(party_group=group)
    assert set(now.values_list("person", "organization", "period__startswith")) == {
        (general.people[2].pk, branch.pk, factories.FOUNDED),
        (general.people[3].pk, branch.pk, factories.FOUNDED),
        # From another branch: the relation itself moves.
        (newcomer.pk, branch.pk, factories.ON),
    }


@pytest.mark.parametrize(
    ("missing", "rule"),
    [
        ({"members": ()}, "ORG-007"),
        ({"secretary": None}, "CMT-014"),
        ({"committee": (), "committee_seats": 0}, "CMT-001"),
        ({"external_superior": "", "superior": None}, "ORG-010"),
    ],
)
def test_what_could_not_be_activated_is_not_founded(school, missing, rule):
    people = factories.members(8, school)
    few = missing.get("members") == ()

    with pytest.raises(Refused) as refused:
        found(
            school,
            OrgType.BRANCH,
            **{"members": people, **(team(people) if not few else {"secretary": people[0]}), **missing},
        )

    assert rule in {obstacle.rule for obstacle in refused.value.obstacles}
    assert PartyOrganization.objects.filter(school=school).count() == 0


def test_unit_founded_in_the_same_act_carries_a_branch(general):
    people = factories.members(3, general.school)

    with batch(do(reason="新设年级"), "demo", school=general.school) as whole:
        unit = unit_create(
            act=whole.act(), school=general.school, name="九年级组", kind=UnitKind.GRADE, people=people
        )
        branch = found(
            general.school,
            OrgType.BRANCH,
            whole.act(),
            full_name=f"中共{general.school.name}九年级组支部委员会",
            parent=general.root,
            host_units=[unit],
            members=people,
            secretary=people[0],
        )

    assert list(branch.hosts.values_list("unit__name", flat=True)) == ["九年级组"]


def test_unit_gets_another_name_but_not_an_empty_one(general):
    unit = unit_rename(act=do(), unit=general.units[0], name=" 初一年级组 ")

    assert (unit.name, ChangeSet.objects.get().summary) == ("初一年级组", "七年级组更名为初一年级组")
    with pytest.raises(ValidationError):
        unit_rename(act=do(), unit=unit, name=" ")
