"""What can be done with a filing by a button."""

from typing import Any

from django import forms
from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.forms.plans import OpinionForm
from governance.views.plan_deeds import seen_version
from oversight.choices.filing import FilingAction
from oversight.filings import deciding
from oversight.filings.page import FilingPage
from oversight.forms.filings import AcceptForm
from oversight.models import Filing

DONE = {
    FilingAction.ACCEPT.value: _("已同意备案。"),
    FilingAction.RETURN.value: _("已退回学校。"),
    FilingAction.WITHDRAW.value: _("已撤回，可以修改结构后重新报送。"),
}


def form_for(action: str, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
    """Return the form of a deed, empty or with what was sent."""
    if action == FilingAction.ACCEPT:
        return AcceptForm(data, auto_id="accept-%s", initial=initial)
    needed = action == FilingAction.RETURN
    label = _("退回的理由") if needed else _("说明（可以不填）")
    return OpinionForm(data, auto_id=f"{action}-%s", label=label, needed=needed)


def forms_for(page: FilingPage) -> dict[str, forms.Form]:
    """Return the forms of everything the reader may do with the filing now."""
    initial = {}
    if page.may[FilingAction.ACCEPT]:
        initial = {"number": page.next_number, "decided_on": page.on}
    return {name: form_for(name, initial=initial) for name in DONE if page.may[name]}


def perform(request, filing: Filing, action: str, form: forms.Form) -> None:
    """Do it.

    Raises:
        Refusal, ValidationError: with the reason; nothing has happened then.

    """
    told = {"user": request.user, "filing": filing, "version": seen_version(request)}
    told["text"] = form.cleaned_data["text"]
    if action == FilingAction.ACCEPT:
        number, on = form.cleaned_data["number"], form.cleaned_data["decided_on"]
        deciding.filing_accept(**told, number=number, on=on)
    elif action == FilingAction.RETURN:
        deciding.filing_return(**told, on=timezone.localdate())
    else:
        deciding.filing_withdraw(**told)
    messages.success(request, DONE[action])
