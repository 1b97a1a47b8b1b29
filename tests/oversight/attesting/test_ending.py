"""Attestations that end: who is told when, and what waits for whom until it is stated or attested anew."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.models import SchoolCheck
from oversight.attesting.due import due_dates
from oversight.attesting.waiting_anew import office_waiting, school_waiting
from oversight.choices.statement import StatementState
from schools.choices import SchoolState
from tests import factories

pytestmark = pytest.mark.django_db

ON = factories.ON
END = ON + timedelta(days=40)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)


@pytest.fixture
def school():
    made = factories.school()
    waits(made, "LIF-001")
    return made


def waits(school, *rules):
    """Let the newest check have found that the rules wait to be attested."""
    told = {"on": ON, "checked_at": timezone.now(), "rules_version": "x", "unattested": list(rules)}
    SchoolCheck.objects.update_or_create(school=school, defaults=told)


@pytest.fixture
def attestation(school):
    return factories.attestation(school, end=END)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (31, []),
        (30, [("attestation_30_days", "school")]),
        (15, [("attestation_30_days", "school")]),
        (14, [("attestation_14_days", "school"), ("attestation_14_days", "above")]),
        (1, [("attestation_14_days", "school"), ("attestation_14_days", "above")]),
        (0, [("attestation_ended", "school"), ("attestation_ended", "above")]),
        (-200, [("attestation_ended", "school"), ("attestation_ended", "above")]),
    ],
)
def test_the_school_is_told_30_days_before_and_both_14_days_before_and_at_the_end(attestation, days, told):
    found = list(due_dates(END - timedelta(days=days)))

    assert [(due.kind, due.to) for due in found] == told
    assert len({due.key for due in found}) == len(told)
    assert {(due.school_id, due.deadline) for due in found} <= {(attestation.school_id, END - timedelta(1))}


def handed_in(school):
    factories.statement(school, state=StatementState.HANDED_IN)


def attested_anew(school):
    factories.attestation(school, start=END, end=date(2028, 1, 1))


def closed(school):
    school.state, school.closed_on = SchoolState.CLOSED, ON
    school.save()


def asked_no_more(school):
    waits(school, "LIF-002")


@pytest.mark.parametrize("happens", [handed_in, attested_anew, closed, asked_no_more])
def test_what_is_in_hand_or_asked_no_more_is_not_told(attestation, happens):
    day = END + timedelta(days=1)
    assert len(list(due_dates(day))) == 2

    happens(attestation.school)

    assert list(due_dates(day)) == []


def test_a_withdrawn_statement_settles_nothing(attestation):
    factories.statement(attestation.school, state=StatementState.WITHDRAWN)

    assert len(list(due_dates(END))) == 2


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(number, django_assert_num_queries):
    place = factories.county()
    official = factories.grant(factories.user(), place).user
    clerk = factories.user()
    for _ in range(number):
        somewhere = factories.school(jurisdiction=place)
        waits(somewhere, "LIF-001")
        factories.attestation(somewhere, end=ON)
        factories.grant(clerk, somewhere)

    with django_assert_num_queries(1):
        assert len(list(due_dates(ON))) == 2 * number
    with django_assert_num_queries(1):
        assert len(school_waiting(clerk, ON)) == number
    with django_assert_num_queries(3):
        assert len(office_waiting(official, ON)) == 1


def test_each_waits_for_the_school_and_all_that_ended_are_one_line_above(school, client):
    clerk = factories.grant(factories.user(), school).user
    official = factories.grant(factories.user(), school.jurisdiction).user
    factories.attestation(school, "LIF-001", end=ON)
    factories.attestation(school, "LIF-002", end=ON + timedelta(days=30))
    factories.attestation(school, "LIF-003", end=ON + timedelta(days=31))
    factories.attestation(factories.school(), "LIF-002", end=ON + timedelta(days=3))

    assert [(one.title, one.act) for one in school_waiting(clerk, ON)] == [
        (f"{school}：LIF-001的核实已到期", "重新上报"),
        (f"{school}：LIF-002的核实即将到期", "重新上报"),
    ]
    (line,) = office_waiting(official, ON)
    assert (line.title, line.since) == ("1所学校的1项人工核实已到期", ON)
    assert school_waiting(official, ON) == office_waiting(clerk, ON) == []
    client.force_login(official)
    page = client.get(line.url).context["page"]
    assert [row.school for row in page.rows] == [school]
    assert client.get(reverse("oversight:inbox")).status_code == 200
