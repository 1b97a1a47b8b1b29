"""The ways from a jurisdiction or a school to what is done about its findings."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schools.models import Jurisdiction, School

register = template.Library()

#: Route and label, in the order of the tabs; a route takes the code of the place.
OF_A_JURISDICTION: tuple[tuple[str, Any], ...] = (
    ("governance:jurisdiction", _("概况")),
    ("oversight:jurisdiction_trends", _("趋势")),
    ("oversight:reports", _("报告")),
)
OF_A_SCHOOL: tuple[tuple[str, Any], ...] = (
    ("governance:school", _("概况")),
    ("oversight:school_trends", _("趋势")),
)


@register.inclusion_tag("oversight/_places.html", takes_context=True)
def oversight_places(context: Any, place: Jurisdiction | School) -> dict[str, Any]:
    """Show the tabs of the place; the page that is shown is marked."""
    routes = OF_A_SCHOOL if isinstance(place, School) else OF_A_JURISDICTION
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.view_name if match else ""
    return {
        "place": place,
        "places": [
            (reverse(route, args=[place.code]), label, _is_at(here, route)) for route, label in routes
        ],
    }


def _is_at(here: str, route: str) -> bool:
    """Tell whether the page belongs to the tab: it is its page, or one of the topic's further pages."""
    return here == route or (route.startswith("oversight:") and here.startswith(f"{route}_"))
