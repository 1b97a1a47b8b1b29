"""What waits for the reader."""

from django.contrib.auth.decorators import login_required
from django.db.models import Max
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from oversight.inbox.counting import counts
from oversight.inbox.lists import InboxPage
from oversight.inbox.new_findings import findings_seen, new_findings
from oversight.inbox.new_findings_page import NewFindingsPage


@require_GET
@login_required
def inbox(request):
    """Show what waits, narrowed by kind and school."""
    page = InboxPage(request.user, timezone.localdate(), request.GET)
    return render(request, "oversight/inbox.html", {"page": page, "section": "inbox"})


@require_safe
@login_required
def inbox_number(request):
    """Show how much waits, for pages that do not wait for it themselves."""
    number = counts(request.user, timezone.localdate()).waiting
    return render(request, "oversight/_inbox_number.html", {"number": number})


@require_http_methods(["GET", "POST"])
@login_required
def new_findings_page(request):
    """Show what was found since the reader last looked; a POST says that it has been seen."""
    today = timezone.localdate()
    if request.method == "POST":
        shown = request.POST.get("newest", "")
        known = new_findings(request.user, today).aggregate(newest=Max("pk"))["newest"] or 0
        # what was found after the page was drawn has not been seen
        newest = min(int(shown) if shown.isdecimal() else 0, known)
        findings_seen(user=request.user, newest=newest, on=today)
        return redirect("oversight:inbox")
    page = NewFindingsPage(request.user, today, request.GET)
    return render(request, "oversight/new_findings.html", {"page": page, "section": "inbox"})
