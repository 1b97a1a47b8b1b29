"""What is done with a plan: handed in, decided about, carried out."""

from collections.abc import Callable
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router
from pydantic import Field

from api.http.bearer import DECIDES, WRITES, Token
from api.http.conditional import require_row_version
from api.http.idempotency import once
from api.http.resources.plans import PlanDetailOut, visible_plan
from api.http.types import Key, today
from api.http.writing.bodies import PaperIn, Reference
from api.http.writing.papers import new_paper, registered
from api.http.writing.plans import plan_answer
from api.http.writing.words import OpinionIn
from governance.choices import PlanAction
from governance.domain.rights import require_allowed
from governance.models import Document, Plan
from governance.plans import deciding
from governance.plans.drafting import plan_comment
from governance.plans.handling import school_first
from governance.plans.publishing import plan_publish
from governance.plans.states import may

router = Router(tags=["plans"])


class ApprovalIn(OpinionIn):
    """The document of the approval, and what exactly is approved."""

    digest: Annotated[
        str, Field(min_length=1, max_length=64, description="`digest` of the plan that was read")
    ]
    document: Annotated[Reference | None, Field(description="the register number of a document")] = None
    paper: PaperIn | None = None


@router.post("/plans/{key}/approve", response=PlanDetailOut, auth=DECIDES, summary="Approve a plan")
def plan_approve(request: HttpRequest, key: Path[Key], sent: ApprovalIn) -> dict[str, Any]:
    """Approve exactly what was submitted."""
    plan = visible_plan(request, key)

    def approve(version: int) -> None:
        require_allowed(may(request.user, plan, PlanAction.APPROVE))  # before a document is registered for it
        with school_first(plan):
            deciding.plan_approve(
                user=request.user,
                plan=plan,
                document=_document(request, plan, sent),
                digest=sent.digest,
                today=today(),
                text=sent.text,
                version=version,
            )

    return _done(request, plan, approve)


def _document(request: HttpRequest, plan: Plan, sent: ApprovalIn) -> Document:
    if sent.document:
        return registered(request.user, plan.school, sent.document, today())
    if sent.paper is None:
        raise ValidationError({"document": _("请写明已登记的文件，或者填写新文件的文号。")})
    return new_paper(request.user, plan.school, sent.paper, today())


def _done(request: HttpRequest, plan: Plan, do: Callable[[int], Any]) -> dict[str, Any]:
    def doing() -> dict[str, Any]:
        do(require_row_version(request, plan))
        return plan_answer(request, plan)

    return once(request, doing)


def _submit(request: HttpRequest, plan: Plan, told: dict[str, Any]) -> None:
    deciding.plan_submit(plan=plan, today=today(), **told)


def _publish(request: HttpRequest, plan: Plan, told: dict[str, Any]) -> None:
    plan_publish(user=request.user, plan=plan, today=today(), version=told["version"])


def _comment(request: HttpRequest, plan: Plan, told: dict[str, Any]) -> None:
    plan_comment(user=request.user, plan=plan, text=told["text"])


def _plain(act: Callable[..., Any]) -> Callable[[HttpRequest, Plan, dict[str, Any]], None]:
    return lambda request, plan, told: act(plan=plan, **told)


#: By the end of the address: who may, what it is called and what it does.
_DEEDS: dict[str, tuple[Token, str, Callable[[HttpRequest, Plan, dict[str, Any]], None]]] = {
    "submit": (WRITES, "Submit a plan", _submit),
    "withdraw": (WRITES, "Withdraw a plan", _plain(deciding.plan_withdraw)),
    "discard": (WRITES, "Discard a plan", _plain(deciding.plan_discard)),
    "comment": (WRITES, "Comment on a plan", _comment),
    "publish": (WRITES, "Carry out an approved plan", _publish),
    "return": (DECIDES, "Return a plan to its school", _plain(deciding.plan_return)),
    "refuse": (DECIDES, "Refuse a plan", _plain(deciding.plan_refuse)),
}


def _operation(name: str, act: Callable[..., None]) -> Callable[..., dict[str, Any]]:
    def deed(request: HttpRequest, key: Path[Key], sent: OpinionIn) -> dict[str, Any]:
        plan = visible_plan(request, key)

        def do(version: int) -> None:
            act(request, plan, {"user": request.user, "version": version, "text": sent.text})

        return _done(request, plan, do)

    deed.__name__ = deed.__qualname__ = f"plan_{name}"
    deed.__doc__ = f"What the button for “{name}” on the page of a plan does."
    return deed


for _name, (_auth, _summary, _act) in _DEEDS.items():
    router.add_api_operation(
        f"/plans/{{key}}/{_name}",
        ["POST"],
        _operation(_name, _act),
        auth=_auth,
        response=PlanDetailOut,
        summary=_summary,
        url_name=f"plan_{_name}",
    )
