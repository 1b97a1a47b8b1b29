"""Rules that people attest at one school: the sheet, one rule, and what is done about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.sending.drawn import take
from governance.forms.plans import OpinionForm
from governance.views.asking import today, visible_school
from governance.views.plan_problems import status_of
from oversight.attesting import confirming
from oversight.attesting.asked import attested_rules
from oversight.attesting.sheet import RuleSheet, SchoolSheet
from oversight.attesting.states import COURSE
from oversight.attesting.stating import statement_amend, statement_hand_in
from oversight.choices.statement import StatementAction as A
from oversight.forms.attesting import AttestForm, StatementForm
from oversight.models import Statement
from oversight.views.refusals import PROBLEMS, put_on
from oversight.views.versions import seen_version


@require_safe
@login_required
def school_attestations(request, code):
    """Show how a school stands with the rules that people attest."""
    school = visible_school(request, code)
    page = SchoolSheet(school, request.user, today())
    return render(request, "oversight/school_attestations.html", {"page": page, "school": school})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attestation(request, code, rule):
    """Show one rule at a school; take what its people state or its officials attest."""
    school = visible_school(request, code)
    if rule not in {declared.code for declared in attested_rules()}:
        raise Http404
    page = RuleSheet(SchoolSheet(school, request.user, today()), rule)
    form = _form(request, page)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(page.sheet.may_state.reason or _("现在不能填报。"))
        if form.is_valid():
            try:
                said = _taken(request, page, form)
            except PROBLEMS as problem:
                put_on(form, problem)
            else:
                messages.success(request, said)
                return redirect("oversight:attestation", code, rule)
    return rule_page(request, page, form, 422 if form is not None and form.is_bound else 200)


def rule_page(request, page: RuleSheet, form, status: int, problem: Exception | None = None):
    """Show the rule with the buttons of what waits."""
    stated = page.cell.statement
    opinion = OpinionForm(
        request.POST if problem else None, label=_("需要补充什么"), needed=True, auto_id="id_return_%s"
    )
    if problem is not None:
        opinion.is_valid()
        put_on(opinion, problem)
    context = {
        "page": page,
        "school": page.school,
        "rule": page.cell.rule,
        "cell": page.cell,
        "form": form,
        "found": stated,
        "may": dict.fromkeys(COURSE.open_to(request.user, stated), True) if stated else {},
        "opinion": opinion,
    }
    return render(request, "oversight/attestation.html", context, status=status)


def _form(request, page: RuleSheet):
    """Return the form the reader may fill in: the official's, or else the school's; None if nobody asks."""
    if not page.cell.is_asked:
        return None
    given = {"rule": page.cell.rule}
    data = (request.POST or None, request.FILES or None)
    if page.sheet.may_attest:
        return AttestForm(*data, initial={"attester": str(page.school.jurisdiction)}, **given)
    if page.sheet.may_state and page.cell.statement is None:
        return StatementForm(*data, **given)
    return None


def _taken(request, page: RuleSheet, form) -> str:
    told = {"user": request.user, "school": page.school, "rule": page.code, "words": form.words}
    told |= {"today": today(), "files": form.files_given}
    if isinstance(form, AttestForm):
        confirming.statement_attest(attester=form.cleaned_data["attester"], **told)
        return _("已记录核实结论，检查发现已重新判断。")
    statement_hand_in(**told)
    return _("自查结果已上报，等待主管部门确认。")


def visible_statement(request, pk: int) -> Statement:
    """Return the statement if the user may see it."""
    seen = Statement.objects.visible_to(request.user).select_related("school__jurisdiction")
    return get_object_or_404(seen, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def statement_edit(request, pk):
    """Complete a statement that was sent back."""
    found = visible_statement(request, pk)
    verdict = COURSE.may(request.user, found, A.AMEND)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    rule = next(r for r in attested_rules() if r.code == found.rule)
    names = ("conclusion", "note", "document_number", "until")
    initial = {name: getattr(found, name) for name in names}
    form = StatementForm(request.POST or None, request.FILES or None, initial=initial, rule=rule)
    take(form)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        told = {"words": form.words, "files": form.files_given, "version": seen_version(request)}
        try:
            statement_amend(user=request.user, statement=found, today=today(), **told)
        except PROBLEMS as problem:
            status = status_of(problem)
            put_on(form, problem)
        else:
            messages.success(request, _("已补充并重新上报。"))
            return redirect("oversight:attestation", found.school.code, found.rule)
    context = {"form": form, "found": visible_statement(request, pk), "school": found.school, "rule": rule}
    return render(request, "oversight/statement_form.html", context, status=status)


@require_POST
@login_required
def statement_act(request, pk, action):
    """Confirm, send back, withdraw."""
    found = visible_statement(request, pk)
    text, version = request.POST.get("text", "")[:2000], seen_version(request)
    told = {"user": request.user, "statement": found, "text": text, "version": version}
    try:
        if action == A.CONFIRM:
            confirming.statement_confirm(today=today(), **told)
        elif action == A.RETURN:
            confirming.statement_return(**told)
        elif action == A.WITHDRAW:
            confirming.statement_withdraw(**told)
        else:
            raise Http404
    except PROBLEMS as problem:
        page = RuleSheet(SchoolSheet(found.school, request.user, today()), found.rule)
        return rule_page(request, page, None, status_of(problem), problem)
    messages.success(request, _("已办理：{action}。").format(action=A(action).label))
    return redirect("oversight:attestation", found.school.code, found.rule)
