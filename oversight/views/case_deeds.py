"""What can be done about a finding by a button: the form it needs, the act, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from governance.models import Finding
from governance.views.asking import today
from governance.views.plan_deeds import seen_version
from oversight.cases import claiming, deadlines, files, saying
from oversight.cases.page import CasePage
from oversight.choices.case import CaseAction, CaseState
from oversight.forms.cases import USUAL_TIME, DueForm, FilesForm, OwnerForm, ReportForm, WordsForm
from oversight.models import FindingCase

#: How a form is made: of the page, with what was sent.
Make = Callable[..., forms.Form]


@dataclass(frozen=True)
class Deed:
    """One button: its form, what it does, and what is said when it is done."""

    make: Make
    act: Callable[..., FindingCase]
    done: Any = ""

    def form(self, name: str, page: CasePage, *sent: Any) -> forms.Form:
        """Return the form, empty or with what was sent."""
        return self.make(page, *sent, auto_id=f"{name}-%s")


def _words(label: Any, **kind: Any) -> Make:
    return lambda _page, *sent, **more: WordsForm(*sent, label=label, **kind, **more)


def _report(label: Any, **kind: Any) -> Make:
    return lambda _page, *sent, **more: ReportForm(*sent, label=label, **kind, **more)


def _owner(page: CasePage, *sent: Any, **more: Any) -> forms.Form:
    return OwnerForm(page.finding, *sent, initial={"owner": page.case.owner_id}, **more)


def _due(page: CasePage, *sent: Any, **more: Any) -> forms.Form:
    return DueForm(*sent, initial={"due_on": page.case.due or page.today + USUAL_TIME}, **more)


def _files(_page: CasePage, *sent: Any, **more: Any) -> forms.Form:
    return FilesForm(*sent, **more)


def _claim(**told: Any) -> FindingCase:
    return claiming.case_claim(on=today(), **told)


def _set_due(**told: Any) -> FindingCase:
    return deadlines.case_set_due(today=today(), **told)


def _remind(**told: Any) -> FindingCase:
    return saying.case_remind(today=today(), **told)


def _comment(version: int | None, **told: Any) -> FindingCase:
    return saying.case_comment(**told)  # what is only said needs no second look


def _attach(version: int | None, **told: Any) -> FindingCase:
    return files.case_attach(**told)


_NOTE = _("说明（可以不填）")
DEEDS: dict[str, Deed] = {
    CaseAction.ASSIGN.value: Deed(_owner, deadlines.case_assign, _("责任人已确定。")),
    CaseAction.DUE.value: Deed(_due, _set_due, _("整改期限已设定，学校能看到。")),
    CaseAction.EXPLAIN.value: Deed(
        _report(_("情况说明"), help_text=_("原因、打算怎样整改、什么时候完成。")),
        saying.case_explain,
        _("情况说明已报主管部门。"),
    ),
    CaseAction.CLAIM.value: Deed(
        _report(_NOTE, needed=False, help_text=_("提交后系统立即按现在登记的资料复核。")), _claim
    ),
    CaseAction.NOTE.value: Deed(_words(_NOTE, needed=False), saying.case_note, _("已阅知，学校继续整改。")),
    CaseAction.RETURN.value: Deed(_words(_("退回的理由")), saying.case_return, _("已退回学校继续整改。")),
    CaseAction.REMIND.value: Deed(_words(_("提醒的内容")), _remind, _("已提醒学校。")),
    CaseAction.COMMENT.value: Deed(_words(_("留言")), _comment, _("留言已记录。")),
    CaseAction.ATTACH.value: Deed(_files, _attach, _("佐证材料已上传。")),
}


def forms_for(page: CasePage) -> dict[str, forms.Form]:
    """Return the forms of everything the reader may do now."""
    return {name: deed.form(name, page) for name, deed in DEEDS.items() if page.may[name]}


def perform(request, deed: Deed, finding: Finding, form: forms.Form) -> None:
    """Do it and say so.

    Raises:
        Refusal, ValidationError: with the reason; nothing has happened then.

    """
    told = {"user": request.user, "finding": finding, "version": seen_version(request)}
    case = deed.act(**told, **form.cleaned_data)
    if deed.done:
        messages.success(request, deed.done)
    elif case.work == CaseState.CLOSED:
        messages.success(request, _("复核通过：按现在登记的资料，规则已经符合，这项问题已自动消除。"))
    else:
        messages.warning(
            request,
            _(
                "按现在登记的资料，规则仍不符合，已请主管部门复核。如果还有资料没有登记，请补充登记后再提交一次。"
            ),
        )


def file_removed(request, finding: Finding) -> None:
    """Take the file out that the form names.

    Raises:
        Http404: if it is not among those of the finding.

    """
    case = getattr(finding, "case", None)
    key = request.POST.get("file", "")
    found = case.files.filter(pk=int(key)).first() if case and key.isascii() and key.isdecimal() else None
    if found is None:
        raise Http404
    files.case_detach(user=request.user, finding=finding, evidence=found)
    messages.success(request, _("佐证材料已删除。"))
