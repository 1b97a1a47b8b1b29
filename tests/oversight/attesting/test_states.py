"""Statements: every state, every action, every kind of visitor, against the table written out."""

import pytest

from oversight.attesting.states import COURSE, TABLE
from oversight.choices.statement import StatementAction, StatementState
from tests import factories
from tests.oversight.visitors import ABOVE, SCHOOL, VISITORS, found_by, silent, visitors_of

pytestmark = pytest.mark.django_db

#: State → action → who may. What is not written here nobody may.
EXPECTED = {
    "handed_in": {"withdraw": SCHOOL, "confirm": ABOVE, "return": ABOVE},
    "returned": {"amend": SCHOOL, "withdraw": SCHOOL},
    "confirmed": {},
    "withdrawn": {},
}
LEADS_TO = {"amend": "handed_in", "withdraw": "withdrawn", "confirm": "confirmed", "return": "returned"}
#: To hand in, and to attest directly, begin a row.
BEGINNING = (StatementAction.HAND_IN, StatementAction.ATTEST)
ACTIONS = [action for action in StatementAction if action not in BEGINNING]


def test_the_table_names_every_action_but_the_first_once():
    assert list(TABLE) == ACTIONS


def test_the_table_leads_where_it_should():
    assert {action.value: move.to.value for action, move in TABLE.items() if move.to} == LEADS_TO


@pytest.mark.parametrize("state", StatementState.values)
def test_who_may_do_what(state):
    row = factories.statement(factories.school(), state=state)
    visitors = visitors_of(row.school)

    assert tuple(visitors) == VISITORS
    assert found_by(COURSE, row, visitors, ACTIONS) == EXPECTED[state]
    assert silent(COURSE, row, visitors, ACTIONS) == []
