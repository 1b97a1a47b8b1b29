"""What can be done with a round or an answer by a button: the form it needs, the act, what is said then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.plans import OpinionForm
from governance.views.asking import today
from governance.views.plan_deeds import seen_version
from oversight.choices.round import AnswerAction, RoundAction
from oversight.forms.rounds import ExtendForm
from oversight.rounds import answering, closing
from oversight.rounds.closing_order import closing_order
from oversight.rounds.opening import round_open

_NOTE = _("说明（可以不填）")


@dataclass(frozen=True)
class Deed:
    """One button: what it does, what it asks besides, and what is said when it is done.

    What the act returns, if it is a sentence, is said instead.
    """

    act: Callable[[Any, Any, forms.Form], Any]
    done: Any
    label: Any = _NOTE
    needed: bool = False
    asks_day: bool = False

    def form(self, name: str, data: Any = None) -> forms.Form:
        """Return the form, empty or with what was sent."""
        if self.asks_day:
            return ExtendForm(data, auto_id=f"{name}-%s")
        return OpinionForm(data, auto_id=f"{name}-%s", label=self.label, needed=self.needed)


def _told(request, form: forms.Form) -> dict[str, Any]:
    text = form.cleaned_data["text"]
    return {"user": request.user, "text": text, "version": seen_version(request)}


def _open(request, row, _form):
    round_open(user=request.user, round_=row, on=today(), version=seen_version(request))


def _extend(request, row, form):
    closing.round_extend(round_=row, deadline=form.cleaned_data["deadline"], **_told(request, form))


def _close(request, row, form):
    under_way = closing_order(round_=row, on=today(), **_told(request, form))
    return _("已开始办结，本页显示进度；离开本页不影响办结。") if under_way else None


def _cancel(request, row, form):
    closing.round_cancel(round_=row, **_told(request, form))


DEEDS: dict[str, Deed] = {
    RoundAction.OPEN.value: Deed(_open, _("检查已下发，学校可以看到自己的清单。")),
    RoundAction.EXTEND.value: Deed(_extend, _("期限已延长。"), asks_day=True),
    RoundAction.CLOSE.value: Deed(_close, _("检查已办结，结果已固定。")),
    RoundAction.CANCEL.value: Deed(_cancel, _("检查已取消。"), _("取消的理由"), needed=True),
}


def _withdraw(request, row, form):
    answering.answer_withdraw(answer=row, **_told(request, form))


def _accept(request, row, form):
    answering.answer_accept(answer=row, **_told(request, form))


def _return(request, row, form):
    answering.answer_return(answer=row, **_told(request, form))


def _remind(request, row, form):
    answering.answer_remind(user=request.user, answer=row, on=today(), text=form.cleaned_data["text"])


ANSWER_DEEDS: dict[str, Deed] = {
    AnswerAction.WITHDRAW.value: Deed(_withdraw, _("已撤回，可以修改后再上报。")),
    AnswerAction.ACCEPT.value: Deed(_accept, _("已认可。")),
    AnswerAction.RETURN.value: Deed(_return, _("已退回学校。"), _("退回的理由"), needed=True),
    AnswerAction.REMIND.value: Deed(_remind, _("已催报。")),
}


def forms_for(may: Mapping[str, Any], deeds: Mapping[str, Deed] = DEEDS) -> dict[str, forms.Form]:
    """Return the forms of everything the reader may do now."""
    return {name: deed.form(name) for name, deed in deeds.items() if may[name]}
