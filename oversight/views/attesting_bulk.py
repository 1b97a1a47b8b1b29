"""Rules that people attest in a jurisdiction: the matrix, and one conclusion for many schools."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import may_approve
from governance.presentation.jurisdiction_page import schools_inside, visible_jurisdictions
from governance.views.asking import today
from oversight.attesting.confirming import cannot, statement_attest
from oversight.attesting.matrix import PAGE_SIZE, Matrix
from oversight.attesting.stating import require_words
from oversight.forms.attesting import BulkForm
from oversight.views.refusals import PROBLEMS, put_on
from schools.models import Jurisdiction


def visible_place(request, code: str) -> Jurisdiction:
    """Return the jurisdiction if the user may see it."""
    return get_object_or_404(visible_jurisdictions(request.user), code=code)


@require_safe
@login_required
def jurisdiction_attestations(request, code):
    """Show schools and attested rules."""
    place = visible_place(request, code)
    return _matrix(request, place, None, (), 200)


def _matrix(request, place: Jurisdiction, form, chosen, status: int):
    page = Matrix(place, request.user, today(), request.GET)
    form = form or BulkForm(initial={"rule": page.rule, "attester": place.name})
    context = {"page": page, "place": place, "form": form, "chosen": set(chosen)}
    return render(request, "oversight/jurisdiction_attestations.html", context, status=status)


@require_POST
@login_required
def attest_bulk(request, code):
    """Show what one conclusion for many schools would do; do it once that was confirmed."""
    place = visible_place(request, code)
    verdict = may_approve(request.user, place)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    codes, form = request.POST.getlist("school"), BulkForm(request.POST)
    if len(codes) > PAGE_SIZE:
        form.add_error(None, _("一次最多核实 {n} 所学校，请分批办理。").format(n=PAGE_SIZE))
        return _matrix(request, place, form, codes[:PAGE_SIZE], 422)
    inside = schools_inside(place, request.user).filter(code__in=codes).select_related("jurisdiction")
    schools = list(inside.order_by("sort_key", "code"))
    if form.is_valid() and not schools:
        form.add_error(None, _("请先勾选学校。"))
    if form.is_valid():
        try:
            require_words(form.cleaned_data["rule"], form.words, today())
        except PROBLEMS as problem:
            put_on(form, problem)
    if not form.is_valid():
        return _matrix(request, place, form, codes, 422)
    rule = form.cleaned_data["rule"]
    problems = cannot(request.user, schools, rule, today())
    able = [school for school in schools if school.pk not in problems]
    if request.POST.get("confirmed") == "1":
        return _attested(request, place, form, able, len(schools) - len(able))
    unable = [(school, problems[school.pk]) for school in schools if school.pk in problems]
    context = {"place": place, "form": form, "able": able, "unable": unable, "rule": rule}
    return render(request, "oversight/attest_bulk.html", context)


def _attested(request, place: Jurisdiction, form: BulkForm, able, left: int):
    """Attest school by school: what fails at one leaves the others alone."""
    rule, attester, done = form.cleaned_data["rule"], form.cleaned_data["attester"], 0
    for school in able:
        told = {"rule": rule, "words": form.words, "attester": attester, "today": today()}
        try:
            statement_attest(user=request.user, school=school, **told)
            done += 1
        except PROBLEMS as problem:
            left += 1
            messages.warning(request, f"{school}: {problem}")
    said = _("已核实 {done} 所学校；{left} 所没有办理。") if left else _("已核实 {done} 所学校。")
    messages.success(request, said.format(done=done, left=left))
    return redirect(reverse("oversight:jurisdiction_attestations", args=[place.code]) + f"?rule={rule}")
