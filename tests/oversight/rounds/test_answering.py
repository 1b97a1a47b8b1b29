"""Schools answer, offices accept, return and remind."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from governance.domain.refusals import Denied, Refused, Stale
from governance.models import Finding
from oversight.models import Answer, RoundFinding
from oversight.rounds.answering import (
    answer_accept,
    answer_note,
    answer_remind,
    answer_report,
    answer_return,
    answer_withdraw,
)
from oversight.rounds.bulk import answers_handled, preview
from oversight.rounds.closing import round_close
from oversight.rounds.due import due_dates
from tests import factories
from tests.oversight.rounds.scene import scene as make_scene
from tests.oversight.waiting import waiting_for

ROUNDS = ("answer", "round_reported", "round_late")

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture
def scene():
    found = make_scene()
    found.round = factories.open_round(found.place)
    found.answer = found.round.answers.get(school=found.faulty)
    found.clerk = factories.grant(factories.user(), found.faulty).user
    return found


def told(scene, **changes):
    return {"user": scene.clerk, "answer": scene.answer, "note": "", "texts": {}, "version": None, **changes}


def fresh(answer):
    related = ("round__jurisdiction", "school__jurisdiction")
    return Answer.objects.select_related(*related).get(pk=answer.pk)


def report(scene, note="已整改"):
    answer_report(**told(scene, note=note), on=ON)


def test_every_finding_left_needs_a_word_or_the_whole_does(scene):
    rows = {row.rule: row.pk for row in scene.answer.findings.all()}

    with pytest.raises(Refused, match="还有2项"):
        answer_report(**told(scene), on=ON)
    with pytest.raises(Refused, match="还有1项"):
        answer_report(**told(scene, texts={rows["ORG-005"]: "正在拆分"}), on=ON)
    Finding.objects.filter(rule="TERM-002").update(closed_on=ON)
    answer_report(**told(scene, texts={rows["ORG-005"]: "正在拆分"}), on=ON)

    assert (fresh(scene.answer).state, fresh(scene.answer).reported_on) == ("reported", ON)
    assert RoundFinding.objects.get(pk=rows["ORG-005"]).text == "正在拆分"


def test_a_school_without_findings_reports_nothing_found(scene):
    clean = scene.round.answers.get(school=scene.clean)
    clerk = factories.grant(factories.user(), scene.clean).user

    answer_report(**told(scene, user=clerk, answer=clean), on=ON)

    assert fresh(clean).state == "reported"


def test_what_is_written_on_the_way_is_kept_and_belongs_to_its_school(scene):
    alien = RoundFinding.objects.get(answer__round=scene.round, answer__school=scene.other)
    own = scene.answer.findings.first()

    answer_note(**told(scene, note=" 草稿 ", texts={own.pk: "说明", alien.pk: "不该写进去"}))

    assert (fresh(scene.answer).note, fresh(scene.answer).state) == ("草稿", "waiting")
    assert (RoundFinding.objects.get(pk=own.pk).text, RoundFinding.objects.get(pk=alien.pk).text) == (
        "说明",
        "",
    )


def test_back_and_forth(scene):
    report(scene)
    answer_return(user=scene.official, answer=scene.answer, text="请写明完成日期")
    assert (fresh(scene.answer).state, scene.answer.entries.last().text) == ("returned", "请写明完成日期")
    report(scene, "6月30日前完成")
    answer_withdraw(user=scene.clerk, answer=scene.answer, version=None)
    assert (fresh(scene.answer).state, fresh(scene.answer).reported_on) == ("waiting", None)
    report(scene, "6月20日前完成")
    answer_accept(user=scene.official, answer=scene.answer)

    found = [(entry.action, entry.actor) for entry in scene.answer.entries.all()]
    clerk, official = scene.clerk, scene.official
    assert found == [
        ("report", clerk),
        ("return", official),
        ("report", clerk),
        ("withdraw", clerk),
        ("report", clerk),
        ("accept", official),
    ]


def test_a_return_needs_a_reason_and_an_answer_out_of_date_is_refused(scene):
    report(scene)

    with pytest.raises(ValidationError):
        answer_return(user=scene.official, answer=scene.answer, text="")
    with pytest.raises(Stale):
        answer_accept(user=scene.official, answer=scene.answer, version=0)
    with pytest.raises(Denied):
        answer_accept(user=scene.clerk, answer=scene.answer)


def test_many_at_once_and_who_cannot_says_why(scene):
    report(scene)
    answers = list(scene.round.answers.select_related("round__jurisdiction", "school__jurisdiction"))

    look = preview(scene.official, answers, "accept")
    assert [one.answer.school for one in look.able] == [scene.faulty]
    assert {one.verdict.reason for one in look.unable} == {"上报现在是“待上报”，不能认可。"}
    done = answers_handled(user=scene.official, answers=answers, action="remind", on=ON, text="请尽快")

    assert done == 2
    reminded = scene.round.answers.filter(reminders=1, reminded_on=ON)
    assert set(reminded.values_list("school", flat=True)) == {scene.other.pk, scene.clean.pk}


def test_a_preview_asks_nothing_for_each(scene, django_assert_num_queries):
    answers = list(scene.round.answers.select_related("round__jurisdiction", "school__jurisdiction"))
    preview(scene.official, answers[:1], "accept")

    with django_assert_num_queries(0):
        preview(scene.official, answers, "accept")


def test_what_waits_for_whom(scene, django_assert_num_queries):
    with django_assert_num_queries(3):
        clerks = waiting_for(scene.clerk, ON, *ROUNDS)
    assert [(one.kind, one.school, one.due) for one in clerks] == [
        ("answer", scene.faulty, scene.round.deadline)
    ]
    assert waiting_for(scene.official, ON, *ROUNDS) == []
    report(scene)
    assert waiting_for(scene.clerk, ON, *ROUNDS) == []
    with django_assert_num_queries(3):
        (office,) = waiting_for(scene.official, ON, *ROUNDS)
    assert (office.kind, office.since, "1所学校已上报" in office.title) == ("round_reported", ON, True)
    late = waiting_for(scene.official, scene.round.deadline + timedelta(days=1), *ROUNDS)
    assert [one.kind for one in late] == ["round_reported", "round_late"]
    round_close(user=scene.official, round_=scene.round, on=ON)
    assert waiting_for(scene.official, ON, *ROUNDS) == waiting_for(scene.clerk, ON, *ROUNDS) == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-8, None),
        (-7, ("round_week", -7)),
        (-2, ("round_week", -7)),
        (-1, ("round_day", -1)),
        (0, ("round_day", -1)),
        (1, ("round_overdue", 1)),
        (30, ("round_overdue", 1)),
    ],
)
def test_schools_are_reminded_a_week_and_a_day_before_and_after(days, expected, scene):
    deadline = scene.round.deadline
    report(scene)

    found = [due for due in due_dates(deadline + timedelta(days=days)) if due.to == "school"]

    silent = {scene.other.pk, scene.clean.pk}
    assert {due.school_id for due in found} == (set() if expected is None else silent)
    assert {(due.kind, (due.due_on - deadline).days) for due in found} == (
        set() if expected is None else {expected}
    )
    assert len({due.key for due in found}) == len(found)


def test_the_office_is_told_once_when_the_deadline_has_passed(scene):
    assert [due for due in due_dates(scene.round.deadline) if due.to == "office"] == []

    (due,) = [d for d in due_dates(scene.round.deadline + timedelta(days=3)) if d.to == "office"]

    assert (due.jurisdiction_id, due.words["n"]) == (scene.place.pk, 3)


def test_a_reminder_is_on_record(scene):
    answer_remind(user=scene.official, answer=scene.answer, on=ON, text="请于本周内上报")

    (found,) = waiting_for(scene.clerk, ON, *ROUNDS)
    assert "已催报" in found.title
    assert scene.answer.entries.last().text == "请于本周内上报"
