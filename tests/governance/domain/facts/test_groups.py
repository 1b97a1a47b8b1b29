"""Leading groups."""

from datetime import date

from governance.choices import GroupType, Role
from tests import factories as make
from tests.factories import ON

EVE = date(2026, 5, 31)


def test_a_group_with_its_types_and_heads(facts):
    school = make.school()
    group = make.leading_group(
        school, GroupType.IDEOLOGY, GroupType.IDEOLOGICAL_POLITICAL, document=make.document(school), end=ON
    )
    first, second, third = make.members(3, school)
    make.assign(first, group, Role.HEAD)
    make.assign(second, group, Role.HEAD)
    make.assign(third, group, Role.DEPUTY_HEAD)
    [found] = facts(school, EVE).groups
    assert found.types == {GroupType.IDEOLOGY, GroupType.IDEOLOGICAL_POLITICAL}
    assert set(found.head_ids) == {first.id, second.id}
    assert (found.number, found.has_document, found.stale_members) == (group.number, True, 0)
    assert facts(school).groups == ()


def test_members_who_left_died_or_lost_their_post_are_stale(facts):
    school, elsewhere = make.school(), make.school()
    group = make.leading_group(school)
    moved = make.person(school)
    make.employ(moved, end=ON)
    dead = make.member(school, died_on=ON)
    former = make.member(school)
    ground = make.assign(former, school, Role.PRINCIPAL, end=ON)
    outsider = make.member(elsewhere)
    make.assign(moved, group, Role.HEAD)
    make.assign(dead, group, Role.GROUP_MEMBER)
    make.assign(former, group, Role.DEPUTY_HEAD, by_virtue_of=ground)
    make.assign(outsider, group, Role.GROUP_MEMBER)
    today, before = facts(school).groups[0], facts(school, EVE).groups[0]
    assert (today.stale_members, today.stale_head_ids) == (3, (moved.id,))
    assert (before.stale_members, before.stale_head_ids) == (0, ())


def test_a_group_without_members(facts):
    school = make.school()
    make.leading_group(school)
    assert (facts(school).groups[0].head_ids, facts(school).groups[0].stale_members) == ((), 0)
