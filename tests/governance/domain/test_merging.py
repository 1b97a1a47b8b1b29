"""Small branches become one: what they had goes over, and where they went stays on record."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance.choices import AssignmentEnd, Duty, MembershipKind, OrgState, OrgType, Role
from governance.domain import gating
from governance.domain.hosting import host_attach
from governance.domain.merging import organization_merge
from governance.domain.refusals import Refused
from governance.domain.structure import organization_dissolve
from governance.models import (
    Finding,
    OrganizationMerger,
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
class Small:
    """A school with two further branches, of 5 and 6, each on a subject group."""

    order: Structure
    branches: list[PartyOrganization]
    units: list[Unit]
    crews: list[list[Person]]

    def merge(self, *, into=None, day=None, organizations=None, **changes):
        team = self.crews[1]
        new = {
            "full_name": f"中共{self.order.school.name}文科支部委员会",
            "short_name": "文科党支部",
            "secretary": team[0],
            "committee": tuple(zip(team[1:3], DUTIES, strict=True)),
            "committee_seats": 3,
        }
        return organization_merge(
            act=do(reason="党员人数减少", effective_on=day),
            organizations=organizations or self.branches,
            approval=factories.document(self.order.school, issued_on=date(2026, 2, 20)),
            **({"into": into, **changes} if into else {**new, **changes}),
        )


@pytest.fixture
def small(db):
    order = general_branch()
    branches, units, crews = [], [], []
    for name, size in (("语文组", 5), ("英语组", 6)):
        unit = factories.unit(order.school, name)
        branch = factories.organization(
            parent=order.root,
            full_name=f"中共{order.school.name}{name}支部委员会",
            short_name=f"{name}党支部",
        )
        factories.term(branch)
        factories.host_unit(branch, unit)
        crew = factories.members(size, order.school, branch)
        for person in crew:
            factories.unit_membership(unit, person)
        factories.assign(crew[0], unit, Role.UNIT_HEAD)
        factories.assign(crew[0], branch, Role.SECRETARY, document=factories.document(order.school))
        branches.append(branch)
        units.append(unit)
        crews.append(crew)
    return Small(order, branches, units, crews)


def keys(rows):
    return {row.pk for row in rows}


def members_of(organization, on=factories.ON, kind=MembershipKind.FORMAL):
    return set(organization.memberships.as_of(on).filter(kind=kind).values_list("person", flat=True))


def units_of(organization, on=factories.ON):
    return set(organization.hosts.as_of(on).values_list("unit", flat=True))


def in_office(organization, on=factories.ON):
    held = RoleAssignment.objects.as_of(on).filter(organization=organization)
    return set(held.values_list("role", "person"))


def test_branches_of_five_and_six_become_a_new_one_of_eleven(small):
    new = small.merge()

    assert members_of(new) == keys([*small.crews[0], *small.crews[1]])
    assert len(members_of(new)) == 11
    assert units_of(new) == keys(small.units)
    assert in_office(new) == {
        (Role.SECRETARY, small.crews[1][0].pk),
        (Role.MEMBER, small.crews[1][1].pk),
        (Role.MEMBER, small.crews[1][2].pk),
    }
    assert (new.state, new.parent, new.terms.get().number) == (OrgState.ACTIVE, small.order.root, 1)
    assert set(new.mergers.values_list("organization", flat=True)) == keys(small.branches)
    assert open_findings(small.order.school) == set()
    assert wrong_nodes(PartyOrganization) == []


def test_merged_branches_are_closed_with_everything_they_had(small):
    small.merge()

    for branch in small.branches:
        branch.refresh_from_db()
        assert (branch.state, branch.dissolved_on) == (OrgState.DISSOLVED, factories.ON)
        assert (members_of(branch), in_office(branch), units_of(branch)) == (set(), set(), set())
        held = branch.role_assignments.get()
        assert (held.end_reason, held.ends_on) == (AssignmentEnd.CLOSED, factories.ON)
        assert branch.terms.get().ends_on == factories.ON


def test_one_branch_goes_on_with_its_team_and_takes_in_the_other(small):
    one, other = small.branches
    term, number = other.terms.get(), other.number

    new = small.merge(into=other, committee_seats=0, full_name="中共演示文科支部委员会")

    assert (new.pk, new.number, new.full_name) == (other.pk, number, "中共演示文科支部委员会")
    assert members_of(new) == keys([*small.crews[0], *small.crews[1]])
    assert units_of(new) == keys(small.units)
    assert in_office(new) == {(Role.SECRETARY, small.crews[1][0].pk)}
    term.refresh_from_db()
    assert (term.ends_on, new.terms.count()) == (None, 1)
    one.refresh_from_db()
    assert (one.state, one.merger.into) == (OrgState.DISSOLVED, other)
    assert OrganizationMerger.objects.count() == 1


def test_the_branch_that_goes_on_may_get_another_number_of_seats_and_keeps_its_name(small):
    other = small.branches[1]

    new = small.merge(into=other, organizations=small.branches[:1], committee_seats=3)

    assert (new.full_name, new.terms.get().committee_seats) == (other.full_name, 3)


def test_the_team_of_the_branch_that_goes_on_is_not_changed_by_the_way(small):
    with pytest.raises(ValidationError, match="班子继续任职"):
        small.merge(into=small.branches[1], secretary=small.crews[0][0])


@pytest.mark.parametrize("goes_on", [True, False], ids=["into one of them", "into a new one"])
def test_groups_and_who_is_there_for_a_while_go_along(small, goes_on):
    group = factories.organization(OrgType.GROUP, parent=small.branches[0])
    PartyMembership.objects.filter(person__in=small.crews[0][:3]).update(party_group=group)
    factories.assign(small.crews[0][2], group, Role.GROUP_LEADER)
    guest = factories.member(small.order.school, small.order.branches[0])
    factories.membership(guest, small.branches[0], kind=MembershipKind.TEMPORARY)

    new = small.merge(into=small.branches[1] if goes_on else None)

    group.refresh_from_db()
    assert (group.parent, group.state) == (new, OrgState.ACTIVE)
    now = PartyMembership.objects.as_of(factories.ON).filter(party_group=group)
    assert set(now.values_list("person", "organization")) == {(p.pk, new.pk) for p in small.crews[0][:3]}
    assert in_office(group) == {(Role.GROUP_LEADER, small.crews[0][2].pk)}
    assert members_of(new, kind=MembershipKind.TEMPORARY) == {guest.pk}


def test_what_was_merged_may_be_merged_again(small):
    first = small.merge(into=small.branches[1])

    second = small.merge(organizations=[first, small.order.branches[1]])

    assert len(members_of(second)) == 15
    assert set(OrganizationMerger.objects.values_list("organization", "into")) == {
        (small.branches[0].pk, first.pk),
        (first.pk, second.pk),
        (small.order.branches[1].pk, second.pk),
    }


@pytest.mark.parametrize("goes_on", [False, True])
def test_faults_of_every_merged_branch_are_weighed_as_known(small, goes_on, monkeypatch):
    told = []
    weigh = gating.weigh
    monkeypatch.setattr(gating, "weigh", lambda *args: told.append(args[-1]) or weigh(*args))

    merged = small.merge(into=small.branches[1] if goes_on else None)

    gone = small.branches[:1] if goes_on else small.branches
    assert told == [{merged.number: {branch.number for branch in gone}}]


def test_branches_that_do_not_belong_together_are_named(small):
    with pytest.raises(ValidationError, match="两个以上"):
        small.merge(organizations=small.branches[:1])
    with pytest.raises(ValidationError, match="不是党总支、党委下设的支部"):
        small.merge(organizations=[small.branches[0], small.order.root])
    elsewhere = general_branch(factories.school())
    with pytest.raises(ValidationError, match="不在同一个党组织之下"):
        small.merge(organizations=[small.branches[0], elsewhere.branches[0]])
    with pytest.raises(ValidationError, match="全称"):
        small.merge(full_name=" ")


def test_new_branch_without_secretary_is_refused(small):
    with pytest.raises(Refused) as refused:
        small.merge(secretary=None)

    assert "CMT-014" in {obstacle.rule for obstacle in refused.value.obstacles}
    assert [len(members_of(branch)) for branch in small.branches] == [5, 6]


def test_a_branch_is_merged_once(small):
    organization_dissolve(
        act=do(reason="试"), organization=_emptied(small), document=factories.document(small.order.school)
    )

    with pytest.raises(ValidationError, match="不能办理"):
        small.merge()


def _emptied(small):
    branch = small.branches[0]
    branch.memberships.all().delete()
    branch.role_assignments.all().delete()
    return branch


def test_findings_of_either_keep_the_day_they_were_first_seen(small):
    PartyOrganization.objects.filter(pk=small.branches[0].pk).update(full_name="语文组党支部")
    host_attach(
        act=do(today=SEEN, reason="试"),
        organization=small.branches[0],
        units=[factories.unit(small.order.school, "历史组")],
    )
    [seen] = Finding.objects.filter(school=small.order.school, rule="ORG-021").open()
    assert (seen.first_seen, seen.subject_number) == (SEEN, small.branches[0].number)

    new = small.merge(full_name="文科党支部")

    [finding] = Finding.objects.filter(school=small.order.school, rule="ORG-021").open()
    assert (finding.first_seen, finding.subject_number) == (SEEN, new.number)


def test_merger_reaches_back_in_time(small):
    day = date(2026, 3, 1)

    new = small.merge(day=day)

    for branch, size in zip(small.branches, (5, 6), strict=True):
        states = OrganizationStatus.objects.filter(organization=branch).order_by("period")
        assert [(row.state, row.starts_on, row.ends_on) for row in states] == [
            (OrgState.ACTIVE, factories.FOUNDED, day),
            (OrgState.DISSOLVED, day, None),
        ]
        assert len(members_of(branch, date(2026, 2, 28))) == size
    assert (len(members_of(new, day)), new.established_on) == (11, day)
