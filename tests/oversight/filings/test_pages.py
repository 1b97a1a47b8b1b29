"""The pages of filings."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from oversight.filings.due import due_dates
from oversight.models import Filing
from tests import factories, structures
from tests.oversight.waiting import waiting_for

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None, **_kwargs: ON)


@pytest.fixture
def official():
    return factories.grant(factories.user(), factories.county()).user


def filed(count):
    return [factories.filing(factories.school()) for _ in range(count)]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_number_of_queries(count, official, client, django_assert_num_queries):
    place = filed(count)[0].school.jurisdiction
    client.force_login(official)
    address = reverse("oversight:jurisdiction_filings", args=[place.code])
    client.get(address)

    with django_assert_num_queries(LIST_QUERIES):
        answer = client.get(address)

    assert answer.text.count('name="filing"') == count


LIST_QUERIES = 12


def test_the_numbers_of_the_list_are_those_of_what_they_open(official, client):
    rows = filed(3)
    Filing.objects.filter(pk=rows[0].pk).update(state="returned")
    client.force_login(official)
    address = reverse("oversight:jurisdiction_filings", args=[rows[0].jurisdiction.code])

    page = client.get(address).context["page"]

    assert {state: n for state, _label, n in page.states if n} == {"submitted": 2, "returned": 1}
    for state, _label, n in page.states:
        assert client.get(address, {"state": state}).context["page"].page.paginator.count == n


def test_many_are_accepted_after_a_look(official, client):
    clean, faulty = filed(2)
    Filing.objects.filter(pk=clean.pk).update(findings_n=0)
    Filing.objects.filter(pk=faulty.pk).update(findings_n=2)
    client.force_login(official)
    address = reverse("oversight:filings_bulk", args=[clean.jurisdiction.code])
    sent = {"filing": [clean.pk, faulty.pk]}

    look = client.post(address, sent)
    assert ("以下 1 份将同意备案" in look.text, "有2项检查发现" in look.text) == (True, True)
    assert set(Filing.objects.values_list("state", flat=True)) == {"submitted"}
    client.post(address, sent | {"confirm": "1"})
    assert Filing.objects.get(pk=clean.pk).number == f"{clean.jurisdiction.code}-2026-0001"
    assert Filing.objects.get(pk=faulty.pk).state == "submitted"
    client.post(address, sent | {"confirm": "1", "with_findings": "1"})

    assert Filing.objects.get(pk=faulty.pk).number == f"{clean.jurisdiction.code}-2026-0002"


def test_nothing_typed_is_lost_when_a_number_is_taken(official, client):
    first, second = filed(2)
    Filing.objects.filter(pk=first.pk).update(state="accepted", number="演示1", decided_on=ON)
    client.force_login(official)

    answer = client.post(
        reverse("oversight:filing_act", args=[second.pk, "accept"]),
        {"number": "演示1", "decided_on": ON.isoformat(), "text": "同意，请存档", "version": "0"},
    )

    assert answer.status_code == 422
    assert ("同意，请存档" in answer.text, "已经用过" in answer.text) == (True, True)


def test_the_clerk_files_through_the_page_and_the_official_reads_it_on_paper(official, client):
    found = structures.general_branch()
    client.force_login(factories.grant(factories.user(), found.school).user)
    address = reverse("oversight:filing_new", args=[found.school.code])
    draft = client.get(address).context["draft"]

    stale = client.post(address, {"kind": "yearly", "year": "2026", "note": "演示", "sha256": "0" * 64})
    filed_now = client.post(address, {"kind": "yearly", "year": "2026", "sha256": draft.sha256})

    assert (stale.status_code, "演示</textarea>" in stale.text) == (409, True)
    filing = Filing.objects.get()
    assert filed_now.url == reverse("oversight:filing", args=[filing.pk])
    client.force_login(official)
    paper = client.get(reverse("oversight:filing_print", args=[filing.pk]))
    assert filing.sha256 in paper.text
    assert found.branches[0].full_name in paper.text


def test_what_waits_for_whom(official, django_assert_num_queries):
    filing = filed(1)[0]
    clerk = factories.grant(factories.user(), filing.school).user
    filed(2)

    with django_assert_num_queries(4):
        found = waiting_for(official, ON, "filing")
    assert (found[0].kind, found[0].school) == ("filing", filing.school)
    assert (len(found), waiting_for(clerk, ON, "filing"), waiting_for(factories.user(), ON, "filing")) == (
        3,
        [],
        [],
    )

    Filing.objects.filter(pk=filing.pk).update(state="returned")
    assert [one.kind for one in waiting_for(clerk, ON, "filing")] == ["filing_returned"]
    factories.filing(filing.school)
    assert waiting_for(clerk, ON, "filing") == []


def test_an_office_is_reminded_after_a_week():
    filing = filed(1)[0]
    Filing.objects.update(submitted_at=datetime(2026, 6, 1, 4, tzinfo=UTC))
    assert list(due_dates(ON + timedelta(days=6))) == []

    (due,) = due_dates(ON + timedelta(days=7))

    assert (due.key, due.to, due.school_id) == (f"filing:{filing.pk}:waiting", "above", filing.school_id)
    assert due.due_on == ON + timedelta(days=7)
