"""Taking acts back: everything is as it was, judged like any other act, or it is said why not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.choices import Role
from governance.domain import members, posts, structure
from governance.domain.hosting import host_attach, host_detach
from governance.domain.refusals import Denied, Refused
from governance.domain.undoing import change_undo, obstacles_to_undoing
from governance.domain.units import unit_create
from governance.models import (
    ChangeSet,
    HostUnit,
    OrganizationStatus,
    PartyMembership,
    PartyOrganization,
    RoleAssignment,
)
from schools.choices import UnitKind
from schools.domain.trees import wrong_nodes
from schools.models import Unit
from tests import factories
from tests.governance.domain.acts import CASES
from tests.governance.domain.census import register
from tests.governance.domain.world import World
from tests.structures import do, general_branch

pytestmark = pytest.mark.django_db

#: Acts that cannot be taken back, with a word of the reason.
FINAL = {"restrict": "恢复手续", "register a school": "使用", "move elsewhere": "没有改动资料"}


@pytest.fixture
def order(db):
    return general_branch()


def everything() -> tuple:
    states = OrganizationStatus.objects.order_by("organization", "period")
    return register(), list(states.values_list("organization", "state", "period", "document"))


@pytest.mark.parametrize("name", CASES)
def test_every_act_can_be_taken_back_and_leaves_everything_as_it_was(name, db):
    world, case = World.build(), CASES[name]
    arguments = case.arguments(world)
    before, act = everything(), do(reason="演示理由")
    case.operation(act=act, **arguments)

    if name in FINAL:
        assert FINAL[name] in "".join(obstacles_to_undoing(act.change_set))
        return
    assert obstacles_to_undoing(act.change_set) == []
    undoing = do(reason="演示撤销")
    change_undo(act=undoing, change_set=act.change_set)

    assert everything() == before
    assert undoing.change_set.undoes == act.change_set
    assert undoing.change_set.summary == f"撤销“{act.change_set.summary}”"
    assert [list(wrong_nodes(model)) for model in (PartyOrganization, Unit)] == [[], []]


def renamed(order, name="中共演示新名支部委员会", short_name=""):
    act = do()
    structure.organization_rename(
        act=act, organization=order.branches[0], full_name=name, short_name=short_name
    )
    return act.change_set


def test_what_was_undone_can_be_done_again_by_undoing_that(order):
    change = renamed(order)
    first = change_undo(act=do(), change_set=change)
    assert PartyOrganization.objects.get(pk=order.branches[0].pk).full_name != "中共演示新名支部委员会"
    change_undo(act=do(), change_set=first)
    assert PartyOrganization.objects.get(pk=order.branches[0].pk).full_name == "中共演示新名支部委员会"


def test_a_number_is_never_given_again_so_the_undone_can_come_back(order):
    def unit_made(name):
        act = do()
        made = unit_create(act=act, school=order.school, name=name, kind=UnitKind.OFFICE)
        return made.number, act.change_set

    first, change = unit_made("教务处")
    undoing = change_undo(act=do(), change_set=change)
    second, _change = unit_made("德育处")
    change_undo(act=do(), change_set=undoing)

    assert (first[-3:], second[-3:]) == ("U01", "U02")
    named = dict(Unit.objects.filter(number__in=(first, second)).values_list("number", "name"))
    assert named == {first: "教务处", second: "德育处"}


def test_the_day_of_an_undoing_is_the_day_in_shanghai(order):
    change = renamed(order)
    undoing = change_undo(act=do(), change_set=change)
    ChangeSet.objects.filter(pk=undoing.pk).update(recorded_at=datetime(2026, 6, 1, 17, tzinfo=UTC))
    assert obstacles_to_undoing(change) == ["已于2026-06-02撤销过。"]


def test_nothing_is_undone_twice(order):
    change = renamed(order)
    change_undo(act=do(), change_set=change)
    with pytest.raises(ValidationError, match="撤销过"):
        change_undo(act=do(), change_set=change)


def test_a_later_change_of_the_same_row_stands_in_the_way_and_is_named(order):
    change = renamed(order)
    later = renamed(order, "中共演示后名支部委员会")
    with pytest.raises(ValidationError, match=later.summary):
        change_undo(act=do(), change_set=change)
    change_undo(act=do(), change_set=later)
    change_undo(act=do(), change_set=change)
    assert PartyOrganization.objects.get(pk=order.branches[0].pk).full_name == order.branches[0].full_name


def test_a_later_change_of_other_columns_does_not(order):
    act = do()
    structure.organization_rename(
        act=act, organization=order.branches[0], full_name=order.branches[0].full_name, short_name="甲支部"
    )
    renamed(order, short_name="甲支部")
    change_undo(act=do(), change_set=act.change_set)
    fresh = PartyOrganization.objects.get(pk=order.branches[0].pk)
    assert (fresh.full_name, fresh.short_name) == (
        "中共演示新名支部委员会",
        order.branches[0].short_name,
    )


def test_what_came_to_be_used_is_named(order):
    act = do(reason="演示理由")
    paper = factories.document(order.school)
    held = RoleAssignment.objects.get(organization=order.branches[0], role=Role.SECRETARY)
    posts.post_hand_over(act=act, assignment=held, person=order.people[2])
    new = RoleAssignment.objects.get(
        organization=order.branches[0], role=Role.SECRETARY, period__endswith=None
    )
    group = factories.leading_group(order.school)
    factories.assign(order.people[2], group, Role.HEAD, by_virtue_of=new, document=paper)
    reasons = obstacles_to_undoing(act.change_set)
    assert len(reasons) == 1
    assert "使用" in reasons[0]


def test_members_are_back_in_their_branch_from_the_day_they_had_joined(order):
    was = list(PartyMembership.objects.order_by("pk").values_list("pk", "organization", "period"))
    act = do()
    members.member_transfer(act=act, people=order.people[1:3], organization=order.branches[1])
    change_undo(act=do(today=factories.ON + timedelta(days=30)), change_set=act.change_set)
    assert list(PartyMembership.objects.order_by("pk").values_list("pk", "organization", "period")) == was


def test_to_undo_what_held_for_days_is_on_record_as_a_correction(order):
    change = renamed(order)
    at_once = change_undo(act=do(), change_set=change)
    again = change_undo(act=do(), change_set=at_once)
    late = change_undo(act=do(today=factories.ON + timedelta(days=3)), change_set=again)
    assert [change.is_correction, at_once.is_correction, late.is_correction] == [False, False, True]


def test_undoing_is_judged_like_any_other_act(order):
    """A second unit is detached after the first was replaced: the first cannot simply go again."""
    host = HostUnit.objects.get(organization=order.branches[0])
    attach = do()
    spare = factories.unit(order.school, "九年级组")
    host_attach(act=attach, organization=order.branches[0], units=[spare])
    host_detach(act=do(reason="演示理由"), host=host)
    with pytest.raises(Refused, match="ORG-013"):
        change_undo(act=do(reason="演示理由"), change_set=attach.change_set)
    assert HostUnit.objects.filter(unit=spare).count() == 1


def test_who_could_not_do_it_cannot_undo_it(order):
    change = renamed(order)
    official = factories.grant(factories.user(), order.school.jurisdiction).user
    with pytest.raises(Denied):
        change_undo(act=do(actor=official), change_set=change)
    clerk = factories.grant(factories.user(), order.school).user
    change_undo(act=do(actor=clerk), change_set=change)
    assert ChangeSet.objects.latest("pk").actor == clerk
