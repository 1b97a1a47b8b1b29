"""One act for many findings: shown first, then done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import today, visible_school
from oversight.cases.bulk import IN_BULK, MOST, perform, preview
from oversight.cases.lists import RELATED, FindingList, findings_of
from oversight.choices.case import CaseAction
from oversight.forms.cases import USUAL_TIME, DueForm, WordsForm
from oversight.models import with_work

#: So many of those that could not be done are named after the act.
NAMED = 10


@require_POST
@login_required
def jurisdiction_findings_bulk(request, code):
    """Show what would happen to the chosen findings of a jurisdiction, or do it."""
    return _bulk(request, get_object_or_404(visible_jurisdictions(request.user), code=code))


@require_POST
@login_required
def school_findings_bulk(request, code):
    """Show what would happen to the chosen findings of a school, or do it."""
    return _bulk(request, visible_school(request, code))


def _bulk(request, place):
    page = FindingList(place, request.user, today(), QueryDict(request.POST.get("query", "")))
    if not page.may_decide:
        raise PermissionDenied(page.may_decide.reason)
    action = _asked_action(request)
    findings = chosen(request, page)
    if findings is None:
        return redirect(f"{page.url}?{page.query_without_page}")
    form = _form(request, action)
    if "confirm" in request.POST and form.is_valid():
        _tell(request, *perform(request.user, action, findings, form.cleaned_data, today()))
        return redirect(f"{page.url}?{page.query_without_page}")
    context = {
        "page": page,
        "place": place,
        "form": form,
        "action": action,
        "preview": preview(request.user, action, findings, today()),
    }
    return render(request, "oversight/case_bulk.html", context, status=422 if form.errors else 200)


def _asked_action(request) -> CaseAction:
    asked = request.POST.get("action", "")
    if asked not in IN_BULK:
        raise Http404
    return CaseAction(asked)


def chosen(request, page: FindingList) -> list[Any] | None:
    """Return the findings that were ticked, or all of the list; None, and a message, for none or too many."""
    if "all" in request.POST:
        found = page.findings
    else:
        ticked = [int(key) for key in request.POST.getlist("finding") if key.isascii() and key.isdecimal()]
        mine = findings_of(page.place, request.user).filter(pk__in=ticked[: MOST + 1])
        found = page.filter.ordered(with_work(mine)).select_related(*RELATED)
    rows = list(found[: MOST + 1])
    if rows and len(rows) <= MOST:
        return rows
    if rows:
        messages.error(request, _("一次最多办理%(most)d项，请先用筛选缩小范围。") % {"most": MOST})
    else:
        messages.error(request, _("请先在列表里勾选要办理的事项。"))
    return None


def _form(request, action: CaseAction) -> forms.Form:
    sent = request.POST if "confirm" in request.POST else None
    if action == CaseAction.DUE:
        return DueForm(sent, initial={"due_on": today() + USUAL_TIME})
    is_return = action == CaseAction.RETURN
    return WordsForm(sent, label=_("退回的理由") if is_return else _("提醒的内容"))


def _tell(request, done: int, left: list[Any]) -> None:
    if done:
        messages.success(request, ngettext("已办理%(n)d项。", "已办理%(n)d项。", done) % {"n": done})
    for planned in left[:NAMED]:
        messages.error(
            request,
            _("没有办理：%(school)s %(what)s %(reason)s")
            % {
                "school": planned.row.finding.school,
                "what": planned.row.sentence,
                "reason": planned.reason,
            },
        )
    if len(left) > NAMED:
        messages.error(request, _("还有%(n)d项没有办理。") % {"n": len(left) - NAMED})
