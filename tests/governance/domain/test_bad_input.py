"""What people mistype is a sentence in Chinese, whatever the database or Python would have said."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from governance.choices import Method, OrgType, RestrictionKind, Role
from governance.domain.hosting import coverage_add, host_attach
from governance.domain.leading_groups import leading_group_set_up
from governance.domain.members import member_transfer, rights_restrict
from governance.domain.people import person_hire, person_leave
from governance.domain.posts import Appointment, post_assign, post_hand_over
from governance.domain.records import record_correct, record_create
from governance.domain.retyping import organization_retype
from governance.domain.structure import organization_move, organization_rename
from governance.domain.terms import term_extend, term_open
from governance.domain.units import unit_create
from governance.models import RuleEnforcement
from schools.periods import open_period
from tests import factories
from tests.governance.domain.census import recorded, register
from tests.governance.domain.world import World
from tests.structures import do

LONG = "长" * 300
YESTERDAY = factories.ON - timedelta(days=1)


@pytest.fixture
def world(db):
    return World.build()


def act():
    return do(reason="演示理由")


MISTAKES = {
    "empty name": lambda w: organization_rename(act=act(), organization=w.branch, full_name="  "),
    "long name": lambda w: organization_rename(act=act(), organization=w.branch, full_name=LONG),
    "no superior": lambda w: organization_move(act=act(), organization=w.branch, external_superior=" "),
    "two superiors": lambda w: organization_move(
        act=act(), organization=w.branch, superior=factories.upper(), external_superior="演示党委"
    ),
    "unit without name": lambda w: unit_create(act=act(), school=w.school, name=" ", kind="grade"),
    "unit of unknown kind": lambda w: unit_create(act=act(), school=w.school, name="组", kind="club"),
    "no unit to stand on": lambda w: host_attach(act=act(), organization=w.branch, units=()),
    "nothing covered": lambda w: coverage_add(act=act(), organization=w.joint()),
    "two covered": lambda w: coverage_add(
        act=act(), organization=w.joint(), school=factories.school(), other_unit="演示幼儿园"
    ),
    "nobody to transfer": lambda w: member_transfer(act=act(), people=()),
    "transfer to nowhere": lambda w: member_transfer(act=act(), people=w.order.people[:1]),
    "transfer to where he is": lambda w: member_transfer(
        act=act(), people=w.order.people[:1], organization=w.branch
    ),
    "unlimited place": lambda w: member_transfer(
        act=act(), people=w.order.people[:1], external_organization=LONG
    ),
    "unknown role": lambda w: post_assign(act=act(), body=w.branch, role="emperor", person=w.order.people[3]),
    "unknown method": lambda w: post_assign(
        act=act(),
        body=w.school,
        role=Role.VICE_PRINCIPAL,
        person=w.order.people[3],
        appointment=Appointment(method="lottery"),
    ),
    "unknown duty": lambda w: post_assign(
        act=act(),
        body=w.order.root,
        role=Role.MEMBER,
        person=w.order.people[3],
        appointment=Appointment(method=Method.ELECTED, duties=("cooking",)),
    ),
    "hand over to oneself": lambda w: post_hand_over(act=act(), assignment=w.held(), person=w.held().person),
    "unknown reason to leave": lambda w: person_leave(act=act(), person=w.order.people[3], reason="bored"),
    "nameless person": lambda w: person_hire(act=act(), school=w.school, name=""),
    "unknown status": lambda w: person_hire(
        act=act(), school=w.school, name="演示", political_status="royal"
    ),
    "unknown restriction": lambda w: rights_restrict(act=act(), person=w.order.people[3], kind="other"),
    "restriction that ends first": lambda w: rights_restrict(
        act=act(), person=w.order.people[3], kind=RestrictionKind.PROBATION, until=YESTERDAY
    ),
    "restriction of no day": lambda w: rights_restrict(
        act=act(), person=w.order.people[3], kind=RestrictionKind.PROBATION, until=factories.ON
    ),
    "term due before it starts": lambda w: term_open(
        act=act(), organization=w.branch, committee_seats=0, planned_end=YESTERDAY
    ),
    "negative seats": lambda w: term_open(act=act(), organization=w.branch, committee_seats=-1),
    "seats without end": lambda w: term_open(act=act(), organization=w.branch, committee_seats=99999),
    "extension backwards": lambda w: term_extend(
        act=act(), term=w.branch.terms.get(), until=date(2020, 1, 1)
    ),
    "group of no type": lambda w: leading_group_set_up(act=act(), school=w.school, name="组", types=[]),
    "group of unknown type": lambda w: leading_group_set_up(
        act=act(), school=w.school, name="组", types=["sports"]
    ),
    "re-typed into a party group": lambda w: organization_retype(
        act=act(), organization=w.order.root, type=OrgType.GROUP, full_name="组", approval=w.paper()
    ),
    "re-typed into nothing known": lambda w: organization_retype(
        act=act(), organization=w.order.root, type="club", full_name="组", approval=w.paper()
    ),
    "inverted period": lambda w: record_correct(
        act=act(), row=w.held(), fields={"period": DateRange(factories.ON, YESTERDAY, "[)")}
    ),
    "empty period": lambda w: record_correct(
        act=act(), row=w.held(), fields={"period": DateRange(factories.ON, factories.ON, "[)")}
    ),
    "period without beginning": lambda w: record_correct(
        act=act(), row=w.held(), fields={"period": DateRange(None, factories.ON, "[)")}
    ),
    "day before history": lambda w: record_correct(
        act=act(), row=w.school, fields={"founded_on": "yesterday"}
    ),
    "unknown field": lambda w: record_correct(act=act(), row=w.branch, fields={"colour": "red"}),
    "number": lambda w: record_correct(act=act(), row=w.branch, fields={"number": "X1"}),
    "key": lambda w: record_correct(act=act(), row=w.branch, fields={"id": w.order.root.pk}),
    "parent by its column": lambda w: record_correct(
        act=act(), row=w.branch, fields={"parent_id": w.order.branches[1].pk}
    ),
    "another school": lambda w: record_correct(
        act=act(), row=w.paper(), fields={"school": factories.school()}
    ),
    "founding by the back door": lambda w: record_create(act=act(), row=type(w.branch)(school=w.school)),
    "rule that does not exist": lambda w: record_create(
        act=act(),
        row=RuleEnforcement(
            jurisdiction=factories.county(),
            rule="ORG-999",
            level="ask",
            document_number="演示",
            period=open_period(factories.ON),
        ),
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_a_sentence_in_chinese_and_writes_nothing(world, mistake):
    factories.county()
    before, record = register(), recorded()

    with pytest.raises(ValidationError) as said:
        mistake(world)

    assert said.value.messages
    assert all(re.search(r"[一-鿿]", message) for message in said.value.messages)
    after = register()
    assert {key: after.get(key) for key in before} == before
    assert recorded()[0] == record[0]
