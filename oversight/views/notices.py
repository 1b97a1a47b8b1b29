"""Notices: the lists, one notice, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.sending.drawn import take
from governance.plans.running import PROBLEMS
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.views.asking import today, visible_school
from governance.views.plan_deeds import seen_version
from governance.views.plan_problems import problem_shown, status_of
from oversight.choices.notice import NoticeAction
from oversight.forms.notices import NoticeForm
from oversight.models import Evidence, Notice
from oversight.notices.drafting import draft_for, notice_draft, notice_edit
from oversight.notices.files import notice_detach
from oversight.notices.lists import NoticeList, notices_seen
from oversight.notices.page import NoticePage
from oversight.notices.states import COURSE
from oversight.views.notice_deeds import DEEDS, forms_for


def visible_notice(request, pk: int) -> Notice:
    """Return the notice if the user may see it."""
    return get_object_or_404(notices_seen(request.user), pk=pk)


@require_safe
@login_required
def jurisdiction_notices(request, code):
    """List the notices to the schools of a jurisdiction."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = NoticeList(place, request.user, today(), request.GET)
    return render(request, "oversight/notice_list.html", {"page": page, "place": place})


@require_safe
@login_required
def school_notices(request, code):
    """List the notices to a school."""
    place = visible_school(request, code)
    page = NoticeList(place, request.user, today(), request.GET)
    return render(request, "oversight/notice_list.html", {"page": page, "place": place, "school": place})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notice_new(request, code):
    """Draw a notice to a school up."""
    school = visible_school(request, code)
    notice = draft_for(request.user, school, today())
    return _drafted(
        request,
        notice,
        lambda told: notice_draft(user=request.user, school=school, today=today(), **told),
        _("拟稿已保存。请核对后下发。"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notice_edit_page(request, pk):
    """Change a draft."""
    notice = visible_notice(request, pk)
    version = seen_version(request)
    return _drafted(
        request,
        notice,
        lambda told: notice_edit(user=request.user, notice=notice, version=version, **told),
        _("拟稿已修改。"),
    )


def _drafted(request, notice: Notice, write: Any, done: str):
    verdict = COURSE.may(request.user, notice, NoticeAction.EDIT)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = NoticeForm(notice, today(), request.POST or None)
    take(form)
    context = {"form": form, "notice": notice, "school": notice.school}
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            written = write(form.cleaned_data)
        except PROBLEMS as problem:
            status, context["problem_box"] = status_of(problem), problem_shown(problem)
        else:
            messages.success(request, done)
            return redirect("oversight:notice", written.pk)
    return render(request, "oversight/notice_form.html", context, status=status)


@require_safe
@login_required
def notice(request, pk):
    """Show what a notice asks for, where it stands, and what the reader may do with it."""
    return notice_page(request, visible_notice(request, pk))


def notice_page(
    request, found: Notice, *, problem: Exception | None = None, sent: dict[str, Any] | None = None
):
    """Show the notice; after a refusal with the reason, and with all that was typed."""
    page = NoticePage(found, request.user, today())
    context = {
        "page": page,
        "notice": found,
        "school": found.school,
        "forms": forms_for(page) | (sent or {}),
        "problem_box": problem_shown(problem),
    }
    status = status_of(problem) if problem or sent else 200
    return render(request, "oversight/notice.html", context, status=status)


@require_POST
@login_required
def notice_act(request, pk, action):
    """Do one thing with a notice: issue, receive, answer, settle …"""
    found = visible_notice(request, pk)
    if action == NoticeAction.DETACH:
        return _detach(request, found)
    deed = DEEDS.get(action)
    if deed is None:
        raise Http404
    form = deed.form(action, found, request.POST, request.FILES)
    if not form.is_valid():
        return notice_page(request, found, sent={action: form})
    try:
        deed.perform(request, found, form)
    except PROBLEMS as problem:
        for name, errors in getattr(problem, "error_dict", {}).items():
            form.add_error(name if name in form.fields else None, errors)
        return notice_page(request, visible_notice(request, pk), problem=problem, sent={action: form})
    messages.success(request, deed.done)
    if action == NoticeAction.DISCARD:
        return redirect("oversight:school_notices", found.school.code)
    return redirect("oversight:notice", pk)


def _detach(request, found: Notice):
    """Take the file out that the form names, if it is one of the notice's."""
    key = request.POST.get("file", "")
    known = Evidence.objects.filter(notice_items__notice=found)
    evidence = known.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() else None
    if evidence is None:
        raise Http404
    try:
        notice_detach(user=request.user, notice=found, evidence=evidence)
    except PROBLEMS as problem:
        return notice_page(request, visible_notice(request, found.pk), problem=problem)
    messages.success(request, _("佐证材料已删除。"))
    return redirect(f"{reverse('oversight:notice', args=[found.pk])}#items")
