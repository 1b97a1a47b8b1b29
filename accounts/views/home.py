"""The page everybody starts from."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from accounts.grants.delegation import keeps_grants
from accounts.models import SEEING
from accounts.permissions import grants_today, may_audit


@login_required
def home(request):
    """Go to the one page that is the user's own, or offer those there are."""
    if request.user.is_superuser:
        return redirect("governance:jurisdictions")
    grants = [grant for grant in grants_today(request.user) if grant.role in SEEING]
    if not grants and keeps_grants(request.user):
        return redirect("accounts:grants")
    if not grants and may_audit(request.user):
        return redirect("audit:records")
    places = {grant.jurisdiction.code: grant.jurisdiction for grant in grants if grant.jurisdiction}
    schools = {grant.school.code: grant.school for grant in grants if grant.school}
    if len(places) + len(schools) == 1:
        name = "governance:jurisdiction" if places else "governance:school"
        return redirect(name, code=next(iter({**places, **schools})))
    context = {"jurisdictions": places.values(), "schools": schools.values()}
    return render(request, "accounts/home.html", context)
