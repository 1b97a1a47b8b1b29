"""Formal members of organisations: counts, sums over subtrees, and runs."""

from datetime import date

from governance.choices import OrgKind, OrgLevel, OrgState, OrgType
from governance.facts import Bound
from tests import factories as make
from tests.factories import FOUNDED, ON


def only(facts, school, on=ON):
    [org] = facts(school, on).orgs
    return org


def test_only_formal_members_of_the_day_are_counted(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.members(2, school, branch)
    make.member(school, branch, full_on=None)
    make.member(school, branch, full_on=None, political_status="probationary")
    make.membership(make.member(school), branch, kind="temporary")
    make.membership(make.member(school), branch, end=ON)
    org = only(facts, school)
    assert (org.own_full, org.own_all) == (Bound(2, 3), 4)
    assert only(facts, school, date(2026, 5, 31)).own_all == 5


def test_a_tree_is_the_sum_of_its_live_branches(facts):
    school = make.school()
    top = make.organization(OrgType.GENERAL_BRANCH, school=school)
    on_duty = make.organization(parent=top)
    retired = make.organization(parent=top, kind=OrgKind.RETIRED)
    dissolved = make.organization(parent=top, state=OrgState.DISSOLVED)
    temporary = make.organization(OrgType.TEMPORARY_BRANCH, parent=top)
    for number, branch in enumerate((on_duty, retired, dissolved, temporary), start=1):
        make.members(number, school, branch)
    orgs = facts(school).orgs_by_id
    assert (orgs[top.id].own_all, orgs[top.id].tree_all, orgs[top.id].tree_branches) == (0, 3, 2)
    assert orgs[top.id].tree_full == Bound(3, 3)
    assert (orgs[on_duty.id].tree_all, orgs[on_duty.id].tree_branches) == (1, 1)
    assert (orgs[dissolved.id].own_all, orgs[dissolved.id].tree_all) == (3, 0)


def test_boundary_28_the_general_branch_of_a_district_counts_the_village_schools(facts):
    central, village = make.school(), make.school()
    district = make.organization(OrgType.GENERAL_BRANCH, school=central, level=OrgLevel.DISTRICT)
    own = make.organization(parent=district, level=OrgLevel.SCHOOL)
    branch = make.organization(school=village, superior=district)
    make.members(2, central, own)
    make.members(3, village, branch)
    top, below = facts(central).orgs
    assert (top.tree_all, top.tree_branches, below.own_all) == (5, 2, 2)
    assert facts(central).own_org.id == own.id
    assert facts(village).own_org.id == branch.id
    assert facts(village).ancestors[district.id].level == OrgLevel.DISTRICT


def test_boundary_27_a_temporary_branch_changes_no_count(facts):
    school = make.school()
    top = make.organization(OrgType.GENERAL_BRANCH, school=school)
    branches = [make.organization(parent=top) for _ in range(3)]
    people = [make.member(school, branch) for branch in branches]
    before = facts(school)
    temporary = make.organization(OrgType.TEMPORARY_BRANCH, parent=top)
    for person in people:
        make.membership(person, temporary, kind="temporary")
    after = facts(school)
    assert after.orgs[:-1] == before.orgs
    assert (after.orgs[-1].own_all, after.unassigned) == (0, before.unassigned)


def test_too_few_since_the_day_the_third_left(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.members(2, school, branch)
    for end in (date(2021, 5, 1), date(2026, 4, 1)):
        make.membership(make.member(school), branch, end=end)
    assert only(facts, school).below_since == date(2026, 4, 1)
    assert only(facts, school, date(2026, 4, 1)).below_since == date(2026, 4, 1)
    assert only(facts, school, date(2026, 3, 31)).below_since is None


def test_a_run_begins_anew_after_it_was_broken(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.members(2, school, branch)
    make.membership(make.member(school), branch, end=date(2022, 1, 1))
    make.membership(make.member(school), branch, start=date(2023, 1, 1), end=date(2024, 1, 1))
    assert only(facts, school, date(2022, 6, 1)).below_since == date(2022, 1, 1)
    assert only(facts, school).below_since == date(2024, 1, 1)


def test_who_leaves_and_who_comes_on_the_same_day_break_no_run(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.members(2, school, branch)
    make.membership(make.member(school), branch, end=date(2022, 1, 1))
    make.membership(make.member(school), branch, start=date(2022, 1, 1), end=date(2025, 1, 1))
    assert only(facts, school).below_since == date(2025, 1, 1)


def test_a_branch_that_never_had_enough_counts_from_its_own_start(facts):
    school = make.school()
    branch = make.organization(school=school)
    assert only(facts, school).below_since == FOUNDED
    make.member(school, branch, start=date(2019, 1, 1))
    assert only(facts, school).below_since == FOUNDED


def test_confirmation_ends_a_run_and_death_begins_one(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.member(school, branch, died_on=ON)
    make.member(school, branch)
    make.member(school, branch, joined_on=date(2024, 5, 1), full_on=date(2025, 5, 1))
    assert only(facts, school, date(2025, 4, 30)).below_since == FOUNDED
    assert only(facts, school, date(2025, 5, 1)).below_since is None
    assert only(facts, school).below_since == ON


def test_while_the_data_cannot_tell_there_is_no_run(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.members(2, school, branch)
    make.member(school, branch, full_on=None)
    assert only(facts, school).own_full == Bound(2, 3)
    assert only(facts, school).below_since is None


def test_since7_is_the_day_of_the_seventh_certain_full_member(facts):
    school = make.school()
    branch = make.organization(school=school)
    make.members(6, school, branch)
    make.member(school, branch, full_on=None)
    assert only(facts, school).since7 is None
    make.member(school, branch, joined_on=date(2024, 4, 1), full_on=date(2025, 4, 1))
    assert only(facts, school).since7 == date(2025, 4, 1)
    make.membership(make.member(school), branch, end=date(2022, 1, 1))
    assert only(facts, school).since7 == date(2025, 4, 1)
    assert only(facts, school, date(2021, 1, 1)).since7 == FOUNDED


def test_only_branches_have_runs(facts):
    school = make.school()
    make.organization(OrgType.GENERAL_BRANCH, school=school)
    assert only(facts, school).below_since is None
