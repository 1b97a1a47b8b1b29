"""The stage for one more step: the plan's outcome, of which nothing stays."""

import pytest

from governance.actions.catalogue import all_actions
from governance.models import ChangeSet
from governance.plans.drafting import plan_create, step_add
from governance.plans.staging import staged
from schools.models import Unit
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(order, clerk):
    plan = plan_create(user=clerk, school=order.school, title="九月调整", effective_on=factories.ON)
    step_add(
        user=clerk,
        plan=plan,
        action="unit_create",
        arguments={"school": order.school.code, "name": "教务处", "kind": "office"},
    )
    return plan


def test_what_the_steps_make_is_there_and_gone_afterwards(plan, clerk):
    before = ChangeSet.objects.count()

    with staged(plan, user=clerk, today=factories.ON) as stage:
        made = Unit.objects.get(name="教务处")
        assert stage.resolver.made() == {made.number: "@1"}

    assert not Unit.objects.filter(name="教务处").exists()
    assert ChangeSet.objects.count() == before


def test_a_trial_says_what_stands_in_the_way(plan, clerk, order):
    move = all_actions()["unit_move"]

    with staged(plan, user=clerk, today=factories.ON) as stage:
        below_itself = stage.trial(move, {"unit": order.units[0], "parent": order.units[0]})
        possible = stage.trial(move, {"unit": order.units[0], "parent": order.units[1]})

    assert below_itself.messages == ["不能把七年级组调整到它自己或者它的下级之下。"]
    assert possible is None
    order.units[0].refresh_from_db()
    assert order.units[0].parent is None


def test_what_goes_wrong_on_the_stage_leaves_nothing_either(plan, clerk):
    with pytest.raises(ZeroDivisionError), staged(plan, user=clerk, today=factories.ON):
        raise ZeroDivisionError

    assert not Unit.objects.filter(name="教务处").exists()
