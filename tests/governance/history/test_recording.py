"""Everything an operation writes is put down to its change set."""

import pytest
from django.core.exceptions import ValidationError

from governance.domain.operation import operation
from governance.domain.structure import organization_rename
from governance.history.events import changes_under
from governance.models import OrganizationStatus, PartyOrganization, RightsRestriction
from schools.history import event_models, events_of
from schools.models import School
from tests.governance.domain.acts import CASES
from tests.governance.domain.world import World
from tests.structures import do, single_branch

pytestmark = pytest.mark.django_db


def newest():
    """Return the last event of each kind."""
    return {model: getattr(model.objects.order_by("pgh_id").last(), "pgh_id", 0) for model in event_models()}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_act_leaves_its_events_under_the_key_of_its_change_set(case):
    world = World.build()
    arguments = case.arguments(world)
    before, act = newest(), do(reason="演示理由")

    case.operation(act=act, **arguments)

    since = [event for model, last in before.items() for event in model.objects.filter(pgh_id__gt=last)]
    key = act.change_set.key
    context = {"change": str(key), "effective_on": act.on.isoformat()}
    assert [event for event in since if (event.pgh_context_id, event.pgh_context) != (key, context)] == []
    logged = {row["kind"] for row in act.change_set.details} - {RightsRestriction._meta.model_name}
    touched = {change.kind for change in changes_under(key)} - {OrganizationStatus._meta.model_name}
    assert touched == logged


def test_what_is_written_after_an_act_is_not_put_down_to_it():
    structure = single_branch()
    organization_rename(act=do(), organization=structure.root, full_name="中共演示支部委员会")

    School.objects.filter(pk=structure.school.pk).update(short_name="演示校")

    event = events_of(School).objects.filter(pgh_obj=structure.school).last()
    assert (event.pgh_context_id, event.pgh_context) == (None, None)


def breaks_off(structure):
    with operation(do(), "organization_rename", school=structure.school, organising=False):
        PartyOrganization.objects.filter(pk=structure.root.pk).update(full_name="中共甲支部委员会")
        raise ValidationError("no")


def test_refused_act_leaves_nothing_and_the_next_is_put_down_to_itself():
    structure = single_branch()
    before = newest()

    with pytest.raises(ValidationError):
        breaks_off(structure)
    assert newest() == before

    act = do()
    organization_rename(act=act, organization=structure.root, full_name="中共乙支部委员会")
    assert [change.kind for change in changes_under(act.change_set.key)] == ["partyorganization"]
