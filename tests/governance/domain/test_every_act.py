"""What holds for every operation of the door: who may act, and what goes on record."""

import pytest

from accounts.models import GrantRole, User
from governance.domain.refusals import Denied
from governance.models import ChangeSet
from tests import factories
from tests.governance.domain.acts import CASES
from tests.governance.domain.census import recorded, register
from tests.governance.domain.world import World
from tests.structures import do

pytestmark = pytest.mark.django_db

every_act = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@pytest.fixture
def world(db):
    return World.build()


def visitor(kind: str, world: World) -> User:
    """Return a user of the kind; all but the stranger see the county: only the right to act differs."""
    user = factories.user()
    if kind == "stranger":
        factories.grant(user, factories.school())
        return user
    factories.grant(user, factories.county(), GrantRole.VIEWER)
    if kind == "administrator":
        factories.grant(user, world.school)
    if kind == "official":
        factories.grant(user, factories.county())
    return user


@every_act
def test_act_is_denied_to_all_but_one_and_its_change_set_names_every_row_it_touched(world, case):
    may, may_not = ("official", "administrator") if case.decides else ("administrator", "official")
    arguments = case.arguments(world)
    actors = {kind: visitor(kind, world) for kind in (may, may_not, "viewer", "stranger")}
    before, record = register(), recorded()

    for kind in (may_not, "viewer", "stranger"):
        with pytest.raises(Denied):
            case.operation(act=do(actor=actors[kind], reason="演示理由"), **arguments)
    assert (register(), recorded()) == (before, record)

    act = do(actor=actors[may], reason="演示理由")
    case.operation(act=act, **arguments)

    after = register()
    touched = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert {(row["kind"], row["number"]) for row in act.change_set.details} == touched
    assert act.change_set.summary
    assert ChangeSet.objects.count() == 1
