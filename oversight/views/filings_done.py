"""What is done with a filing, and with many at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.plans.running import PROBLEMS
from governance.views.asking import today
from oversight.filings.bulk import filings_accepted, preview
from oversight.filings.lists import JurisdictionFilings
from oversight.views.filing_deeds import DONE, form_for, perform
from oversight.views.filings import filing_page, visible_filing
from oversight.views.rounds_shown import visible_place


@require_POST
@login_required
def filing_act(request, pk, action):
    """Accept, return or withdraw a filing."""
    found = visible_filing(request, pk)
    if action not in DONE:
        raise Http404
    form = form_for(action, request.POST)
    if not form.is_valid():
        return filing_page(request, found, sent={action: form})
    try:
        perform(request, found, action, form)
    except PROBLEMS as problem:
        for name, errors in getattr(problem, "error_dict", {}).items():
            form.add_error(name if name in form.fields else None, errors)
        return filing_page(request, visible_filing(request, pk), problem=problem, sent={action: form})
    return redirect("oversight:filing", pk)


@require_POST
@login_required
def filings_bulk(request, code):
    """Accept many: first a page that says which, then the deed."""
    place = visible_place(request, code)
    page = JurisdictionFilings(place, request.user, request.GET)
    filings = page.listed
    if "all" not in request.POST:
        keys = [int(key) for key in request.POST.getlist("filing") if key.isascii() and key.isdecimal()]
        filings = filings.filter(pk__in=keys)
    with_findings = "with_findings" in request.POST
    back = f"{reverse('oversight:jurisdiction_filings', args=[code])}?{request.GET.urlencode()}"
    if "confirm" in request.POST:
        done = filings_accepted(
            user=request.user,
            filings=filings,
            on=today(),
            with_findings=with_findings,
            text=request.POST.get("text", "")[:2000],
        )
        messages.success(request, _("已同意备案%(n)d份。") % {"n": done})
        return redirect(back)
    context = {
        "place": place,
        "preview": preview(request.user, filings, with_findings=with_findings),
        "with_findings": with_findings,
        "back": back,
    }
    return render(request, "oversight/filings_bulk.html", context)
