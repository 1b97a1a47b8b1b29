"""Every reference an operation is given is checked: a row out of sight is denied, whatever it is."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from django.db import models

from accounts.models import GrantRole
from governance.choices import OrgType
from governance.domain.refusals import Denied
from governance.models import Document
from schools.choices import JurisdictionLevel
from schools.models import Jurisdiction, School
from tests import factories
from tests.governance.domain.acts import CASES, Case
from tests.governance.domain.census import recorded, register
from tests.governance.domain.world import World
from tests.structures import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return World.build()


def foreign() -> dict[type[models.Model], models.Model]:
    """Return a row of every kind in a county that the actor of the test does not know."""
    place = factories.jurisdiction("330702", "婺城区", JurisdictionLevel.COUNTY)
    elsewhere = World.build(factories.school(jurisdiction=place))
    joint = factories.organization(
        OrgType.JOINT_BRANCH, school=elsewhere.school, level="district", superior=elsewhere.order.root
    )
    rows: tuple[models.Model, ...] = (
        place,
        elsewhere.school,
        elsewhere.order.root,
        elsewhere.order.units[0],
        elsewhere.order.people[0],
        elsewhere.paper(),
        elsewhere.held(),
        elsewhere.branch.terms.get(),
        elsewhere.branch.hosts.get(),
        elsewhere.order.people[0].party_memberships.get(),
        elsewhere.school.leading_groups.get(),
        factories.coverage(joint, elsewhere.school),
        factories.affiliation(elsewhere.school),
    )
    return {type(row): row for row in rows}


def forgeries(value: Any, rows: dict[type[models.Model], models.Model]) -> Iterator[Any]:
    """Yield ``value`` once for every row in it, with that row replaced by one of the other county."""
    if isinstance(value, models.Model) and value.pk is None:
        yield from _forged_fields(value, rows)
    elif isinstance(value, models.Model):
        yield rows[type(value)]
    elif isinstance(value, tuple):
        for nth, one in enumerate(value):
            yield from ((*value[:nth], forged, *value[nth + 1 :]) for forged in forgeries(one, rows))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from ({**value, key: forged} for forged in forgeries(one, rows))
    elif is_dataclass(value):
        for field in fields(value):
            forged_values = forgeries(getattr(value, field.name), rows)
            yield from (replace(value, **{field.name: forged}) for forged in forged_values)


def _forged_fields(row: models.Model, rows: dict[type[models.Model], models.Model]) -> Iterator[models.Model]:
    for field in row._meta.concrete_fields:
        if field.is_relation and getattr(row, field.attname):
            forged = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
            setattr(forged, field.name, rows[field.related_model])
            yield forged


@pytest.fixture
def clerk(world):
    """Return who may do everything in the school and decides for its county."""
    user = factories.user()
    factories.grant(user, world.school)
    factories.grant(user, factories.county())
    return user


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_reference_to_a_row_out_of_sight_is_denied(world, clerk, case: Case):
    arguments, rows = case.arguments(world), foreign()
    before, record = register(), recorded()

    forged_calls = [
        {**arguments, name: forged} for name, value in arguments.items() for forged in forgeries(value, rows)
    ]
    assert forged_calls
    for forged in forged_calls:
        with pytest.raises(Denied):
            case.operation(act=do(actor=clerk, reason="演示理由"), **forged)
    with pytest.raises(Denied):
        case.operation(act=do(actor=clerk, reason="演示理由", document=rows[Document]), **arguments)

    after = register()
    assert {key: after.get(key) for key in before} == before
    assert recorded()[0] == record[0]


def test_a_superior_is_public_in_its_own_county_and_nowhere_else(world, clerk):
    near, far = factories.school(), foreign()[School]
    district = factories.organization(OrgType.GENERAL_BRANCH, school=near, level="district")
    strange = factories.organization(OrgType.GENERAL_BRANCH, school=far, level="district", superior=None)
    administrator = factories.user()
    factories.grant(administrator, world.school)
    move = CASES["move elsewhere"].operation

    for superior in (strange, factories.organization(OrgType.BRANCH, school=near)):
        with pytest.raises(Denied):
            move(act=do(actor=administrator, reason="演示理由"), organization=world.branch, superior=superior)
    move(act=do(actor=administrator, reason="演示理由"), organization=world.branch, superior=district)

    world.branch.refresh_from_db()
    assert world.branch.superior == district


def test_a_member_of_another_school_is_not_pulled_out_of_a_branch_by_who_only_looks(world):
    clerk = factories.user()
    factories.grant(clerk, world.school)
    factories.grant(clerk, factories.county(), GrantRole.VIEWER)
    other = World.build()

    with pytest.raises(Denied):
        CASES["transfer"].operation(
            act=do(actor=clerk), people=[other.order.people[3]], organization=world.branch
        )

    assert not world.branch.memberships.filter(person=other.order.people[3]).exists()


def test_a_row_of_no_place_is_for_the_administrators_of_the_system(db):
    place = Jurisdiction(code="330799", name="演示区", level_kind=JurisdictionLevel.COUNTY)
    official = factories.user()
    factories.grant(official, factories.county())

    with pytest.raises(Denied):
        CASES["add a record"].operation(act=do(actor=official), row=place)
