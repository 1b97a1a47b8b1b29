"""Requests for waivers: every state, every action, every kind of visitor, against the table written out."""

import pytest

from oversight.choices.waiver_request import WaiverAction, WaiverState
from oversight.waivers.states import COURSE, TABLE
from tests import factories
from tests.oversight.visitors import ABOVE, SCHOOL, VISITORS, found_by, silent, visitors_of

pytestmark = pytest.mark.django_db

#: State → action → who may. What is not written here nobody may.
EXPECTED = {
    "asked": {"withdraw": SCHOOL, "grant": ABOVE, "refuse": ABOVE, "return": ABOVE},
    "returned": {"amend": SCHOOL, "withdraw": SCHOOL},
    "granted": {"renew": SCHOOL, "revoke": ABOVE},
    "refused": {},
    "withdrawn": {},
    "revoked": {},
}
LEADS_TO = {
    "amend": "asked",
    "withdraw": "withdrawn",
    "grant": "granted",
    "refuse": "refused",
    "return": "returned",
    "revoke": "revoked",
}
#: To ask begins a row.
ACTIONS = [action for action in WaiverAction if action != WaiverAction.ASK]


def test_the_table_names_every_action_but_the_first_once():
    assert list(TABLE) == ACTIONS


def test_the_table_leads_where_it_should():
    assert {action.value: move.to.value for action, move in TABLE.items() if move.to} == LEADS_TO


@pytest.mark.parametrize("state", WaiverState.values)
def test_who_may_do_what(state):
    row = factories.waiver_request(factories.school(), state=state)
    visitors = visitors_of(row.school)

    assert tuple(visitors) == VISITORS
    assert found_by(COURSE, row, visitors, ACTIONS) == EXPECTED[state]
    assert silent(COURSE, row, visitors, ACTIONS) == []
