"""Which branches the units of a school would carry."""

from governance.choices import MemberStage
from governance.setup.branching import grounds, homes, propose
from governance.setup.naming import full_name, place_of, short_name
from schools.choices import UnitKind
from tests.governance.setup.staffed import staff, unit, worker

SEVEN, EIGHT, NINE = unit("七年级组"), unit("八年级组"), unit("九年级组")
CHINESE = unit("语文教研组", UnitKind.SUBJECT)
OFFICE, LESSONS = unit("办公室", UnitKind.OFFICE), unit("教务处", UnitKind.OFFICE)


def drawn(shares):
    """Return the units and number of members of each branch."""
    return [([one.name for one in share.units], len(share.members)) for share in shares]


def test_a_unit_with_three_full_members_carries_a_branch():
    assert drawn(propose(staff(SEVEN, EIGHT, OFFICE, full=(3, 4, 5)), 3)) == [
        (["七年级组"], 3),
        (["八年级组"], 4),
        (["办公室"], 5),
    ]


def test_probationary_members_do_not_make_a_branch_but_belong_to_it():
    found = propose(staff(SEVEN, EIGHT, full=(3, 2), probationary=(0, 5)), 3)
    assert drawn(found) == [(["七年级组", "八年级组"], 10)]


def test_small_units_of_a_kind_come_together():
    found = propose(staff(SEVEN, EIGHT, NINE, OFFICE, LESSONS, full=(2, 2, 5, 1, 2)), 3)
    assert drawn(found) == [(["七年级组", "八年级组"], 4), (["九年级组"], 5), (["办公室", "教务处"], 3)]


def test_what_is_left_joins_the_smallest_branch_its_own_kind_first():
    found = propose(staff(SEVEN, EIGHT, OFFICE, LESSONS, full=(9, 8, 3, 1)), 3)
    assert drawn(found) == [(["七年级组"], 9), (["八年级组"], 8), (["办公室", "教务处"], 4)]
    found = propose(staff(SEVEN, EIGHT, OFFICE, full=(9, 8, 1)), 3)
    assert drawn(found) == [(["七年级组"], 9), (["八年级组", "办公室"], 9)]


def test_leftovers_of_several_kinds_make_a_branch_together():
    found = propose(staff(SEVEN, EIGHT, OFFICE, full=(5, 2, 1)), 3)
    assert drawn(found) == [(["七年级组"], 5), (["八年级组", "办公室"], 3)]


def test_too_few_for_any_branch_are_one():
    assert drawn(propose(staff(SEVEN, OFFICE, full=(1, 1)), 3)) == [(["七年级组", "办公室"], 2)]
    assert propose(staff(), 3) == []


def test_teachers_count_in_the_kind_of_group_with_most_members():
    both = [worker(f"W{nth}", MemberStage.FULL, SEVEN, CHINESE) for nth in range(4)]
    alone = [worker("W9", MemberStage.FULL, SEVEN)]
    made = staff(SEVEN, CHINESE, OFFICE, full=(0, 0, 3), workers=[*both, *alone])
    assert [one.name for one in grounds(made)] == ["七年级组", "办公室"]
    assert drawn(propose(made, 3)) == [(["七年级组"], 5), (["办公室"], 3)]


def test_a_member_follows_the_unit_led_and_the_base_unit_above():
    inside = unit("七年级备课组", UnitKind.PREPARATION, is_base=False, parent="七年级组")
    teacher = worker("A", MemberStage.FULL, inside)
    head = worker("B", MemberStage.FULL, SEVEN, EIGHT, leads=(EIGHT,))
    made = staff(SEVEN, EIGHT, inside, workers=[teacher, head])
    assert homes(made, [SEVEN, EIGHT]) == {"A": "七年级组", "B": "八年级组"}


def test_members_without_a_unit_go_to_the_branch_on_offices():
    made = staff(SEVEN, OFFICE, full=(3, 6), workers=[worker("X")])
    assert drawn(propose(made, 3)) == [(["七年级组"], 3), (["办公室"], 7)]


def test_branches_are_called_after_their_units():
    assert place_of([SEVEN]) == "七年级组"
    assert place_of([SEVEN, EIGHT]) == "七八年级组"
    assert place_of([OFFICE, LESSONS]) == "行政"
    assert place_of([OFFICE, SEVEN]) == "七年级组"
    assert full_name("演示新校七年级组", "branch", has_committee=False) == "中共演示新校七年级组支部"
    assert full_name("演示新校", "committee") == "中共演示新校委员会"
    assert short_name("七年级组", "branch") == "七年级组党支部"
