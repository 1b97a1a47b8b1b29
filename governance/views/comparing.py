"""What differs between two days."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.plans.two_days import TwoDays, first_record
from governance.views.asking import visible_school
from governance.views.days import asked_span
from schools.periods import add_months


@require_safe
@login_required
def school_compare(request, code):
    """Compare the school on two days; without days, today with a year ago or the first record."""
    school = visible_school(request, code)

    def a_year_before(last: date) -> date:
        ago, first = add_months(last, -12), first_record(school)
        return max(ago, first) if first is not None and first <= last else ago

    page = TwoDays(school, request.user, asked_span(request, a_year_before))
    return render(request, "governance/compare.html", {"school": school, "page": page})
