"""Plans: begun, filled with steps and previewed."""

from typing import Annotated, Any, Literal, Union

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Body, Path, Router, Schema
from pydantic import Field, create_model

from api.http.bearer import WRITES
from api.http.conditional import require_row_version
from api.http.description import NEW
from api.http.idempotency import once
from api.http.problems import ObstacleOut
from api.http.resources.changes import CausedOut
from api.http.resources.plans import PlanDetailOut, plan_out, visible_plan
from api.http.resources.schools import visible_school
from api.http.types import Day, Key, SchoolCode, Sent, today
from api.http.writing.bodies import arguments_of, given
from api.http.writing.words import Words
from governance.actions.catalogue import all_actions
from governance.models import Plan
from governance.plans.drafting import plan_create, step_add, step_remove
from governance.plans.page import PlanPage
from governance.plans.said import Said
from governance.plans.step_rows import StepRow

router = Router(tags=["plans"])


class PlanIn(Sent):
    """A plan to be begun."""

    title: Annotated[str, Field(min_length=2, max_length=80)]
    effective_on: Day
    purpose: Words = ""


class TriedStepOut(Schema):
    """What a step does, or why it cannot be done."""

    key: int
    label: str
    sentence: str
    problem: str


class FailingOut(CausedOut):
    """A finding that would be there, with the way to mend it."""

    mend: str


class PreviewOut(Schema):
    """What the plan would do as it is now; nothing of it is kept."""

    trouble: str = Field(description="why it cannot be tried at all")
    steps: list[TriedStepOut]
    refusing: list[ObstacleOut]
    asking: list[ObstacleOut]
    caused: list[FailingOut]
    cured: list[FailingOut]
    people: int = Field(description="how many people are concerned")
    drift: list[str] = Field(description="what is otherwise than when it was submitted")
    may_be_submitted: bool


def _step_types() -> Any:
    """Return the type of a step: which action it is decides what its arguments are."""
    found = [
        create_model(
            f"{arguments.__name__.removesuffix('Arguments')}Step",
            __base__=Sent,
            __doc__=f"A step: {action.label}",
            action=(Literal[action.name], ...),
            arguments=(arguments, ...),
        )
        for action in all_actions().values()
        if action.planned
        for arguments in (arguments_of(action, planned=True),)
    ]
    return Annotated[Union[tuple(found)], Field(discriminator="action")]  # noqa: UP007 -- made of a list


StepIn = _step_types()


@router.post(
    "/schools/{code}/plans",
    response={201: PlanDetailOut},
    auth=WRITES,
    summary="Begin a plan",
    openapi_extra=NEW,
)
def plan_begin(request: HttpRequest, code: Path[SchoolCode], sent: PlanIn) -> dict[str, Any]:
    """Begin a plan of a school."""
    school = visible_school(request, code)

    def begin() -> dict[str, Any]:
        return plan_answer(request, plan_create(user=request.user, school=school, **sent.model_dump()))

    return once(request, begin)


@router.post("/plans/{key}/steps", response={201: PlanDetailOut}, auth=WRITES, summary="Add a step")
def plan_step_add(request: HttpRequest, key: Path[Key], sent: Body[StepIn]) -> dict[str, Any]:
    """Append a step; what an earlier one makes is named ``@`` and its key."""
    plan = visible_plan(request, key)

    def add() -> dict[str, Any]:
        version = require_row_version(request, plan)
        step_add(
            user=request.user,
            plan=plan,
            action=sent.action,
            arguments=given(sent.arguments),
            version=version,
            today=max(today(), plan.effective_on),
        )
        return plan_answer(request, plan)

    return once(request, add)


@router.delete("/plans/{key}/steps/{step}", response=PlanDetailOut, auth=WRITES, summary="Take a step out")
def plan_step_remove(request: HttpRequest, key: Path[Key], step: Path[Key]) -> dict[str, Any]:
    """Take a step out; steps that build on it say so in the next preview."""
    plan = visible_plan(request, key)
    found = get_object_or_404(plan.steps, key=min(step, 2**31 - 1))

    def remove() -> dict[str, Any]:
        version = require_row_version(request, plan)
        step_remove(user=request.user, plan=plan, step=found, version=version)
        return plan_answer(request, plan)

    return once(request, remove)


@router.get("/plans/{key}/preview", response=PreviewOut, summary="Preview a plan")
def plan_preview(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Try the plan and take everything back; of one that was handed in, return what was submitted."""
    page = PlanPage(visible_plan(request, key), request.user, today())
    findings = page.findings
    is_in_the_way = any(step.problem for step in page.steps) or bool(findings["refusing"])
    return {
        "trouble": page.trouble,
        "steps": [_step(step) for step in page.steps],
        **{kind: [_rule(one) for one in findings[kind]] for kind in ("refusing", "asking")},
        **{kind: [_failing(one) for one in findings[kind]] for kind in ("caused", "cured")},
        "people": page.people_count,
        "drift": page.drift,
        "may_be_submitted": page.is_open and bool(page.steps) and not page.trouble and not is_in_the_way,
    }


def plan_answer(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """Return the plan as it is now, ready to be kept."""
    return PlanDetailOut(**plan_out(plan, request.user)).model_dump(mode="json")


def _step(step: StepRow) -> dict[str, Any]:
    return {name: getattr(step, name) for name in ("key", "label", "sentence", "problem")}


def _rule(one: Said) -> dict[str, Any]:
    names = ("name", "severity", "sentence", "mend")
    return {**{name: getattr(one, name) for name in names}, "code": one.rule, "clauses": list(one.sources)}


def _failing(one: Said) -> dict[str, Any]:
    names = ("rule", "name", "subject", "sentence", "severity", "mend")
    return {name: getattr(one, name) for name in names}
