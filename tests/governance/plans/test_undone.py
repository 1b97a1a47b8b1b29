"""A published plan is taken back: as one act, by whoever its steps belong to."""

import pytest
from django.urls import reverse

from governance.choices import OrgState, PlanState
from governance.domain.refusals import Denied
from governance.domain.undoing import change_undo
from governance.models import ChangeSet, PartyMembership, PartyOrganization
from governance.plans import deciding, drafting
from governance.plans.lists import JurisdictionPlans, SchoolPlans
from governance.plans.page import PlanPage
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


@pytest.fixture
def renamed(order, clerk, official):
    """A plan that renamed a branch."""
    name = "中共演示新名支部委员会"
    return published(order, clerk, official, "organization_rename", order.branches[0], full_name=name)


def undoings(order, clerk, official):
    """Return what the lists of the school and of the county say took their plans back."""
    lists = (
        SchoolPlans(order.school, clerk).rows,
        JurisdictionPlans(order.school.jurisdiction, official, ON).settled,
    )
    return [[plan.undoing for plan in plans] for plans in lists]


def test_lists_say_that_a_plan_was_taken_back(client, order, clerk, official, renamed):
    assert undoings(order, clerk, official) == [[None], [None]]
    assert SchoolPlans(order.school, clerk).states == [("published", "已实施", 1)]

    undoing = undo(clerk, renamed)

    assert undoings(order, clerk, official) == [[undoing], [undoing]]
    assert SchoolPlans(order.school, clerk).states == [("undone", "实施后撤销", 1)]
    assert SchoolPlans(order.school, clerk, "undone").rows == [renamed]
    assert SchoolPlans(order.school, clerk, "published").rows == []
    change = reverse("governance:change", args=[undoing.pk])
    for user, name, key in (
        (clerk, "school_plans", order.school.code),
        (official, "jurisdiction_plans", order.school.jurisdiction.code),
    ):
        client.force_login(user)
        page = client.get(reverse(f"governance:{name}", args=[key])).text
        assert f'href="{change}"' in page
        assert "已实施" not in page


def test_a_plan_whose_undoing_was_taken_back_stands_again(order, clerk, official, renamed):
    undoing = undo(clerk, renamed)
    again = change_undo(act=structures.do(actor=clerk, reason="恢复"), change_set=undoing)

    assert undoings(order, clerk, official) == [[None], [None]]
    change_undo(act=structures.do(actor=clerk, reason="再恢复"), change_set=again)
    assert undoings(order, clerk, official) == [[undoing], [undoing]]


def test_the_page_of_the_plan_says_that_it_was_taken_back(client, order, clerk, renamed):
    client.force_login(clerk)
    address = reverse("governance:plan", args=[renamed.pk])
    assert "实施后撤销" not in client.get(address).text

    undoing = undo(clerk, renamed)

    page = client.get(address)
    [here] = [stop.label for stop in PlanPage(renamed, clerk, ON).course if stop.is_here]
    assert here == "实施后撤销"
    assert f'href="{reverse("governance:change", args=[undoing.pk])}">{undoing.summary}</a>' in page.text
    assert renamed.state == PlanState.PUBLISHED


@pytest.mark.parametrize("number", [1, 3])
def test_undone_plans_are_read_in_a_fixed_number_of_queries(
    number, order, clerk, official, django_assert_num_queries
):
    for nth in range(number):
        name = f"中共演示第{nth}新名支部委员会"
        undo(
            clerk, published(order, clerk, official, "organization_rename", order.branches[0], full_name=name)
        )

    with django_assert_num_queries(3):
        assert all(plan.undoing for plan in SchoolPlans(order.school, official).all)


def test_the_page_of_a_change_that_stands_again_does_not_call_it_undone(client, order, clerk, renamed):
    client.force_login(clerk)
    address = reverse("governance:change", args=[renamed.change_set.pk])
    undoing = undo(clerk, renamed)
    assert ">已撤销<" in client.get(address).text

    change_undo(act=structures.do(actor=clerk, reason="恢复"), change_set=undoing)

    assert ">已撤销<" not in client.get(address).text


def test_the_list_of_the_admin_says_it_too(client, order, clerk, official, renamed):
    client.force_login(factories.user(is_superuser=True, is_staff=True))
    address = reverse("admin:governance_plan_changelist")
    assert '<td class="field-standing">已实施</td>' in client.get(address).text

    undo(clerk, renamed)

    assert '<td class="field-standing">实施后撤销</td>' in client.get(address).text
