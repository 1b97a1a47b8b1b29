"""Notices from findings chosen in a list: shown first, then drawn up, one for each school."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import today, visible_school
from oversight.cases.lists import FindingList
from oversight.forms.notices import DeadlineForm
from oversight.notices.drafting import USUAL_TIME
from oversight.notices.drawing import draw, drawing_of
from oversight.views.case_bulk import chosen


@require_POST
@login_required
def jurisdiction_notices_draw(request, code):
    """Draw up notices that name the chosen findings of a jurisdiction."""
    return _draw(request, get_object_or_404(visible_jurisdictions(request.user), code=code))


@require_POST
@login_required
def school_notices_draw(request, code):
    """Draw up a notice that names the chosen findings of a school."""
    return _draw(request, visible_school(request, code))


def _draw(request, place):
    page = FindingList(place, request.user, today(), QueryDict(request.POST.get("query", "")))
    if not page.may_decide:
        raise PermissionDenied(page.may_decide.reason)
    findings = chosen(request, page)
    if findings is None:
        return redirect(f"{page.url}?{page.query_without_page}")
    drawing = drawing_of(findings, today())
    sent = request.POST if "confirm" in request.POST else None
    form = DeadlineForm(today(), sent, initial={"deadline": today() + USUAL_TIME})
    if form.is_valid():
        return _drawn(request, page, draw(request.user, drawing, form.cleaned_data["deadline"], today()))
    context = {"page": page, "place": place, "form": form, "drawing": drawing}
    return render(request, "oversight/notice_draw.html", context, status=422 if form.errors else 200)


def _drawn(request, page: FindingList, outcome):
    drawn, left = outcome
    for school, reason in left:
        messages.error(request, _("没有拟成：%(school)s %(reason)s") % {"school": school, "reason": reason})
    if drawn:
        said = ngettext(
            "已拟%(n)d份通知书。请逐份核对后下发。", "已拟%(n)d份通知书。请逐份核对后下发。", len(drawn)
        )
        messages.success(request, said % {"n": len(drawn)})
    if len(drawn) == 1:
        return redirect("oversight:notice", drawn[0].pk)
    return redirect(f"oversight:{page.kind}_notices", page.place.code)
