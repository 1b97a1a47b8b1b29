"""The table of filings: every state, action and kind of visitor, against what is written out here."""

import pytest

from oversight.choices.filing import FilingAction, FilingState
from oversight.filings.states import COURSE, TABLE
from oversight.models import Filing
from tests import factories
from tests.oversight.people import ABOVE, REGISTER, SCHOOL, VISITORS, everybody

pytestmark = pytest.mark.django_db

#: State → action → who may. What is not written here nobody may.
EXPECTED = {
    "submitted": {"accept": ABOVE, "return": ABOVE, "withdraw": SCHOOL},
    "accepted": {"supersede": REGISTER},
    "returned": {},
    "withdrawn": {},
    "superseded": {},
}
LEADS_TO = {
    "submit": "submitted",
    "accept": "accepted",
    "return": "returned",
    "withdraw": "withdrawn",
    "supersede": "superseded",
}


def test_the_table_names_every_action_once_and_leads_where_it_should():
    assert list(TABLE) == list(FilingAction)
    assert {action.value: move.to.value for action, move in TABLE.items()} == LEADS_TO


@pytest.mark.parametrize("state", FilingState.values)
def test_who_may_do_what(state):
    filing = factories.filing(factories.school())
    visitors = everybody(filing.school)
    Filing.objects.filter(pk=filing.pk).update(state=state, number="演示1", decided_on=factories.ON)
    filing.refresh_from_db()

    verdicts = {
        (name, action): COURSE.may(user, filing, action)
        for name, user in visitors.items()
        for action in FilingAction.values
    }

    found = {action: {name for name in visitors if verdicts[name, action]} for action in FilingAction.values}
    assert tuple(visitors) == VISITORS
    assert {action: who for action, who in found.items() if who} == EXPECTED[state]
    assert [key for key, verdict in verdicts.items() if not verdict and not verdict.reason] == []
