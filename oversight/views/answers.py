"""A school in a round: its list, its answer, and what is decided about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.sending.drawn import take
from governance.plans.running import PROBLEMS
from governance.views.asking import today, visible_school
from governance.views.plan_deeds import seen_version
from governance.views.plan_problems import problem_shown, status_of
from oversight.choices.round import AnswerAction
from oversight.forms.rounds import AnswerForm
from oversight.models import Answer
from oversight.rounds.answer_page import AnswerPage
from oversight.rounds.answering import answer_note, answer_report
from oversight.rounds.lists import SchoolRounds, answers_seen
from oversight.views.round_deeds import ANSWER_DEEDS, forms_for

#: What the school's own form does: keep it, or hand it in.
WRITTEN = (AnswerAction.NOTE.value, AnswerAction.REPORT.value)


@require_safe
@login_required
def school_rounds(request, code):
    """List the rounds of a school, those to be answered first."""
    school = visible_school(request, code)
    page = SchoolRounds(school, request.user, today())
    return render(request, "oversight/school_rounds.html", {"school": school, "page": page})


def visible_answer(request, pk: int, code: str) -> Answer:
    """Return the answer of the school in the round if the user may see it."""
    return get_object_or_404(answers_seen(request.user), round=pk, school__code=code)


@require_safe
@login_required
def answer(request, pk, code):
    """Show what was found then and now, what the school says, and what the reader may do."""
    return answer_page(request, visible_answer(request, pk, code))


def answer_page(request, found: Answer, *, form=None, problem=None, sent=None):
    """Show the answer; after a refusal with the reason, and with all that was typed."""
    page = AnswerPage(found, request.user, today())
    form = form or AnswerForm(found)
    context = {
        "page": page,
        "answer": found,
        "round": found.round,
        "school": found.school,
        "form": form,
        "items": [(item, form[f"text-{item.copy.pk}"] if item.copy else None) for item in page.items],
        "forms": forms_for(page.may, ANSWER_DEEDS) | (sent or {}),
        "problem_box": problem_shown(problem),
    }
    refused = problem or sent or form.is_bound
    return render(request, "oversight/answer.html", context, status=status_of(problem) if refused else 200)


@require_POST
@login_required
def answer_act(request, pk, code, action):
    """Keep or hand in what the school says; accept, return, remind, withdraw."""
    found = visible_answer(request, pk, code)
    if action in WRITTEN:
        return _written(request, found, action)
    deed = ANSWER_DEEDS.get(action)
    if deed is None:
        raise Http404
    form = deed.form(action, request.POST)
    if not form.is_valid():
        return answer_page(request, found, sent={action: form})
    try:
        deed.act(request, found, form)
    except PROBLEMS as problem:
        return answer_page(request, visible_answer(request, pk, code), problem=problem, sent={action: form})
    messages.success(request, deed.done)
    return redirect("oversight:answer", pk, code)


def _written(request, found: Answer, action: str):
    form = AnswerForm(found, request.POST)
    take(form)
    if not form.is_valid():
        return answer_page(request, found, form=form)
    told = {
        "user": request.user,
        "answer": found,
        "note": form.cleaned_data["note"],
        "texts": form.texts(),
        "version": seen_version(request),
    }
    pk, code = found.round_id, found.school.code
    try:
        if action == AnswerAction.REPORT:
            answer_report(**told, on=today())
        else:
            answer_note(**told)
    except PROBLEMS as problem:
        return answer_page(request, visible_answer(request, pk, code), form=form, problem=problem)
    is_report = action == AnswerAction.REPORT
    messages.success(request, _("已上报，等待主管部门认可。") if is_report else _("说明已保存，还没有上报。"))
    return redirect("oversight:answer", pk, code)
