"""What is proposed can be carried out: the counts are those of the units the members work in."""

from datetime import date

import pytest

from governance.choices import Duty, OrgState, OrgType, Role
from governance.domain.new_branches import NewBranch
from governance.domain.retyping import organization_retype
from governance.domain.splitting import organization_split
from governance.domain.surveys import propose_branches, propose_split, survey
from governance.models import PartyOrganization
from schools.choices import PoliticalStatus, UnitKind
from schools.models import Person
from tests import factories
from tests.structures import do, open_findings, single_branch

DUTIES = ((Duty.ORGANIZATION, Duty.PUBLICITY), (Duty.DISCIPLINE,))


def crew_of(unit, branch, size, **changes):
    people = factories.members(size, unit.school, branch, **changes)
    for person in people:
        factories.unit_membership(unit, person)
    factories.assign(people[0], unit, Role.UNIT_HEAD)
    return people


def plan(proposal, school):
    """Fill in a proposal: the first three who work there lead it."""
    name = "".join(unit.name for unit in proposal.units)
    crew = list(
        Person.objects.filter(unit_memberships__unit__in=proposal.units)
        .order_by("unit_memberships__unit", "number")
        .distinct()
    )
    full = [person for person in crew if person.political_status == PoliticalStatus.FULL]
    has_committee = proposal.full >= 7
    return NewBranch(
        f"中共{school.name}{name}支部委员会",
        full[0],
        host_units=proposal.units,
        committee_seats=3 if has_committee else 0,
        committee=tuple(zip(full[1:3], DUTIES, strict=True)) if has_committee else (),
    )


@pytest.fixture
def school_branch(db):
    """A school whose branch of five is to grow; nothing stands on a unit yet."""
    return single_branch()


def grown(structure, sizes):
    units = [factories.unit(structure.school, f"{name}年级组") for name in "七八九高"[: len(sizes)]]
    for unit, size in zip(units, sizes, strict=True):
        crew_of(unit, structure.root, size)
    for person in structure.people:
        factories.unit_membership(units[0], person)
    return units


@pytest.mark.parametrize("sizes", [(9, 20), (10, 10, 9), (20, 20, 15), (25, 2, 28)], ids=str)
def test_branch_of_34_to_60_becomes_a_general_branch_over_what_is_proposed(school_branch, sizes):
    school = school_branch.school
    units = grown(school_branch, sizes)
    total = sum(sizes) + 5
    found = survey(school_branch.root, factories.ON)

    proposals = propose_branches(found)

    assert (sum(p.total for p in proposals), found.open) == (total, ())
    assert [unit for p in proposals for unit in p.units] == units
    new = organization_retype(
        act=do(reason="党员人数增加"),
        organization=school_branch.root,
        type=OrgType.GENERAL_BRANCH,
        full_name=f"中共{school.name}总支部委员会",
        committee_seats=5,
        approval=factories.document(school, issued_on=date(2026, 5, 20)),
        branches=[plan(proposal, school) for proposal in proposals],
    )
    branches = list(new.get_children())
    assert [b.memberships.as_of(factories.ON).count() for b in branches] == [p.total for p in proposals]
    assert {branch.state for branch in branches} == {OrgState.ACTIVE}
    school_branch.root.refresh_from_db()
    assert school_branch.root.state == OrgState.DISSOLVED
    errors = {rule for rule, severity in open_findings(school) if severity == "error"}
    assert errors == set()


def test_proposed_split_is_balanced_and_can_be_carried_out(general):
    branch = factories.organization(parent=general.root)
    factories.term(branch)
    for name, size in (("高一年级组", 12), ("高二年级组", 9), ("高三年级组", 8), ("教务处", 5)):
        unit = factories.unit(general.school, name)
        factories.host_unit(branch, unit)
        crew_of(unit, branch, size)
    found = survey(branch, factories.ON)

    proposals = propose_split(found)

    assert sorted((p.total, p.full) for p in proposals) == [(17, 17), (17, 17)]
    parts = organization_split(
        act=do(reason="便于开展组织生活"),
        organization=branch,
        parts=[plan(proposal, general.school) for proposal in proposals],
        approval=factories.document(general.school, issued_on=date(2026, 5, 20)),
    )
    assert [part.memberships.as_of(factories.ON).count() for part in parts] == [17, 17]


def test_who_works_in_two_units_or_in_none_is_left_open(general):
    branch, [unit, other] = general.branches[0], general.units
    factories.host_unit(branch, other)
    factories.unit_membership(other, general.people[1])
    nowhere = factories.member(general.school, branch)

    found = survey(branch, factories.ON)

    assert set(found.open) == {general.people[1], nowhere}
    assert [(crew.unit, crew.total, crew.full) for crew in found.crews] == [(unit.number, 3, 3)]
    assert propose_split(found) == []


def test_teachers_are_counted_by_the_kind_of_unit_most_of_them_are_in(school_branch):
    school = school_branch.school
    units = grown(school_branch, (9, 20))
    subject = factories.unit(school, "语文组", kind=UnitKind.SUBJECT)
    for person in school_branch.people:
        factories.unit_membership(subject, person)
    crew_of(factories.unit(school, "办公室", kind=UnitKind.OFFICE), school_branch.root, 4)
    probationary = {"political_status": PoliticalStatus.PROBATIONARY, "full_on": None}
    crew_of(units[0], school_branch.root, 1, joined_on=date(2025, 9, 1), **probationary)

    found = survey(school_branch.root, factories.ON)

    assert [(found.units[c.unit].name, c.total, c.full) for c in found.crews] == [
        ("七年级组", 15, 14),
        ("八年级组", 20, 20),
        ("办公室", 4, 4),
    ]
    assert found.open == ()
    assert PartyOrganization.objects.filter(school=school).count() == 1
