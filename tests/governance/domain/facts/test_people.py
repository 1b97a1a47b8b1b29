"""Members counted and listed by school."""

from datetime import date

from governance.choices import OrgType
from governance.facts import Bound, PersonCount
from tests import factories as make
from tests.factories import ON


def test_the_count_is_certain_where_the_stage_is_known(facts):
    school = make.school()
    make.members(2, school)
    make.member(school, full_on=None)
    make.member(school, political_status="probationary", joined_on=date(2026, 1, 1), full_on=None)
    make.employ(make.person(school))
    found = facts(school)
    assert (found.unit_full, found.unit_all) == (Bound(2, 3), 4)


def test_a_person_counts_where_the_main_employment_is(facts):
    here, there = make.school(), make.school()
    moved = make.person(here, political_status="full", full_on=date(2010, 7, 1))
    make.employ(moved, here, end=ON)
    make.employ(moved, there, start=ON)
    assert (facts(here).unit_all, facts(there).unit_all) == (0, 1)
    assert facts(here, date(2026, 5, 31)).unit_all == 1


def test_retired_people_count_where_their_relation_is(facts):
    here, there = make.school(), make.school()
    branch = make.organization(school=here)
    retired = make.person(
        here, political_status="full", full_on=date(1990, 7, 1), retired_on=date(2020, 1, 1)
    )
    make.membership(retired, branch, start=date(2020, 3, 15))
    assert facts(here).unit_full == Bound(1, 1)
    make.employ(retired, there, start=date(2025, 9, 1))
    assert facts(here).unit_all == 0
    assert facts(there).unit_all == 1


def test_since3_is_the_third_start_of_todays_full_members(facts):
    school = make.school()
    for start, full_on in (
        (date(2015, 9, 1), date(2010, 7, 1)),
        (date(2015, 9, 1), date(2026, 5, 1)),
        (date(2026, 4, 1), date(2010, 7, 1)),
        (date(2026, 5, 20), date(2010, 7, 1)),
    ):
        person = make.person(school, political_status="full", joined_on=date(2009, 7, 1), full_on=full_on)
        make.employ(person, start=start)
    assert facts(school).since3 == date(2026, 5, 1)
    assert facts(school, date(2026, 4, 30)).since3 is None


def test_a_member_without_a_branch_is_listed_since_the_last_change(facts):
    school = make.school()
    branch = make.organization(school=school)
    left = make.member(school)
    make.membership(left, branch, end=date(2026, 3, 1))
    hired = make.person(school, political_status="full", full_on=date(2010, 7, 1))
    make.employ(hired, start=date(2026, 4, 1))
    joined = make.member(school, political_status="probationary", joined_on=date(2026, 5, 1), full_on=None)
    outside = make.member(school)
    make.membership(outside, external_organization="中共演示社区总支部委员会")
    temporary = make.member(school, branch)
    make.membership(temporary, make.organization(OrgType.TEMPORARY_BRANCH, parent=branch), kind="temporary")
    assert facts(school).unassigned == PersonCount(
        (left.id, hired.id, joined.id),
        date(2026, 3, 1),
        (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)),
    )


def test_a_member_whose_branch_is_at_another_school_is_misplaced(facts):
    here, there = make.school(), make.school()
    branch = make.organization(school=there)
    away = make.person(here, political_status="full", full_on=date(2010, 7, 1))
    make.employ(away, start=date(2025, 9, 1))
    make.membership(away, branch)
    assert facts(here).misplaced == PersonCount((away.id,), date(2025, 9, 1), (date(2025, 9, 1),))
    assert facts(there).misplaced == PersonCount()
    away.retired_on = ON
    away.save()
    assert facts(here).misplaced == PersonCount()


def test_nobody_is_misplaced_in_a_joint_branch_that_covers_the_school(facts):
    lead, covered = make.school(), make.school()
    joint = make.organization(OrgType.JOINT_BRANCH, school=lead)
    make.member(covered, joint)
    assert len(facts(covered).misplaced) == 1
    make.coverage(joint, covered)
    assert len(facts(covered).misplaced) == 0


def test_nobody_is_misplaced_between_a_school_and_its_teaching_point(facts):
    school = make.school()
    point = make.school(managed_by=school, is_legal_person=False)
    make.member(point, make.organization(school=school))
    assert len(facts(point).misplaced) == 0


def test_probation_is_overdue_after_a_year_or_after_the_extension(facts):
    school = make.school()
    probationary = {"political_status": "probationary", "full_on": None}
    due_today = make.member(school, joined_on=date(2025, 6, 1), **probationary)
    overdue = make.member(school, joined_on=date(2025, 5, 31), **probationary)
    make.member(school, joined_on=date(2025, 1, 1), probation_extended_until=date(2026, 7, 1), **probationary)
    assert facts(school).overdue_probation == PersonCount(
        (overdue.id,), date(2026, 5, 31), (date(2026, 5, 31),)
    )
    assert due_today.id in facts(school, date(2026, 6, 2)).overdue_probation.person_ids


def test_who_died_or_left_the_party_counts_no_more(facts):
    school = make.school()
    make.member(school, died_on=ON)
    make.member(school, party_left_on=ON)
    assert facts(school).unit_all == 0
    assert facts(school, date(2026, 5, 31)).unit_all == 2
