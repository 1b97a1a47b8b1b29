"""A round goes out: to which schools, with which findings, as they stood."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from governance.domain.refusals import Denied, Refused
from governance.models import Finding
from oversight.models import Answer, Round, RoundFinding
from oversight.rounds.choosing import ticked_with
from oversight.rounds.closing import round_cancel, round_extend
from oversight.rounds.drafting import round_change
from oversight.rounds.opening import round_open
from oversight.rounds.scope import rules_of
from tests import factories
from tests.oversight.rounds.scene import scene as make_scene

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture
def scene():
    return make_scene()


def listed(round_):
    rows = RoundFinding.objects.filter(answer__round=round_).order_by("answer__school__code", "rule")
    return [(row.answer.school_id, row.rule) for row in rows]


def states(round_):
    return {answer.school_id: answer.state for answer in round_.answers.all()}


def test_each_school_gets_its_findings_as_they_stood(scene):
    opened = factories.open_round(scene.place)

    assert set(listed(opened)) == {
        (scene.faulty.pk, "ORG-005"),
        (scene.faulty.pk, "TERM-002"),
        (scene.faulty.pk, "SEC-001"),
        (scene.other.pk, "ORG-005"),
    }
    assert states(opened) == dict.fromkeys([scene.faulty.pk, scene.other.pk, scene.clean.pk], "waiting")
    assert (opened.state, opened.opened_on) == ("open", ON)


def test_the_copy_names_nobody_and_does_not_follow_the_finding(scene):
    opened = factories.open_round(scene.place)

    Finding.objects.filter(rule="TERM-002").update(severity="info", subject_name="改了")

    row = RoundFinding.objects.get(answer__round=opened, rule="TERM-002")
    assert (row.severity, row.subject_name) == ("warning", scene.faulty.name)
    assert row.evidence == {"school": scene.faulty.name}
    waived = RoundFinding.objects.get(answer__round=opened, rule="SEC-001")
    assert (waived.was_waived, row.was_waived) == (True, False)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rules": ["TERM-002"]}, {"TERM-002"}),
        ({"chapters": ["org"]}, {"ORG-005"}),
        ({"chapters": ["org"], "rules": ["SEC-001"]}, {"ORG-005", "SEC-001"}),
    ],
)
def test_only_the_rules_chosen_are_looked_at(changes, expected, scene):
    opened = factories.open_round(scene.place, **changes)

    assert {rule for _school, rule in listed(opened)} == expected
    assert expected <= set(rules_of(opened))


def test_schools_without_findings_report_only_where_the_round_asks(scene):
    opened = factories.open_round(scene.place, rules=["TERM-002"], wants_zero=False)

    assert states(opened) == {
        scene.faulty.pk: "waiting",
        scene.other.pk: "exempt",
        scene.clean.pk: "exempt",
    }


def test_schools_are_chosen_by_the_filters_of_the_county_or_ticked(scene):
    by_rule = factories.open_round(
        scene.place, selection={"choosing": "filter", "filter": {"rule": "TERM-002"}}
    )
    ticked = factories.open_round(
        scene.place, selection=ticked_with({}, {scene.clean.code}, [scene.clean.code, "0000000000"])
    )

    assert set(states(by_rule)) == {scene.faulty.pk}
    assert set(states(ticked)) == {scene.clean.pk}


def test_ticking_a_page_leaves_the_other_pages_alone():
    first = ticked_with({"filter": {}}, {"a", "b"}, ["a"])
    second = ticked_with(first, {"c", "d"}, ["c", "d", "b"])

    assert second["codes"] == ["a", "c", "d"]
    assert ticked_with(second, {"a", "b"}, [])["codes"] == ["c", "d"]


def test_a_school_elsewhere_is_in_no_round_of_the_county(scene):
    elsewhere = factories.jurisdiction("330782", "演示市", parent=scene.place.parent)
    stray = factories.school(jurisdiction=elsewhere)

    opened = factories.open_round(
        scene.place, selection={"choosing": "ticked", "codes": [stray.code, scene.clean.code]}
    )

    assert set(states(opened)) == {scene.clean.pk}


def test_what_cannot_go_out(scene):
    nobody = factories.round_(scene.place, selection={"choosing": "ticked", "codes": []})
    late = factories.round_(scene.place)

    with pytest.raises(ValidationError, match="还没有选到学校"):
        round_open(user=scene.official, round_=nobody, on=ON)
    with pytest.raises(ValidationError, match="上报期限已经过了"):
        round_open(user=scene.official, round_=late, on=ON + timedelta(days=15))
    with pytest.raises(Denied):
        round_open(user=factories.user(), round_=late, on=ON)
    assert set(Round.objects.values_list("state", flat=True)) == {"draft"}
    assert not Answer.objects.exists()


def test_one_yearly_round_of_a_year_is_open_at_a_time(scene):
    factories.open_round(scene.place, kind="annual")
    second = factories.round_(scene.place, kind="annual")

    with pytest.raises(ValidationError, match="本年度已经有一次"):
        round_open(user=scene.official, round_=second, on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=second.pk).update(state="open")


def test_a_yearly_round_is_answered_by_every_school(scene):
    assert factories.round_(scene.place, kind="annual", wants_zero=False).wants_zero


def test_a_deadline_is_put_off_with_a_reason_that_stays_on_record(scene):
    opened = factories.open_round(scene.place)
    later = opened.deadline + timedelta(days=7)

    with pytest.raises(Refused):
        round_extend(user=scene.official, round_=opened, deadline=opened.deadline, text="汛期停课")
    with pytest.raises(ValidationError):
        round_extend(user=scene.official, round_=opened, deadline=later, text=" ")
    round_extend(user=scene.official, round_=opened, deadline=later, text="汛期停课")

    assert Round.objects.get(pk=opened.pk).deadline == later
    assert opened.entries.last().text == "上报期限由2026-06-15延至2026-06-22。汛期停课"


def test_a_round_given_up_asks_nothing_any_more(scene):
    opened = factories.open_round(scene.place)

    round_cancel(user=scene.official, round_=opened, text="与上级检查重复")

    assert Round.objects.get(pk=opened.pk).state == "cancelled"
    with pytest.raises(Denied):
        round_change(user=scene.official, round_=opened, title="改名")


def test_a_draft_ends_after_it_begins(scene):
    with pytest.raises(ValidationError, match="不能早于开始日期"):
        factories.round_(scene.place, deadline=ON - timedelta(days=1))
