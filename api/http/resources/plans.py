"""Plans: what a school wants to change together, with its steps and what would come of it."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router, Schema
from pydantic import Field

from accounts.models import User
from accounts.permissions import may_see_people
from api.http.paging import Page, page_of
from api.http.resources.asking import InPlace, each, in_place
from api.http.resources.naming import SchoolRef, school_ref
from api.http.types import Key
from governance.models import Plan
from governance.plans.lists import plans_seen
from governance.plans.states import open_to

router = Router(tags=["plans"])


class PlanOut(Schema):
    """A plan; ``version`` is what a write to it names in If-Match."""

    id: int
    school: SchoolRef
    title: str
    purpose: str
    effective_on: date
    state: str
    is_shared: bool
    author: str
    changed_at: datetime
    problem: str = Field(description="why an approval became void, or why it could not be carried out")
    change: int | None = Field(description="the change that carried it out")
    version: int


class StepOut(Schema):
    """One step; ``@key`` names in later steps what it makes."""

    key: int
    position: int
    action: str
    arguments: dict[str, Any] = Field(description="left empty for those who may not read names of members")


class PlanDetailOut(PlanOut):
    """A plan with its steps."""

    steps: list[StepOut]
    digest: str = Field(description="what an approval has to name: the fingerprint of what was submitted")
    open: list[str] = Field(description="what the token's owner may do with it now")


class PlansAsked(InPlace):
    """What the list of plans may be asked."""

    state: str = Field("", max_length=12)


@router.get("/plans", response=Page[PlanOut], summary="List plans")
def plans_list(request: HttpRequest, asked: Query[PlansAsked]) -> dict[str, Any]:
    """List the plans that the token's owner sees, the newest first."""
    rows = in_place(plans_seen(request.user), asked)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(rows, asked, each(_shown), newest_first=True)


@router.get("/plans/{key}", response=PlanDetailOut, summary="Read a plan")
def plan_read(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:
    """Return one plan with its steps; its ETag begins with the version and may be sent back as If-Match."""
    plan = visible_plan(request, key)
    request.shown_version = plan.version
    return plan_out(plan, request.user)


def visible_plan(request: HttpRequest, key: int) -> Plan:
    """Return the plan if the user may see it.

    Raises:
        Http404: if there is none, or it is not the user's to see.

    """
    rows = Plan.objects.visible_to(request.user).select_related("school__jurisdiction", "author")
    return get_object_or_404(rows, pk=key)


def plan_out(plan: Plan, user: User) -> dict[str, Any]:
    """Return what is sent of a plan to one reader."""
    names = bool(may_see_people(user, plan.school))
    steps = [
        {
            "key": step.key,
            "position": step.position,
            "action": step.operation,
            "arguments": step.arguments if names else {},
        }
        for step in plan.steps.all()
    ]
    may = [str(action.value) for action in open_to(user, plan)]
    return {**_shown(plan), "steps": steps, "digest": plan.digest, "open": may}


def _shown(plan: Plan) -> dict[str, Any]:
    plain = ("title", "purpose", "effective_on", "state", "is_shared", "changed_at", "problem", "version")
    return {
        **{name: getattr(plan, name) for name in plain},
        "id": plan.pk,
        "school": school_ref(plan.school),
        "author": str(plan.author),
        "change": plan.change_set_id,
    }
