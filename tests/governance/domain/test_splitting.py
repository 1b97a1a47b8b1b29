"""A branch is divided along its units: members, groups, posts and findings end up where they belong."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance.choices import AssignmentEnd, Duty, MembershipKind, OrgState, OrgType, Role
from governance.domain.batch import batch
from governance.domain.hosting import host_attach
from governance.domain.merging import organization_merge
from governance.domain.new_branches import NewBranch
from governance.domain.refusals import Refused
from governance.domain.splitting import organization_split
from governance.models import (
    ChangeSet,
    Finding,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    RoleAssignment,
)
from schools.domain.trees import wrong_nodes
from schools.models import Person, Unit
from tests import factories
from tests.structures import Structure, do, general_branch, open_findings

DUTIES = ((Duty.ORGANIZATION, Duty.PUBLICITY), (Duty.DISCIPLINE,))
SEEN = date(2026, 5, 1)


@dataclass
class Big:
    """A school whose third branch has 34 members on two grade groups, with its five leading it."""

    order: Structure
    branch: PartyOrganization
    units: list[Unit]
    crews: list[list[Person]]

    @property
    def people(self):
        return [person for crew in self.crews for person in crew]

    def plan(self, nth, **changes):
        """A part on one of the units, led by the first three of its people."""
        first, *others = self.crews[nth][:3]
        return NewBranch(
            **{
                "full_name": f"中共{self.order.school.name}{self.units[nth].name}支部委员会",
                "short_name": f"{self.units[nth].name}党支部",
                "secretary": first,
                "host_units": (self.units[nth],),
                "committee_seats": 3,
                "committee": tuple(zip(others, DUTIES, strict=True)),
                **changes,
            }
        )

    def split(self, *parts, day=None, **changes):
        return organization_split(
            act=do(reason="便于开展组织生活", effective_on=day),
            organization=self.branch,
            parts=parts or (self.plan(0), self.plan(1)),
            approval=factories.document(self.order.school, issued_on=date(2026, 2, 20)),
            **changes,
        )


@pytest.fixture
def big(db):
    order = general_branch()
    units = [factories.unit(order.school, name) for name in ("高一年级组", "高二年级组")]
    branch = factories.organization(parent=order.root, full_name=f"中共{order.school.name}高中部支部委员会")
    factories.term(branch, committee_seats=3)
    crews = []
    for unit, size in zip(units, (18, 16), strict=True):
        factories.host_unit(branch, unit)
        crew = factories.members(size, order.school, branch)
        for person in crew:
            factories.unit_membership(unit, person)
        factories.assign(crew[0], unit, Role.UNIT_HEAD)
        crews.append(crew)
    factories.assign(crews[0][0], branch, Role.SECRETARY, document=factories.document(order.school))
    for person, duties in zip((crews[0][1], crews[1][1]), DUTIES, strict=True):
        factories.assign(person, branch, Role.MEMBER, duties=list(duties), filed_on=date(2024, 3, 20))
    return Big(order, branch, units, crews)


def keys(people):
    return {person.pk for person in people}


def members_of(organization, on=factories.ON, kind=MembershipKind.FORMAL):
    return set(organization.memberships.as_of(on).filter(kind=kind).values_list("person", flat=True))


def in_office(organization, on=factories.ON):
    held = RoleAssignment.objects.as_of(on).filter(organization=organization)
    return set(held.values_list("role", "person"))


def group_of(big, people, unit=None):
    group = factories.organization(OrgType.GROUP, parent=big.branch)
    PartyMembership.objects.filter(person__in=people).update(party_group=group)
    if unit:
        factories.host_unit(group, unit)
    return group


def test_branch_of_34_becomes_two_along_its_units(big):
    one, two = big.split()

    assert [members_of(part) for part in (one, two)] == [keys(crew) for crew in big.crews]
    assert [len(members_of(part)) for part in (one, two)] == [18, 16]
    assert in_office(two) == {
        (Role.SECRETARY, big.crews[1][0].pk),
        (Role.MEMBER, big.crews[1][1].pk),
        (Role.MEMBER, big.crews[1][2].pk),
    }
    assert [part.terms.get().number for part in (one, two)] == [1, 1]
    assert [list(part.hosts.values_list("unit", flat=True)) for part in (one, two)] == [
        [unit.pk] for unit in big.units
    ]
    assert {part.state for part in (one, two)} == {OrgState.ACTIVE}
    assert {part.predecessor for part in (one, two)} == {big.branch}
    assert open_findings(big.order.school) == set()
    assert wrong_nodes(PartyOrganization) == []


def test_the_old_branch_is_closed_with_everything_it_had(big):
    big.split()

    big.branch.refresh_from_db()
    assert (big.branch.state, big.branch.dissolved_on) == (OrgState.DISSOLVED, factories.ON)
    assert (members_of(big.branch), in_office(big.branch)) == (set(), set())
    ends = big.branch.role_assignments.order_by().values_list("end_reason", "period__endswith").distinct()
    assert list(ends) == [(AssignmentEnd.CLOSED, factories.ON)]
    assert big.branch.terms.get().ends_on == factories.ON
    assert {host.ends_on for host in big.branch.hosts.all()} == {factories.ON}


def test_one_part_is_founded_and_the_old_branch_goes_on_with_the_rest(big):
    [new] = big.split(big.plan(1), keeps=True)

    big.branch.refresh_from_db()
    assert (members_of(new), members_of(big.branch)) == (keys(big.crews[1]), keys(big.crews[0]))
    assert big.branch.state == OrgState.ACTIVE
    assert list(big.branch.hosts.as_of(factories.ON).values_list("unit", flat=True)) == [big.units[0].pk]
    assert big.branch.terms.get().ends_on is None
    # Who went with the new branch no longer sits in the committee of the old one.
    assert in_office(big.branch) == {
        (Role.SECRETARY, big.crews[0][0].pk),
        (Role.MEMBER, big.crews[0][1].pk),
    }
    left = big.branch.role_assignments.get(person=big.crews[1][1])
    assert (left.ends_on, left.end_reason) == (factories.ON, AssignmentEnd.MOVED)
    assert new.predecessor == big.branch


def test_a_name_goes_before_the_unit(big):
    moving, staying = big.crews[0][5], big.crews[1][5]

    [new] = big.split(big.plan(1, members=(moving,)), keeps=True, staying=(staying,))

    assert members_of(new) == keys(big.crews[1]) - {staying.pk} | {moving.pk}


def test_a_unit_inside_a_host_unit_counts_as_that_one(big):
    inside = factories.unit(big.order.school, "高二数学备课组", parent=big.units[1])
    someone = factories.member(big.order.school, big.branch)
    factories.unit_membership(inside, someone)

    _one, two = big.split()

    assert someone.pk in members_of(two)


def test_who_works_in_no_unit_or_in_two_is_named_and_nothing_is_written(big):
    nowhere = factories.member(big.order.school, big.branch, name="演示甲")
    both = big.crews[0][7]
    factories.unit_membership(big.units[1], both)

    with pytest.raises(ValidationError) as refused:
        big.split()

    [message] = refused.value.messages
    assert message.startswith("有2名党员不能按所在单元确定编入哪个支部，请逐一指定：")
    assert {name in message for name in (nowhere.name, both.name)} == {True}
    assert PartyOrganization.objects.filter(predecessor=big.branch).count() == 0

    one, _two = big.split(big.plan(0, members=(both, nowhere)), big.plan(1))
    assert keys([nowhere, both]) <= members_of(one)


def test_who_works_in_no_unit_stays_where_the_old_branch_goes_on(big):
    nowhere = factories.member(big.order.school, big.branch)

    big.split(big.plan(1), keeps=True)

    assert nowhere.pk in members_of(big.branch)


def test_nobody_is_in_two_parts(big):
    with pytest.raises(ValidationError, match="只能编入一个支部"):
        big.split(big.plan(0, members=(big.crews[1][0],)), big.plan(1))


def test_parts_and_a_branch_that_can_be_divided_are_asked_for(big):
    with pytest.raises(ValidationError, match="至少两个"):
        big.split(big.plan(0))
    with pytest.raises(ValidationError, match="没有留下党员"):
        big.split(big.plan(0), big.plan(1), keeps=True)
    big.branch = big.order.root
    with pytest.raises(ValidationError, match="请办理变更类型"):
        big.split()


def test_a_part_too_small_or_without_secretary_refuses_the_whole(big):
    few = tuple(big.crews[1][2:])

    with pytest.raises(Refused) as refused:
        big.split(big.plan(0, members=few), big.plan(1, secretary=None, committee=(), committee_seats=0))

    assert {"ORG-007", "CMT-014"} <= {obstacle.rule for obstacle in refused.value.obstacles}
    assert len(members_of(big.branch)) == 34


def test_groups_go_whole_with_their_members_and_close_when_these_part(big):
    whole = group_of(big, big.crews[1][:5], big.units[1])
    factories.assign(big.crews[1][4], whole, Role.GROUP_LEADER)
    parted = group_of(big, [*big.crews[0][:3], *big.crews[1][5:8]])
    empty = group_of(big, [], big.units[0])

    one, two = big.split()

    for group in (whole, parted, empty):
        group.refresh_from_db()
    assert [group.parent_id for group in (whole, empty)] == [two.pk, one.pk]
    assert (parted.state, parted.parent_id) == (OrgState.DISSOLVED, big.branch.pk)
    assert in_office(whole) == {(Role.GROUP_LEADER, big.crews[1][4].pk)}
    now = PartyMembership.objects.as_of(factories.ON)
    assert set(now.filter(party_group=whole).values_list("person", flat=True)) == keys(big.crews[1][:5])
    assert not now.filter(party_group=parted).exists()


def test_group_whose_members_part_stays_with_a_branch_that_goes_on(big):
    parted = group_of(big, [*big.crews[0][:3], *big.crews[1][5:8]], big.units[1])
    factories.assign(big.crews[1][5], parted, Role.GROUP_LEADER)

    big.split(big.plan(1), keeps=True)

    parted.refresh_from_db()
    assert (parted.state, parted.parent_id) == (OrgState.ACTIVE, big.branch.pk)
    assert in_office(parted) == set()
    assert not parted.hosts.as_of(factories.ON).exists()
    now = PartyMembership.objects.as_of(factories.ON).filter(party_group=parted)
    assert set(now.values_list("person", flat=True)) == keys(big.crews[0][:3])


def test_a_part_may_grow_out_of_a_party_group(big):
    group = group_of(big, [*big.crews[1], big.crews[0][9]], big.units[1])

    _one, two = big.split(big.plan(0), big.plan(1, host_units=(), group=group))

    group.refresh_from_db()
    assert group.state == OrgState.DISSOLVED
    assert two.predecessor == group
    assert members_of(two) == keys([*big.crews[1], big.crews[0][9]])
    assert list(two.hosts.values_list("unit", flat=True)) == [big.units[1].pk]


def test_group_of_another_branch_is_refused(big):
    other = factories.organization(OrgType.GROUP, parent=big.order.branches[0])

    with pytest.raises(ValidationError, match=r"不是.*的党小组"):
        big.split(big.plan(0, groups=(other,)), big.plan(1))


def test_who_is_there_for_a_while_goes_along_for_a_while(big):
    guest = factories.member(big.order.school, big.order.branches[0])
    factories.membership(guest, big.branch, kind=MembershipKind.TEMPORARY)
    factories.unit_membership(big.units[1], guest)

    _one, two = big.split()

    assert members_of(two, kind=MembershipKind.TEMPORARY) == {guest.pk}
    assert guest.pk in members_of(big.order.branches[0])


def test_findings_keep_the_day_they_were_first_seen(big):
    PartyOrganization.objects.filter(pk=big.branch.pk).update(full_name="高中部党支部")
    host_attach(
        act=do(today=SEEN, reason="试"),
        organization=big.branch,
        units=[factories.unit(big.order.school, "高三年级组")],
    )
    [seen] = Finding.objects.filter(school=big.order.school, rule="ORG-021").open()
    assert (seen.first_seen, seen.subject_number) == (SEEN, big.branch.number)

    parts = big.split(big.plan(0, full_name="高一党支部"), big.plan(1, full_name="高二党支部"))

    found = Finding.objects.filter(school=big.order.school, rule="ORG-021").open()
    assert set(found.values_list("subject_number", "first_seen")) == {(part.number, SEEN) for part in parts}


def test_split_reaches_back_in_time(big):
    day = date(2026, 3, 1)

    one, two = big.split(day=day)

    states = OrganizationStatus.objects.filter(organization=big.branch).order_by("period")
    assert [(row.state, row.starts_on, row.ends_on) for row in states] == [
        (OrgState.ACTIVE, factories.FOUNDED, day),
        (OrgState.DISSOLVED, day, None),
    ]
    assert len(members_of(big.branch, date(2026, 2, 28))) == 34
    assert [len(members_of(part, day)) for part in (one, two)] == [18, 16]
    assert {part.established_on for part in (one, two)} == {day}
    assert in_office(big.branch, date(2026, 2, 28)) == {
        (Role.SECRETARY, big.crews[0][0].pk),
        (Role.MEMBER, big.crews[0][1].pk),
        (Role.MEMBER, big.crews[1][1].pk),
    }


def test_parts_may_be_changed_again_in_the_same_act(big):
    """What lies between does not count: the second part could not start alone and is merged at once."""
    paper = factories.document(big.order.school, issued_on=date(2026, 2, 20))
    few = tuple(big.crews[1][2:])

    with batch(do(reason="便于开展组织生活"), "demo", school=big.order.school) as whole:
        one, two = organization_split(
            act=whole.act(),
            organization=big.branch,
            parts=(
                big.plan(0, members=few),
                big.plan(1, secretary=None, committee=(), committee_seats=0),
            ),
            approval=paper,
        )
        assert len(members_of(two)) == 2
        joined = organization_merge(
            act=whole.act(),
            organizations=[big.order.branches[1], two],
            into=big.order.branches[1],
            approval=paper,
        )

    two.refresh_from_db()
    assert (two.state, two.merger.into) == (OrgState.DISSOLVED, joined)
    assert keys(big.crews[1][:2]) < members_of(joined)
    assert members_of(one) == keys([*big.crews[0], *few])
    change_set = ChangeSet.objects.get()
    assert change_set.operation == "demo"
    assert wrong_nodes(PartyOrganization) == []
