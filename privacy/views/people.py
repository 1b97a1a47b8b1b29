"""What is kept about one person: for the person's own requests."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from privacy.exporting import Offer, handed_out
from privacy.exporting.stamping import WORD
from privacy.forms.holds import HoldForm
from privacy.models import LegalHold
from privacy.recording import hold_lift, hold_place
from privacy.retention.people import people_overdue
from privacy.rights import may_serve, sees_values
from privacy.subjects import as_json, as_word, held_of, sources_of
from schools.models import Person

UNPROCESSABLE = 422
_FILES = {"json": ("application/json", as_json), "docx": (WORD, as_word)}


@require_safe
@login_required
def person(request: HttpRequest, number: str) -> HttpResponse:
    """Show which tables hold something about a person, and what can be done about it."""
    return _page(request, _person(request, number), HoldForm())


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_file(request: HttpRequest, number: str, ending: str) -> HttpResponse:
    """Hand out a copy of everything that is kept about the person."""
    found = _person(request, number)
    if ending not in _FILES:
        raise Http404
    media_type, write = _FILES[ending]
    now = timezone.localtime()
    name = _("{number}个人信息副本.{ending}").format(number=found.number, ending=ending)
    return handed_out(
        request,
        Offer(
            found.school, 1, name, media_type, lambda _line: write(found, held_of(found), now, request.user)
        ),
    )


@require_POST
@login_required
def person_hold(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Keep the person's data longer, or let the usual time count again."""
    found = _person(request, number)
    form = HoldForm(request.POST)
    if act == "place" and not form.is_valid():
        return _page(request, found, form, UNPROCESSABLE)
    try:
        if act == "place":
            hold_place(user=request.user, person=found, reason=form.cleaned_data["reason"])
        else:
            hold_lift(user=request.user, person=found)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("已登记保留。") if act == "place" else _("已解除保留。"))
    return redirect("privacy:person", number=found.number)


def _person(request: HttpRequest, number: str) -> Person:
    rows = Person.objects.visible_to(request.user).select_related("school__jurisdiction")
    found = get_object_or_404(rows, number=number)
    verdict = may_serve(request.user, found)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return found


def _page(request: HttpRequest, found: Person, form: HoldForm, status: int = 200) -> HttpResponse:
    hold = LegalHold.objects.visible_to(request.user).filter(person=found, lifted_at=None).first()
    overdue = people_overdue(timezone.localdate()).filter(pk=found.pk).exists()
    context: dict[str, Any] = {
        "person": found,
        "school": found.school,
        "held": [(one, n) for one in sources_of(found) if (n := one.count())],
        "hold": hold,
        "form": form,
        "overdue": overdue,
        "correction": _correction(request, found),
    }
    return render(request, "privacy/person.html", context, status=status)


def _correction(request: HttpRequest, found: Person) -> str:
    """Return where what is kept is corrected, for who keeps the file."""
    if not (request.user.is_staff and sees_values(request.user, found.school)):
        return ""
    return reverse("admin:schools_person_change", args=[found.pk])
