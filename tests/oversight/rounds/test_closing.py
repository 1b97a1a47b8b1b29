"""A closed round says for ever what was found on its last day."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils.translation import override

from governance.models import Finding
from governance.rules.catalogue import all_rules, rules_version
from oversight.canonical import canonical
from oversight.models import Answer, Round, RoundFinding
from oversight.rounds.answering import answer_report
from oversight.rounds.closing import round_close
from oversight.rounds.comparing import compared
from oversight.rounds.matters import matters, tallies, total
from tests import factories, structures
from tests.oversight.rounds.scene import counted

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture
def scene():
    """A school in good order but for a stale finding, which the fresh judgement closes."""
    found = structures.single_branch()
    found.stale = factories.finding(found.school, "ORG-005")
    found.place = found.school.jurisdiction
    found.round = factories.open_round(found.place)
    found.official = found.round.author
    return found


def close(scene, on=ON):
    round_close(user=scene.official, round_=scene.round, on=on)
    return Round.objects.get(pk=scene.round.pk)


def test_the_result_is_judged_afresh_on_the_last_day(scene):
    school = scene.school
    school.leadership_system, school.system_from = "principal", None
    school.save()  # behind the back of the checks: what is on record is out of date

    closed = close(scene)

    (row,) = closed.result["schools"]
    found = {(one["rule"], one["was_there"], one["now"]) for one in row["findings"]}
    assert ("ORG-005", True, "mended") in found
    assert ("ORG-029", False, "new") in found
    assert Finding.objects.get(pk=scene.stale.pk).closed_on == ON
    assert (closed.closed_on, closed.rules_version) == (ON, rules_version())
    assert (closed.result["checked_on"], closed.result["rules_version"]) == ("2026-06-01", rules_version())


def test_the_fingerprint_is_that_of_the_file(scene):
    closed = close(scene)

    assert hashlib.sha256(canonical(closed.result)).hexdigest() == closed.sha256
    call_command("verify_filings")
    closed.result["totals"]["still"] += 1
    closed.save()
    with pytest.raises(CommandError, match=f"检查{closed.pk}"):
        call_command("verify_filings")


def test_nothing_that_happens_later_changes_a_closed_round(scene):
    clerk = factories.grant(factories.user(), scene.school).user
    answer = scene.round.answers.get()
    answer_report(user=clerk, answer=answer, note="已拆分", texts={}, on=ON, version=None)
    closed = close(scene)
    before = frozen(closed)

    Finding.objects.all().update(closed_on=None, severity="error", subject_name="改了", is_waived=True)
    factories.finding(scene.school, "TERM-002")
    scene.school.name = "改名学校"
    scene.school.save()

    later = Round.objects.get(pk=closed.pk)
    assert Finding.objects.filter(rule="TERM-002", closed_on=None).exists()
    assert frozen(later) == before
    assert later.result["schools"][0]["note"] == "已拆分"


def frozen(round_):
    """Return all that a closed round says."""
    numbers = counted(total(tallies(matters(round_), "rule")))
    return canonical(round_.result), round_.sha256, rows_of(round_), numbers


def rows_of(round_):
    rows = RoundFinding.objects.filter(answer__round=round_).order_by("pk")
    return list(rows.values_list("rule", "severity", "subject_name", "was_there", "now", "text"))


def test_who_had_not_reported_in_time_is_in_the_result(scene):
    on = scene.round.deadline + timedelta(days=1)

    closed = close(scene, on)

    assert closed.result["states"] == {"overdue": 1}
    assert Answer.objects.get().state == "waiting"


def test_a_closed_round_without_a_result_is_refused_by_the_database(scene):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=scene.round.pk).update(state="closed")


def test_the_result_is_in_the_language_of_the_source(scene):
    with override("en"):
        closed = close(scene)

    names = {row["rule"]: row["name"] for row in closed.result["rules"]}
    with override(None):
        assert names["ORG-005"] == str(all_rules()["ORG-005"].name)
    with override("en"):
        assert names["ORG-005"] != str(all_rules()["ORG-005"].name)


def test_two_rounds_side_by_side(scene):
    first = close(scene)
    assert compared(first) is None
    scene.school.leadership_system, scene.school.system_from = "principal", None
    scene.school.save()
    other_kind = factories.open_round(scene.place, kind="annual")
    round_close(user=other_kind.author, round_=other_kind, on=ON + timedelta(days=1))
    scene.round = factories.open_round(scene.place, on=ON + timedelta(days=2), author=scene.official)

    second = close(scene, ON + timedelta(days=2))

    found = compared(second)
    assert found.before == first
    assert [(p.code, p.before, p.after, p.mark) for p in found.rules if p.code in ("ORG-005", "ORG-029")] == [
        ("ORG-005", 0, 0, "same"),
        ("ORG-029", 0, 1, "worse"),
    ]
    assert [(p.code, p.mark) for p in found.schools] == [(scene.school.code, "worse")]
    assert compared(second, other_kind.pk).before == other_kind
    assert compared(second, other_kind.pk).schools[0].mark == "same"


def test_what_was_not_in_both_rounds_is_not_compared(scene):
    first = close(scene)
    scene.round = factories.open_round(scene.place, rules=["ORG-029"], author=scene.official)
    factories.finding(factories.school(), "ORG-029")

    second = close(scene)

    found = {pair.code: pair.mark for pair in compared(second).rules}
    assert first.result["rules"][0]["rule"] == "ORG-005"
    assert found["ORG-005"] == "alone"
