"""An editor changes members and posts of the branch and what is below it, and nothing else of the school."""

import pytest

from governance.choices import AssignmentEnd, Method, OrgType, RestrictionKind, Role
from governance.domain import members, people, posts, structure
from governance.domain.posts import Appointment
from governance.domain.refusals import Denied
from governance.models import ChangeSet, PartyMembership, RoleAssignment
from schools.choices import PoliticalStatus
from tests import factories
from tests.structures import do, general_branch

pytestmark = pytest.mark.django_db
ONLY_OWN = "支部编辑只办理本支部的党员和职务，其他事项由学校管理员办理。"


@pytest.fixture
def order():
    return general_branch()


@pytest.fixture
def editor(order):
    return factories.grant(factories.user(), order.branches[0]).user


def newcomer(order):
    person = factories.person(
        order.school, political_status=PoliticalStatus.FULL, joined_on=factories.FOUNDED
    )
    factories.employ(person)
    return person


def plain_member(branch):
    """Return a member of the branch without any post."""
    return factories.member(branch.school, branch)


def held_in(branch):
    return RoleAssignment.objects.filter(organization=branch, period__endswith=None).first()


def acts(order, branch, *, person=None):
    """Return what can be done with members and posts of the branch, by name."""
    person = person or plain_member(branch)
    return {
        "join": lambda act: members.member_join(act=act, person=newcomer(order), organization=branch),
        "leave": lambda act: members.member_leave(
            act=act, membership=PartyMembership.objects.get(person=person)
        ),
        "transfer out": lambda act: members.member_transfer(
            act=act, people=[person], external_organization="演示社区党支部"
        ),
        "confirm": lambda act: members.member_confirm(act=act, person=_probationary(person)),
        "assign": lambda act: posts.post_assign(
            act=act,
            body=branch,
            role=Role.MEMBER,
            person=person,
            appointment=Appointment(method=Method.DESIGNATED),
        ),
        "end": lambda act: posts.post_end(
            act=act, assignment=held_in(branch), end_reason=AssignmentEnd.RESIGNED
        ),
    }


def _probationary(person):
    person.political_status, person.full_on = PoliticalStatus.PROBATIONARY, None
    person.save()
    return person


NAMES = ("join", "leave", "transfer out", "confirm", "assign", "end")


@pytest.mark.parametrize("name", NAMES)
def test_own_branch(name, order, editor):
    acts(order, order.branches[0])[name](do(actor=editor, reason="演示理由"))

    assert ChangeSet.objects.get().actor == editor


@pytest.mark.parametrize("name", NAMES)
def test_another_branch(name, order, editor):
    with pytest.raises(Denied, match=ONLY_OWN):
        acts(order, order.branches[1])[name](do(actor=editor, reason="演示理由"))

    assert not ChangeSet.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_an_ended_grant(name, order):
    ended = factories.grant(factories.user(), order.branches[0], end=factories.ON.replace(year=2021)).user
    factories.grant(ended, order.school, "viewer")

    with pytest.raises(Denied):
        acts(order, order.branches[0])[name](do(actor=ended, reason="演示理由"))


def test_members_of_another_branch_are_not_taken(order, editor):
    own, other = order.branches
    taken = plain_member(other)

    with pytest.raises(Denied, match=ONLY_OWN):
        members.member_transfer(act=do(actor=editor), people=[taken], organization=own)
    with pytest.raises(Denied, match=ONLY_OWN):
        members.member_join(act=do(actor=editor), person=taken, organization=own, kind="temporary")
    with pytest.raises(Denied, match=ONLY_OWN):
        posts.post_assign(act=do(actor=editor), body=own, role=Role.MEMBER, person=taken)
    with pytest.raises(Denied, match=ONLY_OWN):
        posts.post_hand_over(act=do(actor=editor), assignment=held_in(own), person=taken)


def test_own_members_are_not_given_away(order, editor):
    own, other = order.branches

    with pytest.raises(Denied, match=ONLY_OWN):
        members.member_transfer(act=do(actor=editor), people=[plain_member(own)], organization=other)


def test_a_post_on_which_others_hang_is_the_schools(order, editor):
    own = order.branches[0]
    held = held_in(own)
    group = factories.leading_group(order.school)
    factories.assign(held.person, group, Role.GROUP_MEMBER, by_virtue_of=held)

    with pytest.raises(Denied, match=ONLY_OWN):
        posts.post_end(act=do(actor=editor), assignment=held)


def test_the_group_below_is_his_too(order, editor):
    group = factories.organization(OrgType.GROUP, parent=order.branches[0], short_name="第一党小组")

    posts.post_assign(
        act=do(actor=editor), body=group, role=Role.GROUP_LEADER, person=plain_member(order.branches[0])
    )

    assert held_in(group) is not None


OTHER = {
    "rename": lambda order, act: structure.organization_rename(
        act=act, organization=order.branches[0], full_name="中共演示新支部委员会"
    ),
    "restrict": lambda order, act: members.rights_restrict(
        act=act, person=plain_member(order.branches[0]), kind=RestrictionKind.PROBATION
    ),
    "hire": lambda order, act: people.person_hire(act=act, school=order.school, name="演示新人"),
    "unit post": lambda order, act: posts.post_assign(
        act=act, body=order.units[0], role=Role.UNIT_DEPUTY, person=plain_member(order.branches[0])
    ),
}


@pytest.mark.parametrize("name", OTHER)
def test_what_else_there_is_belongs_to_the_school(name, order, editor):
    with pytest.raises(Denied, match=ONLY_OWN):
        OTHER[name](order, do(actor=editor))
