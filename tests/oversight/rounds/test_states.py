"""The tables of rounds and answers: every state, action and kind of visitor, against what is written here."""

import pytest

from oversight.choices.round import AnswerAction, AnswerState, RoundAction, RoundState
from oversight.models import Answer, Round
from oversight.rounds.states import ANSWER_COURSE, ANSWER_TABLE, COURSE, TABLE
from tests import factories
from tests.oversight.people import ABOVE, SCHOOL, VISITORS, everybody

pytestmark = pytest.mark.django_db
OFFICE = ABOVE

#: State → action → who may. What is not written here nobody may.
ROUND = {
    "draft": {"edit": OFFICE, "open": OFFICE, "cancel": OFFICE},
    "open": {"extend": OFFICE, "close": OFFICE, "cancel": OFFICE},
    "closed": {},
    "cancelled": {},
}
ROUND_LEADS_TO = {"open": "open", "close": "closed", "cancel": "cancelled"}
_TO_DO = {"note": SCHOOL, "report": SCHOOL, "remind": OFFICE}
ANSWER = {
    "waiting": _TO_DO,
    "reported": {"withdraw": SCHOOL, "accept": OFFICE, "return": OFFICE},
    "returned": _TO_DO,
    "accepted": {"return": OFFICE},
    "exempt": {},
}
ANSWER_LEADS_TO = {"report": "reported", "withdraw": "waiting", "accept": "accepted", "return": "returned"}
#: In a yearly round the filing decides; the school may note something, the office may remind.
ANNUAL = {state: {a: w for a, w in row.items() if a in ("note", "remind")} for state, row in ANSWER.items()}


@pytest.fixture
def answer():
    return factories.answer(factories.school())


def allowed(course, row, actions, visitors):
    """Return who may do what; every no has its reason."""
    verdicts = {(n, a): course.may(user, row, a) for n, user in visitors.items() for a in actions}
    assert [key for key, verdict in verdicts.items() if not verdict and not verdict.reason] == []
    found = {action: {name for name in visitors if verdicts[name, action]} for action in actions}
    return {action: who for action, who in found.items() if who}


def test_the_tables_name_every_action_once_and_lead_where_they_should():
    assert (list(TABLE), list(ANSWER_TABLE)) == (list(RoundAction), list(AnswerAction))
    leads = [{a.value: m.to.value for a, m in table.items() if m.to} for table in (TABLE, ANSWER_TABLE)]
    assert leads == [ROUND_LEADS_TO, ANSWER_LEADS_TO]


@pytest.mark.parametrize("state", RoundState.values)
def test_who_may_do_what_with_a_round(state, answer):
    visitors = everybody(answer.school)
    row = answer.round
    row.state = state

    assert tuple(visitors) == VISITORS
    assert allowed(COURSE, row, RoundAction.values, visitors) == ROUND[state]


@pytest.mark.parametrize(("kind", "expected"), [("special", ANSWER), ("annual", ANNUAL)])
@pytest.mark.parametrize("state", AnswerState.values)
def test_who_may_do_what_with_an_answer(state, kind, expected, answer):
    visitors = everybody(answer.school)
    answer.state, answer.round.kind = state, kind

    assert allowed(ANSWER_COURSE, answer, AnswerAction.values, visitors) == expected[state]


@pytest.mark.parametrize("state", ["draft", "closed", "cancelled"])
@pytest.mark.parametrize("answered", AnswerState.values)
def test_nothing_is_done_with_an_answer_unless_its_round_is_open(state, answered, answer):
    visitors = everybody(answer.school)
    answer.state, answer.round.state = answered, state

    assert allowed(ANSWER_COURSE, answer, AnswerAction.values, visitors) == {}


def test_the_office_of_the_round_decides_and_not_one_below_it(answer):
    city = answer.round.jurisdiction.parent
    row = answer.round
    Round.objects.filter(pk=row.pk).update(jurisdiction=city)
    Answer.objects.filter(pk=answer.pk).update(state="reported", reported_on=factories.ON)
    county = factories.grant(factories.user(), answer.school.jurisdiction).user
    above = factories.grant(factories.user(), city).user
    fresh = Answer.objects.select_related("round__jurisdiction", "school__jurisdiction").get(pk=answer.pk)

    assert not ANSWER_COURSE.may(county, fresh, "accept")
    assert ANSWER_COURSE.may(above, fresh, "accept")


def test_schools_see_their_answer_and_not_the_round(answer):
    visitors = everybody(answer.school)
    people = {name: user for name, user in visitors.items() if user is not None}

    sees_round = {n for n, u in people.items() if Round.objects.visible_to(u).filter(pk=answer.round_id)}
    sees_answer = {n for n, u in people.items() if Answer.objects.visible_to(u).filter(pk=answer.pk)}

    assert sees_round == {"official", "city", "county_viewer", "reviewer", "superuser"}
    assert sees_answer == sees_round | {"administrator", "editor", "viewer"}
