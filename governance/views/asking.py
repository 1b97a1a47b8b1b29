"""What every page asks first: who is there, for which row, on which day."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from governance.models import Plan
from governance.views.days import asked_day, asked_on, today
from schools.models import School

__all__ = ["asked_day", "asked_on", "asked_plan", "today", "visible_school"]


def visible_school(request, code: str) -> School:
    """Return the school if the user may see it; a stranger gets the same 404 as for no school."""
    schools = School.objects.visible_to(request.user).select_related("jurisdiction")
    return get_object_or_404(schools, code=code)


def asked_plan(request, school: School) -> Plan | None:
    """Return the plan the address names, None without one; what the user may not see is not found."""
    key = request.POST.get("plan") or request.GET.get("plan")
    if not key:
        return None
    if not (key.isascii() and key.isdecimal()):
        raise Http404
    plan = get_object_or_404(Plan.objects.visible_to(request.user).filter(school=school), pk=int(key))
    plan.school = school
    return plan
