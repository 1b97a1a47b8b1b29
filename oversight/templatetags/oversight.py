"""The ways from a jurisdiction or a school to what is done about its findings."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.models import Finding
from oversight.cases.lines import CaseLine, case_lines
from schools.models import Jurisdiction, School

register = template.Library()

#: Route and label, in the order of the tabs; a route takes the code of the place.
OF_A_JURISDICTION: tuple[tuple[str, Any], ...] = (
    ("governance:jurisdiction", _("概况")),
    ("oversight:jurisdiction_findings", _("整改事项")),
    ("oversight:jurisdiction_notices", _("整改通知书")),
    ("oversight:jurisdiction_waivers", _("豁免")),
    ("oversight:jurisdiction_attestations", _("人工核实")),
    ("oversight:local_rules", _("本地规定")),
    ("oversight:jurisdiction_rounds", pgettext_lazy("多次", "检查")),
    ("oversight:jurisdiction_filings", pgettext_lazy("多份", "备案")),
    ("oversight:jurisdiction_trends", _("趋势")),
    ("oversight:reports", _("报告")),
)
OF_A_SCHOOL: tuple[tuple[str, Any], ...] = (
    ("governance:school", _("概况")),
    ("oversight:school_findings", _("整改事项")),
    ("oversight:school_notices", _("整改通知书")),
    ("oversight:school_waivers", _("豁免")),
    ("oversight:school_attestations", _("人工核实")),
    ("oversight:school_rounds", pgettext_lazy("多次", "检查")),
    ("oversight:school_filings", pgettext_lazy("多份", "备案")),
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


@register.simple_tag
def cases_of(rows: Iterable[Any]) -> Mapping[int, CaseLine]:
    """Return where the work on the findings of the rows stands today, by the findings' keys."""
    return case_lines([row.finding for row in rows], timezone.localdate())


@register.inclusion_tag("oversight/_case_line.html")
def case_line(lines: Mapping[int, CaseLine], finding: Finding) -> dict[str, Any]:
    """Show the work on a finding in one line that leads to its page."""
    return {"line": lines.get(finding.pk), "finding": finding}


def _is_at(here: str, route: str) -> bool:
    """Tell whether the page belongs to the tab: it is its page, or one of the topic's further pages."""
    return here == route or (route.startswith("oversight:") and here.startswith(f"{route}_"))
