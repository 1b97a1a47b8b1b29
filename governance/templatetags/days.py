"""The day that is looked at, at the top of every page of the register."""

from datetime import date
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.translation import gettext as _

from governance.presentation.day import choices
from governance.views.days import asked_day, today

register = template.Library()

#: What a choice of a day replaces in an address.
OWN = ("on", "known", "page")


@register.inclusion_tag("governance/_day_bar.html", takes_context=True)
def day_bar(context: Any) -> dict[str, Any]:
    """Show the day the page is of and offer another; say so on pages that are always of today."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if getattr(request, "says_its_days", False):
        return {"day": None}
    if match is None or match.namespace != "governance" or not request.user.is_authenticated:
        return {"day": None}
    is_dated = hasattr(request, "viewed_day")
    return {
        "day": asked_day(request, knows=True),
        "is_dated": is_dated,
        "knows": is_dated and request.knows_past,
        "kept": _kept(request),
        "present_url": _address(request, None),
        "choices": _choices(request),
    }


def _choices(request: HttpRequest) -> list[tuple[str, date, str]]:
    words = {"year": _("去年今天"), "half": _("本学期初"), "half_before": _("上学期初")}
    return [(words[name], day, _address(request, day)) for name, day in choices(today()).items()]


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the form keeps of the address."""
    return [(name, one) for name, found in request.GET.lists() if name not in OWN for one in found]


def _address(request: HttpRequest, on: date | None) -> str:
    """Return the same page on another day, on today for None."""
    query = request.GET.copy()
    for name in OWN:
        query.pop(name, None)
    query["on"] = on.isoformat() if on else ""
    return f"?{query.urlencode()}"
