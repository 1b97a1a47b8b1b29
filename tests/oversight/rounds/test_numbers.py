"""Every number of a round opens the list behind it, and the two agree, whatever has become of findings."""

from datetime import timedelta
from itertools import product
from random import Random

import pytest
from django.http import QueryDict
from django.urls import reverse

from governance.models import Finding
from oversight.models import Answer
from oversight.rounds.board import RoundBoard
from oversight.rounds.closing import round_close
from oversight.rounds.matters import matters, narrowed, tallies, total
from oversight.rounds.progress import answers_of, counts
from oversight.rounds.progress import narrowed as answers_narrowed
from tests import factories
from tests.oversight.rounds.scene import counted
from tests.oversight.rounds.scene import scene as make_scene

pytestmark = pytest.mark.django_db
ON = factories.ON
RULES = ("ORG-005", "TERM-002", "SEC-001", "CMT-001")


def become(finding, rng):
    """Let something become of the finding."""
    finding.closed_on, finding.is_waived = rng.choice([(None, False), (ON, False), (None, True)])
    finding.save()


def disorder(seed):
    """Return an open round whose findings have been mended, waived and found anew at random."""
    rng = Random(seed)  # noqa: S311 -- the same disorder every time
    schools = [factories.school() for _ in range(4)]
    for school, rule in product(schools, RULES):
        if rng.random() < 0.6:
            factories.finding(school, rule, is_waived=rng.random() < 0.2)
    opened = factories.open_round(schools[0].jurisdiction, rules=list(RULES[: rng.randint(2, 4)]))
    for finding in Finding.objects.all():
        become(finding, rng)
    for school, rule in product(schools, RULES):
        if rng.random() < 0.3 and not Finding.objects.filter(school=school, rule=rule).exists():
            factories.finding(school, rule, is_waived=rng.random() < 0.2)
    factories.finding(factories.school(), RULES[0])  # in the county, not in the round
    return opened


def disagreements(round_):
    """Return the numbers that differ from the length of their list."""
    rows = matters(round_)
    wrong = []
    for name, column in (("rule", "rule"), ("school", "school_code")):
        for key, tally in tallies(rows, column).items():
            asked = [({"was": "1"}, tally.then)]
            asked += [({"now": now}, getattr(tally, now)) for now in ("still", "mended", "waived", "new")]
            for query, number in asked:
                listed = len(list(narrowed(rows, {name: key, **query})))
                wrong += [(name, key, query, number, listed)] if listed != number else []
    return wrong


@pytest.mark.parametrize("seed", range(6))
def test_numbers_and_lists_agree_while_it_is_open_and_when_it_is_closed(seed):
    opened = disorder(seed)
    rows = matters(opened)

    assert disagreements(opened) == []
    by_rule, by_school = (total(tallies(rows, by)) for by in ("rule", "school_code"))
    assert counted(by_rule) == counted(by_school)
    assert by_rule.then + by_rule.new <= rows.count()

    round_close(user=opened.author, round_=opened, on=ON)
    assert disagreements(opened) == []
    totals = opened.result["totals"]
    assert totals == total(tallies(matters(opened), "rule")).as_json()
    for part in ("rules", "schools"):
        assert {n: sum(row[n] for row in opened.result[part]) for n in totals} == totals
    for row in opened.result["schools"]:
        assert sum(one["was_there"] for one in row["findings"]) == row["then"]


def test_what_has_become_of_findings():
    scene = make_scene()
    opened = factories.open_round(scene.place)
    first, second, third, fourth = scene.findings
    assert counted(total(tallies(matters(opened), "rule"))) == (4, 3, 0, 1, 0)

    Finding.objects.filter(pk=first.pk).update(closed_on=ON)
    Finding.objects.filter(pk=second.pk).update(is_waived=True)
    Finding.objects.filter(pk=third.pk).update(is_waived=False)
    factories.finding(scene.clean, "ORG-005")

    assert counted(total(tallies(matters(opened), "rule"))) == (4, 2, 1, 1, 1)
    by_school = tallies(matters(opened), "school_id")
    assert counted(by_school[scene.faulty.pk]) == (3, 1, 1, 1, 0)
    assert counted(by_school[scene.other.pk]) == (1, 1, 0, 0, 0)
    assert counted(by_school[scene.clean.pk]) == (0, 0, 0, 0, 1)
    assert fourth.school == scene.other


@pytest.mark.parametrize("days", [0, 1])
def test_where_answers_stand_adds_up_to_the_schools(days):
    scene = make_scene()
    opened = factories.open_round(scene.place)
    on = opened.deadline + timedelta(days=days)
    Answer.objects.filter(round=opened, school=scene.other).update(state="reported", reported_on=ON)
    Answer.objects.filter(round=opened, school=scene.clean).update(state="returned")

    rows = answers_of(opened, on)

    late = days == 1
    expected = {"overdue": 2, "reported": 1} if late else {"waiting": 1, "returned": 1, "reported": 1}
    assert dict(counts(rows)) == expected
    for standing, n in counts(rows).items():
        assert answers_narrowed(rows, standing=standing).count() == n


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None, **_kwargs: ON)


def test_every_number_of_the_page_leads_to_its_list(client, today):
    scene = make_scene()
    opened = factories.open_round(scene.place)
    client.force_login(scene.official)
    board = RoundBoard(opened, scene.official, ON, QueryDict())
    address = reverse("oversight:round_findings", args=[opened.pk])

    for code, _name, tally in board.by_rule:
        for now in ("still", "mended", "waived", "new"):
            page = client.get(address, {"rule": code, "now": now}).context["page"]
            assert page.paginator.count == getattr(tally, now)
    for row in board.rows:
        asked = {"school": row.answer.school.code, "was": "1"}
        assert client.get(address, asked).context["page"].paginator.count == row.tally.then
    for state, _label, n in board.standings:
        page = client.get(reverse("oversight:round", args=[opened.pk]), {"state": state}).context["page"]
        assert page.page.paginator.count == n


BOARD_QUERIES, LIST_QUERIES, SCHOOL_QUERIES = 12, 10, 6


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_number_of_queries(count, client, today, django_assert_num_queries):
    schools = [factories.school() for _ in range(count)]
    for school in schools:
        factories.finding(school)
    place = schools[0].jurisdiction
    opened, *_others = [factories.open_round(place) for _ in range(count)]
    official = factories.grant(factories.user(), place).user
    clerk = factories.grant(factories.user(), schools[0]).user
    asked = [
        (official, reverse("oversight:round", args=[opened.pk]), BOARD_QUERIES, 'name="answer"'),
        (official, reverse("oversight:round_findings", args=[opened.pk]), LIST_QUERIES, 'nowrap"><a href'),
        (clerk, reverse("oversight:school_rounds", args=[schools[0].code]), SCHOOL_QUERIES, "tag tag-muted"),
    ]

    for user, address, queries, row in asked:
        client.force_login(user)
        client.get(address)
        with django_assert_num_queries(queries):
            answer = client.get(address)
        assert answer.text.count(row) == count
