"""What can be done with a plan by a button: the form it needs, the act, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from governance.choices import PlanAction
from governance.forms.place import Place
from governance.forms.plans import ApprovalForm, OpinionForm
from governance.models import Plan
from governance.plans import deciding
from governance.plans.drafting import plan_comment, plan_share
from governance.plans.handling import school_first
from governance.plans.page import PlanPage
from governance.plans.publishing import plan_publish
from governance.views.asking import today


def seen_version(request) -> int | None:
    """Return the version of the plan that the page showed."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= 9 else None  # noqa: PLR2004


@dataclass(frozen=True)
class Deed:
    """One button: what it does, what it asks besides, and what is said when it is done.

    ``label`` names the opinion that goes with it, ``needed`` tells that it cannot do without.
    """

    act: Callable[[Any, Plan, forms.Form], Any]
    done: Any
    label: Any = ""
    needed: bool = False
    on_paper: bool = False

    def form(self, plan: Plan, user: User, on: date, data: Any = None) -> forms.Form:
        """Return the form, empty or with what was sent."""
        name = next(name for name, deed in DEEDS.items() if deed is self)
        if self.on_paper:
            place = Place(user, on, plan.school)
            return ApprovalForm(place, data, auto_id=f"{name}-%s", initial=_paper_of(place))
        return OpinionForm(data, auto_id=f"{name}-%s", label=self.label, needed=self.needed)

    def perform(self, request, plan: Plan, form: forms.Form) -> None:
        """Do it.

        Raises:
            Refusal, ValidationError: with the reason; nothing has happened then.

        """
        self.act(request, plan, form)

    def repeat(self, form: forms.Form, problem: Exception) -> None:
        """Put what was said about a field beside it."""
        for name, errors in getattr(problem, "error_dict", {}).items():
            field = _PAPER_FIELDS.get(name, name)
            form.add_error(field if field in form.fields else None, errors)


#: Fields of a document by the names of the form that asks for them.
_PAPER_FIELDS = {"document_number": "paper_number", "issued_on": "paper_issued_on", "issuer": "paper_issuer"}


def _paper_of(place: Place) -> dict[str, Any]:
    """Return what a new approval most likely is: of today, by the only committee there is to issue it."""
    issuers = list(place.superiors()[:2])
    return {"paper_issued_on": place.on, "paper_issuer": issuers[0].pk if len(issuers) == 1 else None}


def _told(request, form: forms.Form) -> dict[str, Any]:
    text = form.cleaned_data.get("text", "")
    return {"user": request.user, "version": seen_version(request), "text": text}


def _submit(request, plan: Plan, form: forms.Form) -> None:
    deciding.plan_submit(plan=plan, today=today(), **_told(request, form))


def _withdraw(request, plan: Plan, form: forms.Form) -> None:
    deciding.plan_withdraw(plan=plan, **_told(request, form))


def _approve(request, plan: Plan, form: forms.Form) -> None:
    # the new document and the approval are one, and the school is locked before its jurisdiction
    with school_first(plan):
        deciding.plan_approve(
            plan=plan,
            document=form.act().document,
            digest=request.POST.get("digest", ""),
            today=today(),
            **_told(request, form),
        )


def _return(request, plan: Plan, form: forms.Form) -> None:
    deciding.plan_return(plan=plan, **_told(request, form))


def _refuse(request, plan: Plan, form: forms.Form) -> None:
    deciding.plan_refuse(plan=plan, **_told(request, form))


def _publish(request, plan: Plan, _form: forms.Form) -> None:
    plan_publish(user=request.user, plan=plan, today=today(), version=seen_version(request))


def _discard(request, plan: Plan, form: forms.Form) -> None:
    deciding.plan_discard(plan=plan, **_told(request, form))


def _share(request, plan: Plan, _form: forms.Form) -> None:
    plan_share(user=request.user, plan=plan, is_shared=request.POST.get("is_shared") == "1")


def _comment(request, plan: Plan, form: forms.Form) -> None:
    plan_comment(user=request.user, plan=plan, text=form.cleaned_data["text"])


_OPINION, _NOTE = _("意见"), _("说明（可以不填）")
DEEDS: dict[str, Deed] = {
    PlanAction.SUBMIT.value: Deed(_submit, _("方案已提交，等待上级党组织审批。"), _NOTE),
    PlanAction.WITHDRAW.value: Deed(_withdraw, _("方案已撤回，可以继续修改。"), _NOTE),
    PlanAction.APPROVE.value: Deed(_approve, _("方案已批准。"), on_paper=True),
    PlanAction.RETURN.value: Deed(_return, _("方案已退回学校修改。"), _("退回的理由"), needed=True),
    PlanAction.REFUSE.value: Deed(_refuse, _("已决定不予批准。"), _("不予批准的理由"), needed=True),
    PlanAction.PUBLISH.value: Deed(_publish, _("方案已实施，学校的结构已经调整。")),
    PlanAction.DISCARD.value: Deed(_discard, _("方案已作废。"), _NOTE),
    PlanAction.SHARE.value: Deed(_share, _("已改变方案的公开范围。")),
    PlanAction.COMMENT.value: Deed(_comment, _("意见已记录。"), _OPINION, needed=True),
}


def forms_for(page: PlanPage) -> dict[str, forms.Form]:
    """Return the forms of everything the reader may do with the plan now."""
    return {
        name: deed.form(page.plan, page.user, page.today) for name, deed in DEEDS.items() if page.may[name]
    }
