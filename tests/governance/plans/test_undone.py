"""A published plan is taken back: as one act, by whoever its steps belong to."""

import pytest
from django.urls import reverse

from governance.choices import OrgState
from governance.domain.refusals import Denied
from governance.domain.undoing import change_undo
from governance.models import ChangeSet, PartyMembership, PartyOrganization
from governance.plans import deciding, drafting
from governance.plans.publishing import plan_publish
from tests import factories, structures

ON = factories.ON


def published(order, clerk, official, action, organization, **arguments):
    """Return a plan of one step that was approved and carried out."""
    plan = drafting.plan_create(user=clerk, school=order.school, title="调整支部", effective_on=ON)
    arguments = {"organization": organization.number, **arguments}
    drafting.step_add(user=clerk, plan=plan, action=action, arguments=arguments)
    deciding.plan_submit(user=clerk, plan=plan, today=ON)
    paper = factories.document(order.school)
    deciding.plan_approve(user=official, plan=plan, document=paper, digest=plan.digest, today=ON)
    return plan_publish(user=clerk, plan=plan, today=ON)


@pytest.fixture
def merged(order, clerk, official):
    """A plan that merged two branches, which only who is above may decide."""
    first, second = order.branches
    return published(order, clerk, official, "organization_merge", first, others=[second.number])


def shape(order):
    """Return states and members of the school's organisations."""
    rows = PartyOrganization.objects.filter(school=order.school).order_by("number")
    members = PartyMembership.objects.as_of(ON).values_list("organization__number", "person__number")
    return list(rows.values_list("number", "state")), sorted(members)


def undo(user, plan):
    return change_undo(act=structures.do(actor=user, reason="试行后恢复"), change_set=plan.change_set)


def test_what_was_decided_above_is_taken_back_by_who_is_above(order, clerk, official, merged):
    assert PartyOrganization.objects.get(pk=order.branches[1].pk).state == OrgState.DISSOLVED

    with pytest.raises(Denied):
        undo(clerk, merged)

    assert PartyOrganization.objects.get(pk=order.branches[1].pk).state == OrgState.DISSOLVED
    undo(official, merged)
    assert PartyOrganization.objects.get(pk=order.branches[1].pk).state == OrgState.ACTIVE


def test_everything_is_as_it_was(order, clerk, official):
    was = shape(order)
    first, second = order.branches
    plan = published(order, clerk, official, "organization_merge", first, others=[second.number])
    assert shape(order) != was

    undo(official, plan)

    assert shape(order) == was


def test_what_the_school_could_have_done_alone_it_takes_back_alone(order, clerk, official):
    branch = order.branches[0]
    plan = published(
        order, clerk, official, "organization_rename", branch, full_name="中共演示新名支部委员会"
    )

    undo(clerk, plan)

    assert PartyOrganization.objects.get(pk=branch.pk).full_name == branch.full_name
    assert ChangeSet.objects.latest("pk").actor == clerk


def test_the_page_of_the_plan_says_who_takes_it_back(client, order, clerk, official, merged):
    address = reverse("governance:plan", args=[merged.pk])
    undoing = reverse("governance:change_undoing", args=[merged.change_set.pk])

    client.force_login(official)
    assert undoing in client.get(address).text
    client.force_login(clerk)
    page = client.get(address).text

    assert undoing not in page
    assert "这是上级批准的变更，由主管部门撤销。" in page
