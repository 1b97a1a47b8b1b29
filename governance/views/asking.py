"""What every page asks first: who is there, for which row, on which day."""

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils import timezone

from schools.models import School


def today() -> date:
    """Return the day the page is drawn for."""
    return timezone.localdate()


def visible_school(request, code: str) -> School:
    """Return the school if the user may see it; a stranger gets the same 404 as for no school."""
    schools = School.objects.visible_to(request.user).select_related("jurisdiction")
    return get_object_or_404(schools, code=code)
