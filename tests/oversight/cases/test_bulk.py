"""The same for many findings: first what would happen, then it happens, to those of the reader alone."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from oversight.cases import bulk
from oversight.choices.case import CaseState
from oversight.models import FindingCase
from oversight.views import case_bulk
from tests import factories

pytestmark = pytest.mark.django_db
DUE = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: factories.ON)


@pytest.fixture
def county():
    return factories.county()


@pytest.fixture
def official(client, county):
    user = factories.grant(factories.user("official"), county).user
    client.force_login(user)
    return user


def cases(county, *states):
    """Return a case in each state, each in a school of its own."""
    found = []
    for state in states:
        finding = factories.finding(factories.school(jurisdiction=county))
        found.append(FindingCase.objects.create(finding=finding, state=state))
    return found


def send(client, county, action, chosen=(), **more):
    url = reverse("oversight:jurisdiction_findings_bulk", args=[county.code])
    sent = {"action": action, "finding": [case.finding_id for case in chosen], **more}
    return client.post(url, sent)


def test_the_preview_says_what_will_happen_and_what_cannot(client, county, official):
    claimed, pending = cases(county, CaseState.CLAIMED, CaseState.PENDING)

    answer = send(client, county, "return", [claimed, pending])
    shown = answer.context["preview"]

    assert answer.status_code == 200
    assert [p.row.finding for p in shown.able] == [claimed.finding]
    assert [p.to for p in shown.able] == [CaseState.RETURNED]
    assert [p.row.finding for p in shown.unable] == [pending.finding]
    assert "整改事项现在是“待整改”，不能退回整改。" in answer.text
    assert {case.state for case in FindingCase.objects.all()} == {"claimed", "pending"}


@pytest.mark.parametrize(
    ("action", "sent", "written"),
    [
        ("due", {"due_on": "2026-07-01"}, {"due_on": DUE}),
        ("remind", {"text": "请抓紧。"}, {"reminded_on": factories.ON}),
        ("return", {"text": "材料不全。"}, {"state": "returned"}),
    ],
)
def test_it_is_done_to_each_and_recorded(action, sent, written, client, county, official):
    state = CaseState.CLAIMED if action == "return" else CaseState.PENDING
    chosen = cases(county, state, state, state)

    answer = send(client, county, action, chosen[:2], confirm="1", **sent)

    assert answer.status_code == 302
    for case, told in zip(FindingCase.objects.order_by("pk"), (True, True, False), strict=True):
        assert all(getattr(case, name) == value for name, value in written.items()) is told
        assert list(case.entries.values_list("action", flat=True)) == ([action] if told else [])


def test_what_cannot_be_done_is_named_and_the_others_are_done(client, county, official):
    claimed, closed = cases(county, CaseState.CLAIMED, CaseState.CLAIMED)
    closed.finding.closed_on = factories.ON
    closed.finding.save()

    answer = send(client, county, "return", [claimed, closed], confirm="1", text="材料不全。")
    said = [str(message) for message in client.get(answer.url).context["messages"]]

    assert said[0] == "已办理1项。"
    assert len(said) == 2
    assert closed.finding.school.name in said[1]
    assert FindingCase.objects.get(pk=closed.pk).state == CaseState.CLAIMED


def test_a_form_that_is_not_filled_in_shows_the_preview_again(client, county, official):
    (case,) = cases(county, CaseState.PENDING)

    answer = send(client, county, "due", [case], confirm="1", due_on="", text="原因在此")

    assert answer.status_code == 422
    assert "原因在此" in answer.text
    assert FindingCase.objects.get().due_on is None


def test_findings_of_others_are_not_touched(client, county, official):
    (mine,) = cases(county, CaseState.PENDING)
    (other,) = cases(factories.jurisdiction("330110", "余杭区"), CaseState.PENDING)

    send(client, county, "due", [mine, other], confirm="1", due_on="2026-07-01")

    assert [case.due_on for case in FindingCase.objects.order_by("pk")] == [DUE, None]


def test_all_that_the_filter_finds(client, county, official):
    _claimed, pending, also = cases(county, CaseState.CLAIMED, CaseState.PENDING, CaseState.PENDING)

    shown = send(client, county, "due", all="1", query="work=pending").context["preview"]

    assert {p.row.finding for p in shown.able} == {pending.finding, also.finding}


def test_nothing_chosen_and_too_much_chosen_lead_back(client, county, official, monkeypatch):
    monkeypatch.setattr(case_bulk, "MOST", 1)
    cases(county, CaseState.PENDING, CaseState.PENDING)

    for sent, said in (({}, "请先在列表里勾选"), ({"all": "1"}, "一次最多办理1项")):
        answer = send(client, county, "due", query="work=pending", **sent)
        assert answer.url.endswith("/findings/?work=pending")
        assert said in str(next(iter(client.get(answer.url).context["messages"])))


@pytest.mark.parametrize("action", ["claim", "close", ""])
def test_nothing_else_is_done_in_bulk(action, client, county, official):
    assert send(client, county, action, cases(county, CaseState.PENDING)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("action", list(bulk.IN_BULK))
def test_queries_of_the_preview_do_not_grow(
    number, action, client, county, official, django_assert_num_queries
):
    chosen = cases(county, *[CaseState.CLAIMED, CaseState.PENDING] * number)

    with django_assert_num_queries(8):
        send(client, county, action, chosen)
