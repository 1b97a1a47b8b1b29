"""What can be done with a notice by a button: the form it needs, the act, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.views.asking import today
from governance.views.plan_deeds import seen_version
from oversight.choices.notice import NoticeAction
from oversight.forms.cases import WordsForm
from oversight.forms.notices import AnswerForm
from oversight.models import Notice
from oversight.notices import answering, closing, issuing
from oversight.notices.page import NoticePage

_NOTE = _("说明（可以不填）")


@dataclass(frozen=True)
class Deed:
    """One button: what it does, what it asks besides, and what is said when it is done."""

    act: Callable[..., Notice]
    done: Any
    label: Any = _NOTE
    needed: bool = False

    def form(self, name: str, notice: Notice, *sent: Any) -> forms.Form:
        """Return the form, empty or with what was sent."""
        return WordsForm(*sent, auto_id=f"{name}-%s", label=self.label, needed=self.needed)

    def perform(self, request, notice: Notice, form: forms.Form) -> None:
        """Do it.

        Raises:
            Refusal, ValidationError: with the reason; nothing has happened then.

        """
        self.act(
            user=request.user, notice=notice, version=seen_version(request), text=form.cleaned_data["text"]
        )


class Answering(Deed):
    """The answer asks about every item."""

    def form(self, name: str, notice: Notice, *sent: Any) -> forms.Form:
        """Return the form with a field for each item."""
        return AnswerForm(notice, *sent, auto_id=f"{name}-%s")

    def perform(self, request, notice: Notice, form: forms.Form) -> None:
        """Answer."""
        told = {"version": seen_version(request), "text": form.cleaned_data["text"]}
        self.act(user=request.user, notice=notice, answers=form.answers, **told)


def _issue(text: str, **told: Any) -> Notice:
    return issuing.notice_issue(today=today(), **told)


def _comment(version: int | None, **told: Any) -> Notice:
    return closing.notice_comment(**told)


DEEDS: dict[str, Deed] = {
    NoticeAction.ISSUE.value: Deed(_issue, _("通知书已下发，学校能看到并应当签收；各项的整改期限已设定。")),
    NoticeAction.DISCARD.value: Deed(closing.notice_discard, _("拟稿已作废。")),
    NoticeAction.RECEIVE.value: Deed(answering.notice_receive, _("已签收。请逐项整改，在期限内回复。")),
    NoticeAction.ANSWER.value: Answering(answering.notice_answer, _("整改情况已报主管部门。")),
    NoticeAction.RETURN.value: Deed(
        closing.notice_return, _("已退回学校重新报告。"), _("退回的理由"), needed=True
    ),
    NoticeAction.SETTLE.value: Deed(closing.notice_settle, _("通知书已办结。")),
    NoticeAction.REVOKE.value: Deed(
        closing.notice_revoke, _("通知书已撤销，文号不再使用。"), _("撤销的理由"), needed=True
    ),
    NoticeAction.COMMENT.value: Deed(_comment, _("留言已记录。"), _("留言"), needed=True),
}


def forms_for(page: NoticePage) -> dict[str, forms.Form]:
    """Return the forms of everything the reader may do with the notice now."""
    return {name: deed.form(name, page.notice) for name, deed in DEEDS.items() if page.may[name]}
