"""Lists of plans, and what waits for whom."""

from datetime import timedelta

import pytest

from governance.choices import PlanState
from governance.models import Plan
from governance.plans.drafting import plan_copy, plan_create, step_add
from governance.plans.lists import JurisdictionPlans, SchoolPlans, waits_for
from tests import factories

ON = factories.ON


@pytest.fixture
def drafted(order, clerk):
    """Return how a plan in a state is put into the school."""

    def make(state, title="调整支部", **changes):
        plan = plan_create(user=clerk, school=order.school, title=title, effective_on=ON)
        if state == PlanState.APPROVED:
            changes["approval"] = factories.document(order.school)
        Plan.objects.filter(pk=plan.pk).update(state=state, **changes)
        return plan

    return make


def test_officials_decide_and_administrators_mend(clerk, official, drafted):
    submitted, returned = drafted(PlanState.SUBMITTED), drafted(PlanState.RETURNED)
    failed = drafted(PlanState.APPROVED, problem="第2步不能完成")
    due = drafted(PlanState.APPROVED)
    drafted(PlanState.DRAFT)

    def waiting(user, on):
        return list(Plan.objects.filter(waits_for(user, on)).order_by("pk"))

    assert (waiting(official, None), waiting(clerk, None)) == ([submitted], [returned, failed])
    assert (waiting(official, ON), waiting(clerk, ON)) == ([submitted, due], [returned, failed, due])
    assert waiting(clerk, ON - timedelta(days=1)) == [returned, failed]


def test_a_county_reads_first_what_is_to_be_decided(order, official, drafted):
    later = drafted(PlanState.APPROVED, effective_on=ON.replace(month=9))
    sooner = drafted(PlanState.APPROVED, effective_on=ON.replace(month=8))
    failed = drafted(PlanState.APPROVED, problem="第2步不能完成")
    returned, submitted = drafted(PlanState.RETURNED), drafted(PlanState.SUBMITTED)
    refused = drafted(PlanState.REFUSED)
    drafted(PlanState.DRAFT)

    page = JurisdictionPlans(order.school.jurisdiction, official, ON)

    assert page.submitted == [submitted]
    assert page.approved == [sooner, later]
    assert page.troubled == [returned, failed]
    assert page.settled == [refused]


def test_a_school_filters_by_state(order, clerk, drafted):
    draft, submitted = drafted(PlanState.DRAFT), drafted(PlanState.SUBMITTED)

    assert SchoolPlans(order.school, clerk).rows == [submitted, draft]
    assert SchoolPlans(order.school, clerk, "draft").rows == [draft]
    assert SchoolPlans(order.school, clerk, "nonsense").rows == [submitted, draft]
    assert SchoolPlans(order.school, clerk).states == [("draft", "起草", 1), ("submitted", "待批", 1)]


@pytest.mark.parametrize("number", [1, 3])
def test_lists_are_read_in_a_fixed_number_of_queries(
    number, order, official, drafted, django_assert_num_queries
):
    for _nth in range(number):
        drafted(PlanState.SUBMITTED)
    page = JurisdictionPlans(order.school.jurisdiction, official, ON)

    with django_assert_num_queries(4):
        found = [*page.submitted, *page.approved, *page.troubled, *page.settled]
        names = {(str(plan.author), plan.school.name, plan.steps_n) for plan in found}

    assert (len(found), len(names)) == (number, 1)


def test_a_copy_begins_with_the_same_steps(order, clerk, drafted):
    plan = drafted(PlanState.DRAFT, title="一" * 80, effective_on=ON.replace(year=2020))
    arguments = {"organization": order.branches[0].number, "full_name": "中共演示新名支部委员会"}
    step_add(user=clerk, plan=plan, action="organization_rename", arguments=arguments)
    plan.refresh_from_db()

    copy = plan_copy(user=clerk, plan=plan, today=ON)

    assert (copy.title, copy.effective_on, copy.state) == ("一" * 76 + "（再拟）", ON, PlanState.DRAFT)
    assert [(step.key, step.operation, step.arguments) for step in copy.steps.all()] == [
        (1, "organization_rename", arguments)
    ]
