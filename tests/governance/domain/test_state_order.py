"""Every step from every state: the allowed ones go through, the others are a sentence."""

import pytest
from django.core.exceptions import ValidationError

from governance.choices import OrgState
from governance.domain.founding import (
    organization_activate,
    organization_approve,
    organization_return,
    organization_submit,
)
from governance.domain.refusals import Refused
from governance.domain.structure import organization_adjust, organization_dissolve, organization_settle
from tests import factories
from tests.governance.domain.world import World
from tests.structures import do

STEPS = {
    "submit": (organization_submit, {OrgState.DRAFT}, OrgState.SUBMITTED),
    "return": (organization_return, {OrgState.SUBMITTED, OrgState.PREPARING}, OrgState.DRAFT),
    "approve": (organization_approve, {OrgState.DRAFT, OrgState.SUBMITTED}, OrgState.PREPARING),
    "activate": (organization_activate, {OrgState.PREPARING}, OrgState.ACTIVE),
    "adjust": (organization_adjust, {OrgState.ACTIVE}, OrgState.ADJUSTING),
    "settle": (organization_settle, {OrgState.ADJUSTING}, OrgState.ACTIVE),
    "dissolve": (organization_dissolve, set(OrgState) - {OrgState.DISSOLVED}, OrgState.DISSOLVED),
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", OrgState)
@pytest.mark.parametrize("name", STEPS)
def test_step_from_state(name, state):
    step, allowed, target = STEPS[name]
    world = World.build()
    organization = world.inner(state)
    arguments = {"approval": world.paper()} if name == "approve" else {}
    arguments |= {"document": world.paper()} if name in ("adjust", "dissolve") else {}

    def take():
        return step(act=do(reason="演示理由"), organization=organization, **arguments)

    if state not in allowed:
        with pytest.raises(ValidationError):
            take()
        organization.refresh_from_db()
        assert organization.state == state
    elif target == OrgState.ACTIVE and state == OrgState.PREPARING:
        with pytest.raises(Refused):
            take()
    else:
        take()
        organization.refresh_from_db()
        assert (organization.state, organization.state_since) == (target, factories.ON)
        assert organization.statuses.get(period__endswith=None).state == target
