"""POST /schools/{code}/actions/{name}: one operation for each action of the catalogue."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import ConfigDict, Field

from api.http.bearer import DECIDES, WRITES
from api.http.idempotency import once
from api.http.problems import ObstacleOut
from api.http.resources.changes import CausedOut, ChangeOut
from api.http.resources.schools import visible_school
from api.http.types import SchoolCode
from api.http.writing.acting import Deed
from api.http.writing.bodies import body_of
from governance.actions.action import Action
from governance.actions.catalogue import all_actions

router = Router(tags=["actions"])


class ChangeMadeOut(ChangeOut):
    """The change; it has no number while it is only tried."""

    id: int | None


class DoneOut(Schema):
    """What came of an action, or would come of it."""

    tried: bool = Field(description="it was only tried: nothing was kept")
    change: ChangeMadeOut
    version: int = Field(description="the version of the school now, for the next If-Match")
    made: list[str] = Field(description="the register numbers of what was made")
    caused: list[CausedOut]
    cured: list[CausedOut]
    refusing: list[ObstacleOut] = Field(description="rules that would refuse it, when it is only tried")
    asking: list[ObstacleOut] = Field(description="rules that would ask for a reason, when it is only tried")


class HowAsked(Schema):
    """Whether it is meant."""

    model_config = ConfigDict(populate_by_name=True)

    only_try: bool = Field(False, alias="try", description="1: try it, and keep nothing")


def _operation(action: Action) -> Callable[..., dict[str, Any]]:
    body = body_of(action)

    def act(
        request: HttpRequest, code: Path[SchoolCode], asked: Query[HowAsked], sent: body
    ) -> dict[str, Any]:
        school = visible_school(request, code)
        deed = Deed(request, school, action, sent)
        if asked.only_try:
            return deed.done(only_tried=True)
        return once(request, lambda: deed.done(only_tried=False))

    act.__name__ = act.__qualname__ = f"act_{action.name}"
    act.__doc__ = f"Do what the form “{str(action.label).rstrip('…')}” does."
    return act


def _offer(action: Action) -> None:
    router.add_api_operation(
        f"/schools/{{code}}/actions/{action.name}",
        ["POST"],
        _operation(action),
        auth=DECIDES if action.decides else WRITES,
        response=DoneOut,
        summary=str(action.label).rstrip("…"),
        url_name=f"act_{action.name}",
    )


for _action in all_actions().values():
    if _action.live:
        _offer(_action)
