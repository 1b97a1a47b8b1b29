"""A large round is closed by the worker: stopped, killed or called off, it never comes out wrong."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import AccessGrant, GrantRole
from governance.domain.refusals import Denied, Refused, Stale
from governance.models import SchoolCheck
from oversight import jobs
from oversight.models import Round, RoundClosing, RoundEntry
from oversight.rounds import closing_order as ordering
from oversight.rounds import closing_run as running
from oversight.rounds.answering import answer_report
from oversight.rounds.closing import round_cancel, round_close
from oversight.rounds.closing_order import WORK, closing_order, closing_resume, closing_stop
from oversight.rounds.closing_run import closing_run
from tests import factories
from tests.oversight.rounds.scene import scene as make_scene

pytestmark = pytest.mark.django_db
ON = factories.ON


@pytest.fixture
def scene(monkeypatch):
    """An open round of three schools that counts as a large one, judged one school at a time."""
    monkeypatch.setattr(ordering, "AT_ONCE", 2)
    monkeypatch.setattr(running, "CHUNK", 1)
    found = make_scene()
    found.round = factories.open_round(found.place, author=found.official)
    return found


def order(scene, **changes):
    return closing_order(user=scene.official, round_=scene.round, on=ON, **changes)


def judged():
    return list(SchoolCheck.objects.order_by("school__code").values_list("school__code", flat=True))


def codes(scene):
    return sorted([scene.faulty.code, scene.other.code, scene.clean.code])


def test_a_small_round_is_closed_at_once(scene, monkeypatch):
    monkeypatch.setattr(ordering, "AT_ONCE", 3)

    assert order(scene) is None

    assert Round.objects.get(pk=scene.round.pk).state == "closed"
    assert not ProcrastinateJob.objects.exists()


def test_a_large_round_comes_out_like_one_that_was_closed_at_once(scene):
    twin = factories.open_round(scene.place, author=scene.official)
    closing = order(scene, text="按期办结")

    assert Round.objects.get(pk=scene.round.pk).state == "open"
    assert judged() == []
    (job,) = ProcrastinateJob.objects.values_list("task_name", "args")
    assert job == (jobs.close_round.name, {"closing_id": closing.pk})
    assert closing_run(closing.pk, ON) is True

    closed = Round.objects.get(pk=scene.round.pk)
    round_close(user=scene.official, round_=twin, on=ON)
    at_once = Round.objects.get(pk=twin.pk)
    assert (closed.state, closed.closed_on) == ("closed", ON)
    assert [row["code"] for row in closed.result["schools"]] == codes(scene)
    assert closed.result["totals"]["then"] > 0
    assert {**closed.result, "round": 0} == {**at_once.result, "round": 0}
    entry = RoundEntry.objects.filter(round=closed).last()
    assert (entry.action, entry.text, entry.actor) == ("close", "按期办结", scene.official)
    assert not RoundClosing.objects.exists()
    assert closing_run(closing.pk, ON) is False, "a second run has nothing to do"


def test_after_a_killed_worker_another_goes_on_where_it_stopped(scene, monkeypatch):
    closing, swept, sweep = order(scene), [], running.sweep

    def killed_at_the_second(schools, on):
        swept.append(list(schools.values_list("code", flat=True)))
        if len(swept) == 2:
            raise KeyboardInterrupt
        return sweep(schools, on)

    monkeypatch.setattr(running, "sweep", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        closing_run(closing.pk, ON)
    assert judged() == codes(scene)[:1]
    assert closing_run(closing.pk, ON) is False, "somebody may still be at it"
    silent = timezone.now() - timedelta(seconds=WORK.stalled_after + 1)
    RoundClosing.objects.update(beat_at=silent)

    closing_resume(user=scene.official, closing=closing)
    assert closing_run(closing.pk, ON) is True

    first, second, third = codes(scene)
    assert swept == [[first], [second], [second], [third]]
    assert Round.objects.get(pk=scene.round.pk).state == "closed"


def test_going_on_another_day_judges_every_school_on_that_day(scene):
    closing = factories.closing(scene.round, last_code=codes(scene)[1], done=2, text="演示")

    assert closing_run(closing.pk, ON + timedelta(days=1)) is True

    assert judged() == codes(scene)
    assert Round.objects.get(pk=scene.round.pk).closed_on == ON + timedelta(days=1)


def test_called_off_between_two_schools_nothing_is_closed(scene, monkeypatch):
    closing, moved = order(scene), []
    real = running._moved

    def called_off_after_the_first(*told):
        moved.append(real(*told))
        return moved[-1]

    def next_(answers, own):
        if moved:
            closing_stop(user=scene.official, closing=closing)
        return list(answers.filter(school__code__gt=own.last_code).values_list("school", flat=True)[:1])

    monkeypatch.setattr(running, "_moved", called_off_after_the_first)
    monkeypatch.setattr(running, "_next", next_)

    assert closing_run(closing.pk, ON) is False

    assert moved == [True, False]
    assert (Round.objects.get(pk=scene.round.pk).state, judged()) == ("open", codes(scene)[:1])
    monkeypatch.undo()
    monkeypatch.setattr(ordering, "AT_ONCE", 2)
    assert closing_run(order(scene).pk, ON) is True


def test_while_a_round_is_being_closed_nothing_else_is_done_with_it_but_schools_report(scene):
    order(scene)

    with pytest.raises(Denied, match="正在办结"):
        order(scene)
    with pytest.raises(Denied, match="正在办结"):
        round_cancel(user=scene.official, round_=scene.round, text="不检查了")
    clerk = factories.grant(factories.user(), scene.clean).user
    answer = scene.round.answers.get(school=scene.clean)
    answer_report(user=clerk, answer=answer, note="零报告", texts={}, on=ON, version=None)
    closing_run(RoundClosing.objects.get().pk, ON)

    states = {row["code"]: row["state"] for row in Round.objects.get(pk=scene.round.pk).result["schools"]}
    assert states[scene.clean.code] == "reported"


def test_who_lost_the_right_meanwhile_closes_nothing_and_somebody_else_goes_on(scene):
    closing = order(scene)
    AccessGrant.objects.filter(user=scene.official).delete()
    other = factories.grant(factories.user(), scene.place).user

    assert closing_run(closing.pk, ON) is False
    failed = RoundClosing.objects.get()
    assert (failed.state, failed.done, bool(failed.problem)) == ("failed", 3, True)
    assert Round.objects.get(pk=scene.round.pk).state == "open"

    closing_resume(user=other, closing=failed)
    assert closing_run(closing.pk, ON) is True
    assert RoundEntry.objects.filter(round=scene.round).last().actor == other


def test_a_fault_is_told_and_can_be_tried_again(scene, monkeypatch, caplog):
    closing = order(scene)
    with monkeypatch.context() as broken:
        broken.setattr(running, "write_down", lambda *_all: 1 / 0)
        assert closing_run(closing.pk, ON) is False
    failed = RoundClosing.objects.get()
    assert f"检查编号{scene.round.pk}" in failed.problem
    assert "division by zero" in caplog.text

    closing_resume(user=scene.official, closing=failed)

    assert closing_run(closing.pk, ON) is True


def test_who_may_order_go_on_and_call_off(scene):
    viewer = factories.grant(factories.user(), scene.place, GrantRole.VIEWER).user
    with pytest.raises(Denied):
        closing_order(user=viewer, round_=scene.round, on=ON)
    with pytest.raises(Stale):
        order(scene, version=7)
    closing = order(scene)

    for act in (closing_resume, closing_stop):
        with pytest.raises(Denied):
            act(user=viewer, closing=closing)
    with pytest.raises(Refused, match="不用继续"):
        closing_resume(user=scene.official, closing=closing)
    closing_stop(user=scene.official, closing=closing)
    with pytest.raises(Refused, match="已被停止"):
        closing_stop(user=scene.official, closing=closing)


def test_the_page_shows_how_far_it_is_and_what_can_be_done(scene, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None, **_kwargs: ON)
    client.force_login(scene.official)
    page = reverse("oversight:round", args=[scene.round.pk])
    fragment = reverse("oversight:round_closing", args=[scene.round.pk])
    version = {"version": str(scene.round.version)}

    told = client.post(reverse("oversight:round_act", args=[scene.round.pk, "close"]), version, follow=True)
    assert "已开始办结" in told.text
    assert "办结在排队，共3所学校" in told.text
    assert "办结并固定结果" not in told.text
    RoundClosing.objects.update(state="running", done=1)
    assert ("已检查1/3所学校" in client.get(fragment).text, "接着做" in client.get(fragment).text) == (
        True,
        False,
    )
    RoundClosing.objects.update(state="failed", problem="演示原因")
    assert "演示原因" in client.get(page).text
    act = reverse("oversight:round_closing_act", args=[scene.round.pk, "resume"])
    assert client.post(act).status_code == 302
    assert client.post(act).status_code == 422
    stop = reverse("oversight:round_closing_act", args=[scene.round.pk, "stop"])
    assert "已停止办结" in client.post(stop, follow=True).text
    assert client.post(stop).status_code == 404
    assert client.get(fragment).headers["HX-Refresh"] == "true"


def test_the_job_closes_the_round(scene, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: ON)
    closing = order(scene)

    assert jobs.close_round.func(closing.pk) is True
