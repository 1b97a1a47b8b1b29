"""Values and levels of a jurisdiction: all of them, one, its preview, setting and ending."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.domain.facts.parameters import ENFORCEMENT, PARAMETER
from governance.presentation.jurisdiction_page import visible_jurisdictions
from governance.rules.catalogue import all_rules
from governance.rules.parameters import PARAMETERS
from governance.views.asking import today
from governance.views.plan_problems import STALE, status_of
from oversight.forms.local_rules import EndForm, LevelForm, ParameterForm
from oversight.local_rules.page import LocalRules, LocalSetting, PreviewPage
from oversight.local_rules.setting import require_day, rows_of, setting_end, setting_put
from oversight.views.refusals import PROBLEMS, put_on


@require_safe
@login_required
def local_rules(request, code):
    """Show every parameter and level as it holds at the place."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    page = LocalRules(place, request.user, today(), request.GET)
    return render(request, "oversight/local_rules.html", {"page": page, "place": place})


def asked_setting(request, code: str, kind: str, name: str) -> LocalSetting:
    """Return the page of the parameter or level at a place the user may see."""
    place = get_object_or_404(visible_jurisdictions(request.user), code=code)
    rule = all_rules().get(name)
    known = name in PARAMETERS if kind == PARAMETER else rule is not None and not rule.is_attested
    if kind not in (PARAMETER, ENFORCEMENT) or not known:
        raise Http404
    return LocalSetting(place, request.user, today(), kind, name)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def local_setting(request, code, kind, name):
    """Show one; a GET with a value shows what it would do, a POST sets it."""
    page = asked_setting(request, code, kind, name)
    is_asked = request.method == "POST" or "value" in request.GET
    given = (request.POST if request.method == "POST" else request.GET) if is_asked else None
    form = _form_of(kind)(page.line, page.today, given, newest=page.newest)
    if is_asked and not (page.may_set and page.line.may_differ):
        raise PermissionDenied(page.may_set.reason or _("这个数字由规定确定，不能在本级修改。"))
    status = 200 if form.is_valid() or not is_asked else 422
    if is_asked and form.is_valid():
        try:
            require_day(page.place, form.setting, page.today)
            if request.method == "POST":
                told = {"today": page.today, "seen": form.cleaned_data["seen"]}
                setting_put(user=request.user, place=page.place, setting=form.setting, **told)
                messages.success(request, _said(form.setting.start > page.today))
                return redirect("oversight:local_setting", code, kind, name)
        except PROBLEMS as problem:
            put_on(form, problem)
            status = status_of(problem)
    if status == STALE:
        form.see_newest(page.newest)
    tried = page.preview(form.setting) if is_asked and form.is_valid() else None
    preview = PreviewPage(tried, request.GET.get("page")) if tried else None
    return _shown(request, page, status, form=form, preview=preview)


def _form_of(kind: str) -> type[ParameterForm] | type[LevelForm]:
    return ParameterForm if kind == PARAMETER else LevelForm


def _shown(request, page: LocalSetting, status: int, **more):
    context = {"page": page, "place": page.place, "line": page.line, "end_form": EndForm(), **more}
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request, "oversight/local_setting.html", {**context, "query": query.urlencode()}, status=status
    )


def _said(is_later: bool) -> str:
    if is_later:
        return _("已保存，到起始日期自动生效。")
    return _("已保存。正在按新的规定重新检查辖区内的学校，稍后刷新可以看到结果。")


@require_POST
@login_required
def local_setting_end(request, code, kind, name, pk):
    """End what the place has set."""
    page = asked_setting(request, code, kind, name)
    row = get_object_or_404(rows_of(page.place, kind, name).select_related("jurisdiction"), pk=pk)
    if not page.may_set:
        raise PermissionDenied(page.may_set.reason)
    form = EndForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            setting_end(user=request.user, row=row, last=form.cleaned_data["last"], today=page.today)
        except PROBLEMS as problem:
            status = status_of(problem)
            put_on(form, problem)
        else:
            messages.success(request, _("已结束，历史记录保留。"))
            return redirect("oversight:local_setting", code, kind, name)
    blank = _form_of(kind)(page.line, page.today, newest=page.newest)
    return _shown(request, page, status, form=blank, end_form=form, ending=row)
