"""Units, who works in them and what stands on them."""

from datetime import date

from governance.choices import OrgState, OrgType
from tests import factories as make
from tests.factories import ON

EVE = date(2026, 5, 31)


def test_members_of_a_unit_are_those_of_the_day(facts):
    school = make.school()
    unit = make.unit(school)
    make.unit_membership(unit, make.member(school))
    make.unit_membership(unit, make.person(school))
    make.unit_membership(unit, make.member(school), end=ON)
    [found] = facts(school).units
    assert (found.members, found.party_members) == (2, 1)
    assert facts(school, EVE).units[0].members == 3


def test_a_closed_unit_is_told_as_such_and_a_future_one_not_at_all(facts):
    school = make.school()
    campus = make.unit(school, "东校区", kind="campus", is_base=False)
    make.unit(school, parent=campus, end=ON)
    make.unit(school, "八年级组", start=date(2026, 9, 1))
    first, second = facts(school).units
    assert (first.parent_id, second.parent_id) == (None, campus.id)
    assert (first.is_base, first.is_active, second.is_base, second.is_active) == (False, True, True, False)
    assert facts(school, EVE).units[1].is_active


def test_live_branches_and_party_groups_stand_on_a_unit(facts):
    school = make.school()
    unit = make.unit(school)
    top = make.organization(OrgType.GENERAL_BRANCH, school=school)
    branch = make.organization(parent=top)
    group = make.organization(OrgType.GROUP, parent=branch)
    preparing = make.organization(parent=top, state=OrgState.PREPARING)
    temporary = make.organization(OrgType.TEMPORARY_BRANCH, parent=top)
    for org in (branch, group, preparing, temporary):
        make.host_unit(org, unit)
    found = facts(school)
    assert found.units[0].hosted_by == (branch.id, group.id)
    assert found.orgs_by_id[preparing.id].host_unit_ids == (unit.id,)


def test_a_unit_that_ends_is_an_ended_host_whichever_end_comes_first(facts):
    school = make.school()
    branch = make.organization(school=school)
    closed, left = make.unit(school, "七年级组", end=ON), make.unit(school, "八年级组")
    make.host_unit(branch, closed)
    make.host_unit(branch, left, end=date(2026, 4, 1))
    [org] = facts(school).orgs
    assert org.host_unit_ids == (closed.id,)
    assert (org.ended_hosts, org.hosts_ended_on) == (("七年级组", "八年级组"), ON)
    [org] = facts(school, EVE).orgs
    assert (org.ended_hosts, org.hosts_ended_on) == (("八年级组",), date(2026, 4, 1))


def test_a_unit_on_which_a_branch_stands_again_is_no_ended_host(facts):
    school = make.school()
    branch = make.organization(school=school)
    unit = make.unit(school)
    make.host_unit(branch, unit, end=date(2025, 1, 1))
    make.host_unit(branch, unit, start=date(2026, 1, 1))
    [org] = facts(school).orgs
    assert (org.host_unit_ids, org.ended_hosts, org.hosts_ended_on) == ((unit.id,), (), None)
