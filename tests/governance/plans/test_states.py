"""The one table: every state, every action, every kind of visitor, against the table written out here."""

import pytest

from accounts.models import GrantRole
from governance.choices import PlanAction, PlanState
from governance.models import Plan
from governance.plans.states import TABLE, may, open_to
from schools.choices import JurisdictionLevel
from tests import factories

pytestmark = pytest.mark.django_db

VISITORS = (
    "register",
    "author",
    "administrator",
    "neighbour",
    "official",
    "outsider",
    "viewer",
    "stranger",
    "superuser",
)
SCHOOL = {"author", "administrator", "superuser"}
ABOVE = {"official", "superuser"}
#: The administrators of the school, and who sees the school at all.
OWN, SEEING = SCHOOL, {*SCHOOL, *ABOVE, "viewer"}
REGISTER = {"register"}

#: State → action → who may. What is not written here nobody may.
EXPECTED = {
    "draft": {"edit": SCHOOL, "share": SCHOOL, "comment": OWN, "submit": SCHOOL, "discard": SCHOOL},
    "submitted": {"comment": SEEING, "withdraw": SCHOOL, "approve": ABOVE, "return": ABOVE, "refuse": ABOVE},
    "returned": {"edit": SCHOOL, "share": SCHOOL, "comment": SEEING, "submit": SCHOOL, "discard": SCHOOL},
    "approved": {
        "edit": SCHOOL,
        "comment": SEEING,
        "withdraw": SCHOOL,
        "return": ABOVE,
        "void": REGISTER,
        "publish": SCHOOL | ABOVE | REGISTER,
        "fail": REGISTER,
    },
    "refused": {"comment": SEEING},
    "published": {"comment": SEEING},
    "discarded": {},
}
#: Where a plan stands afterwards; what is not written here leaves it where it is.
LEADS_TO = {
    "submit": "submitted",
    "withdraw": "draft",
    "approve": "approved",
    "return": "returned",
    "refuse": "refused",
    "void": "returned",
    "publish": "published",
    "discard": "discarded",
}


@pytest.fixture
def school():
    return factories.school()


@pytest.fixture
def plan(school):
    author = factories.grant(factories.user(), school).user
    return Plan.objects.create(school=school, title="调整支部", effective_on=factories.ON, author=author)


@pytest.fixture
def visitors(school, plan):
    """Return everybody by name; the register itself is nobody."""
    far = factories.jurisdiction("330110", "余杭区", JurisdictionLevel.COUNTY)
    return {
        "register": None,
        "author": plan.author,
        "administrator": factories.grant(factories.user(), school).user,
        "neighbour": factories.grant(factories.user(), factories.school()).user,
        "official": factories.grant(factories.user(), school.jurisdiction).user,
        "outsider": factories.grant(factories.user(), far).user,
        "viewer": factories.grant(factories.user(), school, GrantRole.VIEWER).user,
        "stranger": factories.user(),
        "superuser": factories.user(is_superuser=True),
    }


def put(plan, state):
    """Let the plan be in the state, whatever led there."""
    paper = factories.document(plan.school)
    change = plan.school.change_sets.create(operation="plan_publish", effective_on=factories.ON)
    Plan.objects.filter(pk=plan.pk).update(state=state, approval=paper, change_set=change)
    plan.refresh_from_db()


def test_the_table_names_every_action_once():
    assert list(TABLE) == list(PlanAction)


def test_the_table_leads_where_it_should():
    assert {action.value: move.to.value for action, move in TABLE.items() if move.to} == LEADS_TO


@pytest.mark.parametrize("state", PlanState.values)
def test_who_may_do_what(state, plan, visitors):
    put(plan, state)

    found = {
        action.value: {name for name, user in visitors.items() if may(user, plan, action)}
        for action in PlanAction
    }

    assert tuple(visitors) == VISITORS
    assert {action: who for action, who in found.items() if who} == EXPECTED[state]


@pytest.mark.parametrize("state", PlanState.values)
def test_every_no_has_its_reason(state, plan, visitors):
    put(plan, state)

    silent = [
        (name, action.value)
        for name, user in visitors.items()
        for action in PlanAction
        if not (verdict := may(user, plan, action)) and not verdict.reason
    ]

    assert silent == []


def test_a_shared_draft_is_open_to_comments_of_everybody_who_sees_the_school(plan, visitors):
    Plan.objects.filter(pk=plan.pk).update(is_shared=True)

    found = {name for name, user in visitors.items() if may(user, plan, PlanAction.COMMENT)}

    assert found == SEEING


def test_what_is_open_to_somebody_comes_in_the_order_of_the_table(plan, visitors):
    assert open_to(visitors["author"], plan) == [
        PlanAction.EDIT,
        PlanAction.SHARE,
        PlanAction.COMMENT,
        PlanAction.SUBMIT,
        PlanAction.DISCARD,
    ]


@pytest.mark.parametrize("state", PlanState.values)
def test_a_draft_is_its_schools_own_until_it_is_shown(state, plan, visitors):
    put(plan, state)

    seen = {
        name
        for name, user in visitors.items()
        if user is not None and Plan.objects.visible_to(user).filter(pk=plan.pk).exists()
    }

    assert seen == (OWN if state in ("draft", "discarded") else SEEING)


def test_an_administrator_whose_grant_has_ended_sees_no_draft(school, plan):
    former = factories.grant(factories.user(), school, end=factories.ON.replace(year=2021)).user
    factories.grant(former, school, GrantRole.VIEWER)

    assert not Plan.objects.visible_to(former).exists()
    Plan.objects.filter(pk=plan.pk).update(is_shared=True)
    assert Plan.objects.visible_to(former).get() == plan
