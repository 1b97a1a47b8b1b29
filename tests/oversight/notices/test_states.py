"""The one table of notices: every state, every action, every kind of visitor, written out here."""

import pytest

from oversight.choices.notice import NoticeAction, NoticeState
from oversight.models import Notice
from oversight.notices.states import COURSE, TABLE
from tests import factories
from tests.oversight.notices.making import drafted, put
from tests.oversight.people import VISITORS, everybody

pytestmark = pytest.mark.django_db

SCHOOL = {"administrator", "superuser"}
#: The office is the county; who acts for the city above it acts for the county, too.
OFFICE = {"official", "city", "superuser"}
SEEING = SCHOOL | OFFICE | {"viewer", "county_viewer", "reviewer", "editor"}

#: State → action → who may. What is not written here nobody may.
EXPECTED = {
    "draft": {"edit": OFFICE, "issue": OFFICE, "discard": OFFICE, "comment": OFFICE},
    "issued": {"receive": SCHOOL, "revoke": OFFICE, "comment": SEEING},
    "received": {"answer": SCHOOL, "settle": OFFICE, "revoke": OFFICE, "comment": SEEING},
    "answered": {"detach": SCHOOL, "return": OFFICE, "settle": OFFICE, "revoke": OFFICE, "comment": SEEING},
    "settled": {"comment": SEEING},
    "revoked": {"comment": SEEING},
    "discarded": {},
}
#: Where a notice stands afterwards; what is not written here leaves it where it is.
LEADS_TO = {
    "issue": "issued",
    "discard": "discarded",
    "receive": "received",
    "answer": "answered",
    "return": "received",
    "settle": "settled",
    "revoke": "revoked",
}


@pytest.fixture
def school():
    factories.county()
    return factories.school()


@pytest.fixture
def visitors(school):
    return everybody(school)


@pytest.fixture
def notice(school, visitors):
    return drafted(school, visitors["official"])


def test_the_table_names_every_action_once():
    assert list(TABLE) == list(NoticeAction)


def test_the_table_leads_where_it_should():
    assert {action.value: move.to.value for action, move in TABLE.items() if move.to} == LEADS_TO


@pytest.mark.parametrize("state", NoticeState.values)
def test_who_may_do_what(state, notice, visitors):
    put(notice, state)

    found = {
        action.value: {name for name, user in visitors.items() if COURSE.may(user, notice, action)}
        for action in NoticeAction
    }

    assert tuple(visitors) == VISITORS
    assert {action: who for action, who in found.items() if who} == EXPECTED[state]


@pytest.mark.parametrize("state", NoticeState.values)
def test_every_no_has_its_reason(state, notice, visitors):
    put(notice, state)

    silent = [
        (name, action.value)
        for name, user in visitors.items()
        for action in NoticeAction
        if not (verdict := COURSE.may(user, notice, action)) and not verdict.reason
    ]

    assert silent == []


@pytest.mark.parametrize("state", NoticeState.values)
def test_a_draft_is_its_offices_own_until_it_is_issued(state, notice, visitors):
    put(notice, state)

    seen = {
        name
        for name, user in visitors.items()
        if user is not None and Notice.objects.visible_to(user).filter(pk=notice.pk).exists()
    }

    assert seen == (OFFICE if state in ("draft", "discarded") else SEEING)
    items = {name for name in seen if notice.items.visible_to(visitors[name]).exists()}
    assert items == seen


def test_a_notice_of_the_city_is_not_the_countys_to_revoke(school, visitors):
    notice = drafted(school, visitors["city"])
    assert notice.jurisdiction == school.jurisdiction.parent
    put(notice, NoticeState.ISSUED)

    able = {name for name, user in visitors.items() if COURSE.may(user, notice, NoticeAction.REVOKE)}

    assert able == {"city", "superuser"}
