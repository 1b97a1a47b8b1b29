"""The steps of a plan by buttons and by form."""

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.plans import drafting
from tests import factories, structures

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def order():
    return structures.general_branch()


@pytest.fixture
def clerk(client, order):
    user = factories.grant(factories.user(), order.school).user
    client.force_login(user)
    return user


@pytest.fixture
def plan(order, clerk):
    plan = drafting.plan_create(user=clerk, school=order.school, title="调整支部", effective_on=ON)
    add(plan, "unit_create", school=order.school.code, name="九年级组", kind="grade")
    add(plan, "unit_create_below", parent="@1", name="九年级备课组", kind="preparation")
    add(
        plan, "organization_rename", organization=order.branches[0].number, full_name="中共演示新名支部委员会"
    )
    return plan


def add(plan, action, **arguments):
    return drafting.step_add(user=plan.author, plan=plan, action=action, arguments=arguments)


def address(plan, key, way=""):
    if way:
        return reverse("governance:plan_step_moved", args=[plan.pk, key, way])
    return reverse("governance:plan_step", args=[plan.pk, key])


def order_of(plan):
    return [step.key for step in plan.steps.all()]


def test_steps_go_up_and_down_and_out(client, plan):
    client.post(address(plan, 3, "up"), {})
    assert order_of(plan) == [1, 3, 2]
    client.post(address(plan, 1, "down"), {})
    assert order_of(plan) == [3, 1, 2]
    client.post(address(plan, 1, "remove"), {})

    assert order_of(plan) == [3, 2]
    page = client.get(reverse("governance:plan", args=[plan.pk])).context["page"]
    assert [bool(row.problem) for row in page.steps] == [False, True]


def test_a_stale_button_moves_nothing(client, plan):
    answer = client.post(address(plan, 3, "up"), {"version": plan.version - 1})

    assert (answer.status_code, order_of(plan)) == (409, [1, 2, 3])


def test_there_is_no_other_way(client, plan):
    assert client.post(address(plan, 3, "sideways")).status_code == 404
    assert client.post(address(plan, 9, "up")).status_code == 404


def test_a_step_is_changed_with_what_it_said_before_in_the_form(client, plan):
    page = client.get(address(plan, 3))
    assert page.status_code == 200
    assert 'value="中共演示新名支部委员会"' in page.text

    answer = client.post(address(plan, 3), {"full_name": "中共演示又新名支部委员会", "version": plan.version})

    assert answer.url == reverse("governance:plan", args=[plan.pk]) + "#steps"
    assert plan.steps.get(key=3).arguments["full_name"] == "中共演示又新名支部委员会"


def test_a_step_on_what_an_earlier_one_makes_is_changed_too(client, plan):
    client.post(address(plan, 2), {"name": "九年级语文备课组", "kind": "preparation"})

    assert plan.steps.get(key=2).arguments == {
        "parent": "@1",
        "name": "九年级语文备课组",
        "kind": "preparation",
    }


def test_a_step_whose_object_no_step_makes_any_more_leads_back_and_says_so(client, plan):
    assert client.get(address(plan, 2)).status_code == 200
    client.post(address(plan, 1, "remove"), {})

    answer = client.get(address(plan, 2), follow=True)

    assert answer.redirect_chain == [(f"{reverse('governance:plan', args=[plan.pk])}#steps", 302)]
    assert "那一步已经删去、排在后面或者不能完成。" in [str(one) for one in answer.context["messages"]][-1]


def test_a_change_that_cannot_be_is_refused_with_what_was_typed(client, plan):
    missing = client.post(address(plan, 3), {"full_name": ""})
    stale = client.post(address(plan, 3), {"full_name": "中共演示丙支部委员会", "version": plan.version - 1})

    assert (missing.status_code, stale.status_code) == (422, 409)
    assert 'value="中共演示丙支部委员会"' in stale.text
    assert plan.steps.get(key=3).arguments["full_name"] == "中共演示新名支部委员会"


def test_who_does_not_edit_the_school_changes_no_step(client, order, plan):
    drafting.plan_share(user=plan.author, plan=plan, is_shared=True)
    client.force_login(factories.grant(factories.user(), order.school.jurisdiction).user)

    assert client.get(address(plan, 3)).status_code == 403
    assert client.post(address(plan, 3, "up")).status_code == 403
