"""Filings as they are read and handed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import may_edit, may_export
from governance.plans.running import PROBLEMS
from governance.views.asking import today, visible_school
from governance.views.plan_problems import problem_shown, status_of
from oversight.canonical import canonical
from oversight.choices.filing import FilingKind
from oversight.filings.frozen import FrozenStructure
from oversight.filings.lists import JurisdictionFilings, SchoolFilings
from oversight.filings.page import FilingPage, changed_until
from oversight.filings.submitting import filing_draft, filing_submit
from oversight.forms.filings import FilingForm
from oversight.models import Filing
from oversight.models.filing import NUMBERED
from oversight.views.filing_deeds import forms_for
from oversight.views.rounds_shown import visible_place
from privacy.exporting import Offer, handed_out
from schools.models import School


def visible_filing(request, pk: int) -> Filing:
    """Return the filing if the user may see it."""
    rows = Filing.objects.visible_to(request.user)
    related = ("school__jurisdiction", "jurisdiction", "submitted_by")
    return get_object_or_404(rows.select_related(*related), pk=pk)


@require_safe
@login_required
def school_filings(request, code):
    """List the filings of a school."""
    school = visible_school(request, code)
    page = SchoolFilings(school, request.user)
    return render(request, "oversight/school_filings.html", {"school": school, "page": page})


@require_safe
@login_required
def jurisdiction_filings(request, code):
    """List the filings of the schools of a jurisdiction."""
    place = visible_place(request, code)
    page = JurisdictionFilings(place, request.user, request.GET)
    return render(request, "oversight/filings.html", {"place": place, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def filing_new(request, code):
    """Show what would be handed in, and hand it in."""
    school = visible_school(request, code)
    verdict = may_edit(request.user, school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    kind = request.GET.get("kind") if request.GET.get("kind") in FilingKind.values else FilingKind.YEARLY
    form = FilingForm(request.POST or None, initial={"kind": kind, "year": today().year})
    problem, sent = None, request.method == "POST"
    if sent and form.is_valid():
        seen = request.POST.get("sha256", "")
        try:
            found = filing_submit(
                user=request.user, school=school, on=today(), seen=seen, **form.cleaned_data
            )
        except PROBLEMS as refused:
            problem = refused
        else:
            messages.success(request, _("备案已报送，等待主管部门审核。"))
            return redirect("oversight:filing", found.pk)
    return _new_page(request, school, form, problem, status=status_of(problem) if sent else 200)


def _new_page(request, school: School, form: FilingForm, problem, *, status: int):
    draft = filing_draft(school, today())
    before = school.filings.filter(state__in=NUMBERED).order_by("-submitted_at").first()
    context = {
        "school": school,
        "form": form,
        "draft": draft,
        "frozen": FrozenStructure(draft.content),
        "before": before,
        "changes": changed_until(before, today()) if before else [],
        "waiting": SchoolFilings(school, request.user).waiting,
        "problem_box": problem_shown(problem),
    }
    return render(request, "oversight/filing_new.html", context, status=status)


@require_safe
@login_required
def filing(request, pk):
    """Show what was handed in, what changed since the one before, and what the reader may do."""
    return filing_page(request, visible_filing(request, pk))


def filing_page(request, found: Filing, *, problem=None, sent=None):
    """Show the filing; after a refusal with the reason, and with all that was typed."""
    page = FilingPage(found, request.user, today())
    context = {
        "page": page,
        "filing": found,
        "school": found.school,
        "frozen": page.frozen,
        "verifying": "verify" in request.GET,
        "forms": forms_for(page) | (sent or {}),
        "problem_box": problem_shown(problem),
    }
    status = status_of(problem) if problem or sent else 200
    return render(request, "oversight/filing.html", context, status=status)


@require_safe
@login_required
def filing_print(request, pk):
    """Show the filing for paper."""
    found = visible_filing(request, pk)
    page = FilingPage(found, request.user, today())
    context = {"filing": found, "school": found.school, "page": page, "frozen": page.frozen}
    return render(request, "oversight/filing_print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def filing_file(request, pk):
    """Hand out what was kept in its canonical form: its SHA-256 is the fingerprint on the page."""
    found = visible_filing(request, pk)
    verdict = may_export(request.user, found.school)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    people = len({one["number"] for post in found.content["posts"] for one in post["holders"]})
    name, kept = f"filing-{found.pk}.json", canonical(found.content)
    offer = Offer(found.school, people, name, "application/json", lambda _line: kept, is_plain=True)
    return handed_out(request, offer)
