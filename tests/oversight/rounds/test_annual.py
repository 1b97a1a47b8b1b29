"""In a yearly round the filing of the year is the answer of the school."""

import pytest
from django.utils import timezone

from governance.domain.refusals import Denied
from oversight.filings.deciding import filing_accept, filing_return, filing_withdraw
from oversight.models import Answer
from oversight.rounds.answering import answer_accept, answer_report
from oversight.rounds.closing import round_close
from tests import factories

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture
def scene():
    class Scene:
        school = factories.school()

    Scene.round = factories.open_round(Scene.school.jurisdiction, kind="annual")
    Scene.official = Scene.round.author
    Scene.clerk = factories.grant(factories.user(), Scene.school).user
    return Scene


def standing(scene):
    found = Answer.objects.get(round=scene.round, school=scene.school)
    return found.state, found.filing, found.reported_on


def file(scene, **changes):
    return factories.filing(scene.school, user=scene.clerk, **changes)


def accept(scene, filing, number):
    filing_accept(user=scene.official, filing=filing, number=number, on=ON)


def today_of(filing):
    return timezone.localdate(filing.submitted_at)


def test_the_answer_goes_the_way_of_the_filing(scene):
    assert standing(scene) == ("waiting", None, None)
    first = file(scene)
    assert standing(scene) == ("reported", first, today_of(first))
    filing_return(user=scene.official, filing=first, text="请核对", on=ON)
    assert standing(scene)[0] == "returned"
    second = file(scene)
    filing_withdraw(user=scene.clerk, filing=second)
    assert standing(scene) == ("waiting", second, None)
    third = file(scene)
    accept(scene, third, "演示1")
    assert standing(scene) == ("accepted", third, today_of(third))

    entries = Answer.objects.get().entries.values_list("action", "actor")
    clerk, official = scene.clerk.pk, scene.official.pk
    assert list(entries) == [
        ("report", clerk),
        ("return", official),
        ("report", clerk),
        ("withdraw", clerk),
        ("report", clerk),
        ("accept", official),
    ]


def test_an_accepted_answer_is_not_undone_by_a_later_filing(scene):
    first = file(scene)
    accept(scene, first, "演示1")

    second = file(scene)
    assert standing(scene)[:2] == ("accepted", first)
    filing_return(user=scene.official, filing=second, text="请核对", on=ON)
    assert standing(scene)[:2] == ("accepted", first)
    third = file(scene)
    accept(scene, third, "演示2")

    assert standing(scene)[:2] == ("accepted", third)


@pytest.mark.parametrize("changes", [{"kind": "change"}, {"year": 2025}])
def test_other_filings_are_no_answer(changes, scene):
    file(scene, **changes)

    assert standing(scene) == ("waiting", None, None)


def test_what_was_filed_before_the_round_counts(scene):
    other = factories.school()
    waiting, done = (factories.filing(school) for school in (other, factories.school()))
    accept(scene, done, "演示1")
    round_close(user=scene.official, round_=scene.round, on=ON)

    opened = factories.open_round(scene.school.jurisdiction, kind="annual")

    found = {answer.school_id: (answer.state, answer.filing) for answer in opened.answers.all()}
    assert found[other.pk] == ("reported", waiting)
    assert found[done.school_id] == ("accepted", done)
    assert found[scene.school.pk] == ("waiting", None)


def test_a_closed_round_takes_no_filing_any_more(scene):
    round_close(user=scene.official, round_=scene.round, on=ON)

    file(scene)

    assert standing(scene) == ("waiting", None, None)


def test_a_special_round_is_not_answered_by_a_filing(scene):
    special = factories.open_round(scene.school.jurisdiction)

    file(scene)

    assert special.answers.get(school=scene.school).state == "waiting"


def test_nobody_answers_a_yearly_round_but_by_a_filing(scene):
    answer = Answer.objects.get(round=scene.round, school=scene.school)

    with pytest.raises(Denied, match="年度备案"):
        answer_report(user=scene.clerk, answer=answer, note="有", texts={}, on=ON, version=None)
    with pytest.raises(Denied, match="年度备案"):
        answer_accept(user=scene.official, answer=answer)


def test_the_result_names_the_filing(scene):
    filing = file(scene)
    accept(scene, filing, "演示1")

    round_close(user=scene.official, round_=scene.round, on=ON)

    row = next(r for r in scene.round.result["schools"] if r["code"] == scene.school.code)
    assert (row["filing"], row["filing_sha256"], row["state"]) == ("演示1", filing.sha256, "accepted")
