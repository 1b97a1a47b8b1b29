"""One request for a waiver, and what is done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from governance.forms.plans import OpinionForm
from governance.views.asking import today
from governance.views.plan_problems import status_of
from oversight.choices.waiver_request import WaiverAction
from oversight.forms.waivers import GrantForm
from oversight.models import WaiverRequest
from oversight.views.refusals import PROBLEMS, put_on
from oversight.views.versions import seen_version
from oversight.views.waivers import visible_request
from oversight.waivers import deciding
from oversight.waivers.page import WaiverPage


@dataclass(frozen=True)
class Deed:
    """What is done by one button: the form it asks, the act, and what is said afterwards."""

    perform: Callable[[Any, WaiverRequest, forms.Form], object]
    done: Any
    label: Any = ""
    needed: bool = False

    def form(self, found: WaiverRequest, data: Any = None) -> forms.Form:
        """Return the form of the deed."""
        ids = f"id_{self.perform.__name__.strip('_')}_%s"
        if self.perform is _grant:
            return GrantForm(data, latest=found.until, auto_id=ids)
        return OpinionForm(data, label=self.label, needed=self.needed, auto_id=ids)


def _told(request, form: forms.Form) -> dict[str, Any]:
    return {"user": request.user, "text": form.cleaned_data["text"], "version": seen_version(request)}


def _grant(request, found: WaiverRequest, form: forms.Form) -> None:
    until = form.cleaned_data["until"]
    deciding.waiver_grant(request=found, today=today(), until=until, **_told(request, form))


def _refuse(request, found: WaiverRequest, form: forms.Form) -> None:
    deciding.waiver_refuse(request=found, **_told(request, form))


def _return(request, found: WaiverRequest, form: forms.Form) -> None:
    deciding.waiver_return(request=found, **_told(request, form))


def _withdraw(request, found: WaiverRequest, form: forms.Form) -> None:
    deciding.waiver_withdraw(request=found, **_told(request, form))


def _revoke(request, found: WaiverRequest, form: forms.Form) -> None:
    deciding.waiver_revoke(request=found, today=today(), **_told(request, form))


A = WaiverAction
DEEDS: dict[str, Deed] = {
    A.GRANT.value: Deed(_grant, _("已同意豁免，检查发现已重新判断。")),
    A.RETURN.value: Deed(_return, _("已退回学校补充。"), _("需要补充什么"), needed=True),
    A.REFUSE.value: Deed(_refuse, _("已决定不予同意。"), _("不予同意的理由"), needed=True),
    A.WITHDRAW.value: Deed(_withdraw, _("豁免申请已撤回。"), _("说明（可以不填）")),
    A.REVOKE.value: Deed(_revoke, _("豁免已提前终止。"), _("提前终止的理由"), needed=True),
}


@require_safe
@login_required
def waiver(request, pk):
    """Show a request, what became of it and what the reader may do."""
    return _shown(request, visible_request(request, pk), {}, 200)


@require_POST
@login_required
def waiver_act(request, pk, action):
    """Decide, withdraw, end early."""
    found = visible_request(request, pk)
    deed = DEEDS.get(action)
    if deed is None:
        raise Http404
    form = deed.form(found, request.POST)
    if not form.is_valid():
        return _shown(request, found, {action: form}, 422)
    try:
        deed.perform(request, found, form)
    except PROBLEMS as problem:
        put_on(form, problem)
        return _shown(request, visible_request(request, pk), {action: form}, status_of(problem))
    messages.success(request, deed.done)
    return redirect("oversight:waiver", pk)


def _shown(request, found: WaiverRequest, sent: dict[str, forms.Form], status: int):
    page = WaiverPage(found, request.user, today())
    allowed = {name: page.may[name] for name in DEEDS} | {"revoke": page.may_revoke}
    deeds = [
        (name, A(name).label, sent.get(name) or deed.form(found), name in sent)
        for name, deed in DEEDS.items()
        if allowed[name] or name in sent
    ]
    context = {"page": page, "found": found, "school": found.school, "deeds": deeds}
    return render(request, "oversight/waiver.html", context, status=status)
