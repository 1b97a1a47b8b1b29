"""What is not there on the day of the act, or no longer, can be given nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.choices import OrgState, OrgType, Role
from governance.domain.founding import organization_draft, organization_return
from governance.domain.hosting import coverage_add, host_attach
from governance.domain.leading_groups import leading_group_close
from governance.domain.members import member_confirm, member_join, member_leave
from governance.domain.people import person_hire, person_leave, person_move
from governance.domain.posts import post_assign, post_end
from governance.domain.structure import organization_dissolve, organization_move
from governance.domain.terms import term_close, term_extend, term_open
from governance.domain.units import unit_close, unit_create, unit_move
from governance.models import PartyMembership
from schools.choices import EmploymentEnd
from tests import factories
from tests.governance.domain.census import recorded, register
from tests.governance.domain.world import World
from tests.structures import do

LONG_AGO = date(2019, 1, 1)
YESTERDAY = factories.ON - timedelta(days=1)


@pytest.fixture
def world(db):
    return World.build()


def act(**changes):
    return do(reason="演示理由", **changes)


def dissolved(w):
    return factories.enter_state(w.empty_branch(), OrgState.DISSOLVED, YESTERDAY)


def closed_unit(w):
    return factories.unit(w.school, "旧组", end=YESTERDAY)


def closed_group(w):
    return factories.leading_group(w.school, end=YESTERDAY)


def closed_school():
    return factories.school(state="closed", closed_on=YESTERDAY)


def dead(w):
    return factories.member(w.school, died_on=YESTERDAY)


IMPOSSIBLE = {
    "join what is dissolved": lambda w: member_join(
        act=act(), person=w.newcomer(), organization=dissolved(w)
    ),
    "join what is only drawn": lambda w: member_join(
        act=act(), person=w.newcomer(), organization=w.inner(OrgState.DRAFT)
    ),
    "join before it was founded": lambda w: member_join(
        act=act(effective_on=LONG_AGO), person=w.newcomer(), organization=w.branch
    ),
    "the dead join": lambda w: member_join(act=act(), person=dead(w), organization=w.branch),
    "who left the Party joins": lambda w: member_join(
        act=act(), person=factories.member(w.school, party_left_on=YESTERDAY), organization=w.branch
    ),
    "join before joining the Party": lambda w: member_join(
        act=act(effective_on=date(2021, 1, 1)),
        person=factories.member(w.school, joined_on=date(2022, 1, 1), full_on=date(2023, 1, 1)),
        organization=w.branch,
    ),
    "confirm twice": lambda w: member_confirm(act=act(), person=w.order.people[0]),
    "confirm the dead": lambda w: member_confirm(act=act(), person=dead(w)),
    "confirm who is no member": lambda w: member_confirm(act=act(), person=factories.person(w.school)),
    "leave twice": lambda w: member_leave(
        act=act(), membership=factories.membership(w.newcomer(), w.branch, end=YESTERDAY)
    ),
    "leave before joining": lambda w: member_leave(
        act=act(effective_on=LONG_AGO), membership=PartyMembership.objects.get(person=w.order.people[0])
    ),
    "post in what is dissolved": lambda w: post_assign(
        act=act(), body=dissolved(w), role=Role.MEMBER, person=w.newcomer()
    ),
    "post in a drawing": lambda w: post_assign(
        act=act(), body=w.inner(OrgState.DRAFT), role=Role.SECRETARY, person=w.newcomer()
    ),
    "post in a closed unit": lambda w: post_assign(
        act=act(), body=closed_unit(w), role=Role.UNIT_HEAD, person=w.newcomer()
    ),
    "post in a closed group": lambda w: post_assign(
        act=act(), body=closed_group(w), role=Role.HEAD, person=w.newcomer()
    ),
    "post in a closed school": lambda w: post_assign(
        act=act(), body=closed_school(), role=Role.PRINCIPAL, person=w.newcomer()
    ),
    "post before the unit": lambda w: post_assign(
        act=act(effective_on=LONG_AGO), body=w.order.units[0], role=Role.UNIT_DEPUTY, person=w.newcomer()
    ),
    "post of the dead": lambda w: post_assign(
        act=act(), body=w.order.units[0], role=Role.UNIT_DEPUTY, person=dead(w)
    ),
    "end before it began": lambda w: post_end(act=act(effective_on=LONG_AGO), assignment=w.held()),
    "end twice": lambda w: post_end(
        act=act(), assignment=factories.assign(w.newcomer(), w.order.units[0], Role.OVERSEER, end=YESTERDAY)
    ),
    "term of a drawing": lambda w: term_open(
        act=act(), organization=w.inner(OrgState.DRAFT), committee_seats=0
    ),
    "term before the last one": lambda w: term_open(
        act=act(effective_on=date(2024, 1, 1)), organization=w.branch, committee_seats=0
    ),
    "close an old term": lambda w: term_close(
        act=act(), term=factories.term(w.branch, start=date(2021, 3, 1), end=date(2024, 3, 1), number=1)
    ),
    "extend an old term": lambda w: term_extend(
        act=act(),
        term=factories.term(w.branch, start=date(2021, 3, 1), end=date(2024, 3, 1), number=1),
        until=date(2027, 1, 1),
    ),
    "stand on with what is dissolved": lambda w: host_attach(
        act=act(), organization=dissolved(w), units=[w.unit("新组")]
    ),
    "stand on a closed unit": lambda w: host_attach(act=act(), organization=w.branch, units=[closed_unit(w)]),
    "stand before the branch": lambda w: host_attach(
        act=act(effective_on=LONG_AGO),
        organization=w.branch,
        units=[factories.unit(w.school, "老组", start=date(2010, 1, 1))],
    ),
    "cover with what is dissolved": lambda w: coverage_add(
        act=act(),
        organization=factories.enter_state(w.joint(), OrgState.DISSOLVED, YESTERDAY),
        other_unit="演示幼儿园",
    ),
    "move below what is dissolved": lambda w: organization_move(
        act=act(), organization=w.group(), parent=dissolved(w)
    ),
    "move what is dissolved": lambda w: organization_move(
        act=act(), organization=dissolved(w), parent=w.order.root
    ),
    "draw below what is dissolved": lambda w: organization_draft(
        act=act(), school=w.school, type=OrgType.GROUP, full_name="中共演示党小组", parent=dissolved(w)
    ),
    "draw at a closed school": lambda w: organization_draft(
        act=act(), school=closed_school(), type=OrgType.BRANCH, full_name="中共演示支部委员会"
    ),
    "dissolve twice": lambda w: organization_dissolve(
        act=act(), organization=dissolved(w), document=w.paper()
    ),
    "dissolve above a drawing": lambda w: organization_dissolve(
        act=act(), organization=w.inner(OrgState.DRAFT).parent, document=w.paper()
    ),
    "dissolve behind a later member": lambda w: organization_dissolve(
        act=act(effective_on=date(2020, 3, 15)), organization=_joined_late(w), document=w.paper()
    ),
    "dissolve a county's committee": lambda w: organization_dissolve(
        act=act(), organization=factories.upper(), document=w.paper()
    ),
    "back to the drawing board with members": lambda w: organization_return(
        act=act(), organization=w.prepared()
    ),
    "unit in a closed school": lambda w: unit_create(
        act=act(), school=closed_school(), name="组", kind="grade"
    ),
    "unit below a closed one": lambda w: unit_create(
        act=act(), school=w.school, name="组", kind="grade", parent=closed_unit(w)
    ),
    "unit moved below a closed one": lambda w: unit_move(act=act(), unit=w.unit(), parent=closed_unit(w)),
    "closed unit moved": lambda w: unit_move(act=act(), unit=closed_unit(w), parent=None),
    "closed unit closed again": lambda w: unit_close(act=act(), unit=closed_unit(w)),
    "unit closed before its day": lambda w: unit_close(act=act(effective_on=LONG_AGO), unit=w.order.units[0]),
    "group closed again": lambda w: leading_group_close(act=act(), group=closed_group(w)),
    "hired by a closed school": lambda w: person_hire(act=act(), school=closed_school(), name="演示"),
    "hired into a closed unit": lambda w: person_hire(
        act=act(), school=w.school, name="演示", units=[closed_unit(w)]
    ),
    "moved to where he is": lambda w: person_move(act=act(), person=w.order.people[0], school=w.school),
    "moved to a closed school": lambda w: person_move(
        act=act(), person=w.order.people[0], school=closed_school()
    ),
    "the dead move": lambda w: person_move(act=act(), person=dead(w), school=factories.school()),
    "the dead retire": lambda w: person_leave(act=act(), person=dead(w), reason=EmploymentEnd.RETIRED),
}


def _joined_late(w):
    branch = w.empty_branch()
    factories.membership(w.newcomer(), branch, start=date(2021, 1, 1))
    return branch


@pytest.mark.parametrize("impossible", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_impossible_act_is_said_in_words_and_writes_nothing(world, impossible):
    factories.county()
    before, record = register(), recorded()

    with pytest.raises(ValidationError) as said:
        impossible(world)

    assert "数据之间有冲突" not in str(said.value)
    after = register()
    assert {key: after.get(key) for key in before} == before
    assert recorded()[0] == record[0]
