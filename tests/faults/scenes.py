"""What is done while something fails: every kind of write the application knows, each where it succeeds."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.grants.giving import grant_give
from governance.domain import structure
from governance.domain.undoing import change_undo
from governance.models import Finding
from governance.plans.publishing import plan_publish
from oversight.filings.submitting import filing_submit
from oversight.models import Report, RoundClosing
from oversight.reports.making import make_report
from oversight.rounds.closing import round_close
from oversight.rounds.closing_run import closing_run
from tests import factories
from tests.governance.domain.acts import CASES
from tests.governance.domain.world import World
from tests.governance.plans.test_meetings import scene as plan_scene
from tests.oversight.rounds.scene import scene as round_scene
from tests.structures import do, general_branch

ON = factories.ON


@dataclass(frozen=True)
class Scene:
    """How rows are made for an act, the act, and what makes it go on after a fault where it is in pieces.

    Without ``go_on`` it is all or nothing. ``is_judged`` says that the findings are what the rules say.
    """

    build: Callable[[], Any]
    act: Callable[[Any], Any]
    go_on: Callable[[Any], Any] | None = None
    is_judged: bool = True


def _case(name: str) -> Scene:
    case = CASES[name]

    def build() -> dict[str, Any]:
        world = World.build()
        arguments = case.arguments(world)
        _judge()
        return arguments

    def act(arguments: dict[str, Any]) -> Any:
        return case.operation(act=do(reason="演示理由"), **deepcopy(arguments))

    return Scene(build, act)


def _judge() -> None:
    """Have the findings of all schools be what the rules say."""
    from governance.compliance.sweep import sweep
    from schools.models import School

    for _report in sweep(School.objects.all(), ON):
        pass


def _renamed() -> Any:
    order = general_branch()
    _judge()
    act = do()
    structure.organization_rename(act=act, organization=order.branches[0], full_name="中共演示甲支部委员会")
    return act.change_set


def _undo(change_set: Any) -> Any:
    return change_undo(act=do(reason="演示撤销"), change_set=deepcopy(change_set))


def _round(large: bool) -> Any:
    found = round_scene()
    Finding.objects.filter(is_waived=True).delete()
    found.round = factories.open_round(found.place, author=found.official)
    found.closing = factories.closing(found.round) if large else None
    return found


def _stalled(model: Any) -> None:
    silent = timezone.now() - timedelta(days=1)
    model.objects.update(beat_at=silent)


def _close_on(found: Any) -> Any:
    if not RoundClosing.objects.exists():
        return None
    RoundClosing.objects.update(state="running")
    _stalled(RoundClosing)
    return closing_run(found.closing.pk, ON)


def _report() -> Any:
    factories.finding(factories.school(), "ORG-005")
    return factories.report(factories.county(), kind="findings", format="xlsx")


def _report_on(report: Any) -> Any:
    Report.objects.exclude(state="done").update(state="running")
    _stalled(Report)
    return make_report(report.pk)


def _granting() -> Any:
    school = factories.school()
    officer = factories.grant(factories.user(), school.jurisdiction, "security").user
    return officer, factories.user(), school


def _grant(told: Any) -> Any:
    officer, user, school = told
    today = timezone.localdate()
    return grant_give(
        actor=officer,
        user=user,
        scope=school,
        role="viewer",
        first=today,
        last=None,
        reason="演示",
        today=today,
    )


def _filing() -> Any:
    order = general_branch()
    _judge()
    return factories.grant(factories.user(), order.school).user, order.school


def _file(told: Any) -> Any:
    user, school = deepcopy(told)
    return filing_submit(user=user, school=school, kind="yearly", year=ON.year, on=ON)


def _plan() -> Any:
    found = plan_scene()
    _judge()
    return found


def _publish(found: Any) -> Any:
    return plan_publish(user=found.official, plan=deepcopy(found.approved), today=ON)


SCENES: dict[str, Scene] = {
    "move": _case("move"),
    "move a unit": _case("move a unit"),
    "found": _case("found"),
    "split": _case("split"),
    "merge": _case("merge"),
    "transfer": _case("transfer"),
    "hand over": _case("hand over"),
    "publish": Scene(_plan, _publish),
    "undo": Scene(_renamed, _undo),
    "file": Scene(_filing, _file),
    "grant": Scene(_granting, _grant, is_judged=False),
    "close a round": Scene(
        lambda: _round(False),
        lambda found: round_close(user=found.official, round_=deepcopy(found.round), on=ON),
        is_judged=False,
    ),
    "close a large round": Scene(
        lambda: _round(True), lambda found: closing_run(found.closing.pk, ON), _close_on, is_judged=False
    ),
    "report": Scene(_report, lambda report: make_report(report.pk), _report_on, is_judged=False),
}
