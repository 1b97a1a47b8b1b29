"""The one table of cases: every state, every action, every kind of visitor, written out here."""

import pytest

from oversight.cases.states import COURSE, DECISIONS, TABLE
from oversight.cases.touching import case_of
from oversight.choices.case import CaseAction, CaseState
from oversight.models import FindingCase
from tests import factories
from tests.oversight.people import VISITORS, everybody

pytestmark = pytest.mark.django_db

SCHOOL = {"administrator", "superuser"}
ABOVE = {"official", "city", "superuser"}
BOTH = SCHOOL | ABOVE
SEEING = BOTH | {"viewer", "county_viewer", "reviewer", "editor"}

_ALWAYS = {
    "assign": BOTH | {"reviewer"},
    "due": ABOVE,
    "comment": SEEING,
    "attach": BOTH,
    "detach": BOTH,
    "claim": SCHOOL,
}
#: State → action → who may. What is not written here nobody may.
EXPECTED = {
    "pending": {**_ALWAYS, "explain": SCHOOL, "remind": ABOVE},
    "explained": {**_ALWAYS, "explain": SCHOOL, "note": ABOVE, "return": ABOVE},
    "claimed": {**_ALWAYS, "note": ABOVE, "return": ABOVE},
    "noted": {**_ALWAYS, "explain": SCHOOL, "remind": ABOVE, "return": ABOVE},
    "returned": {**_ALWAYS, "explain": SCHOOL, "remind": ABOVE},
    "closed": {"comment": SEEING},
    "waived": {"comment": SEEING},
}
#: Where the work stands afterwards; what is not written here leaves it where it is.
LEADS_TO = {"explain": "explained", "claim": "claimed", "note": "noted", "return": "returned"}


@pytest.fixture
def school():
    factories.county()
    return factories.school()


@pytest.fixture
def finding(school):
    return factories.finding(school)


@pytest.fixture
def visitors(school):
    return everybody(school)


def found_for(case, visitors):
    found = {
        action.value: {name for name, user in visitors.items() if COURSE.may(user, case, action)}
        for action in CaseAction
    }
    return {action: who for action, who in found.items() if who}


def test_the_table_names_every_action_once():
    assert list(TABLE) == list(CaseAction)


def test_the_table_leads_where_it_should_and_never_closes_a_finding():
    leads = {action.value: move.to.value for action, move in TABLE.items() if move.to}

    assert leads == LEADS_TO
    assert not {CaseState.CLOSED.value, CaseState.WAIVED.value} & set(leads.values())


def test_decisions_are_what_only_those_above_do():
    assert {action.value for action in DECISIONS} == {"due", "note", "return", "remind"}


@pytest.mark.parametrize("state", CaseState.values)
def test_who_may_do_what(state, finding, visitors):
    case = FindingCase.objects.create(finding=finding, state=state)

    assert tuple(visitors) == VISITORS
    assert found_for(case, visitors) == EXPECTED[state]


def test_a_finding_nobody_has_touched_is_open_to_the_same_people(finding, visitors):
    assert found_for(case_of(finding), visitors) == EXPECTED["pending"]


@pytest.mark.parametrize("state", CaseState.values)
def test_every_no_has_its_reason(state, finding, visitors):
    case = FindingCase.objects.create(finding=finding, state=state)

    silent = [
        (name, action.value)
        for name, user in visitors.items()
        for action in CaseAction
        if not (verdict := COURSE.may(user, case, action)) and not verdict.reason
    ]

    assert silent == []


@pytest.mark.parametrize("made", [True, False])
def test_who_sees_a_case(made, finding, visitors):
    case = FindingCase.objects.create(finding=finding)
    rows = FindingCase.objects if made else type(finding).objects

    seen = {
        name
        for name, user in visitors.items()
        if user is not None and rows.visible_to(user).filter(pk=case.pk if made else finding.pk).exists()
    }

    assert seen == SEEING
