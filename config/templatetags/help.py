"""From every page to the chapter of the manual about it."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()

#: Chapter of the manual by the beginning of a route's name; the longest that fits decides.
CHAPTERS = {
    "": "start",
    "accounts:": "start",
    "accounts:grant": "grants",
    "admin:": "register",
    "audit:": "audit",
    "operations": "operations",
    "governance:school": "school",
    "governance:school_action": "chart",
    "governance:school_chart": "chart",
    "governance:school_png": "chart",
    "governance:school_pdf": "chart",
    "governance:school_outline": "chart",
    "governance:school_print": "chart",
    "governance:school_compare": "days",
    "governance:school_changes": "days",
    "governance:school_setup": "setup",
    "governance:school_new": "setup",
    "governance:school_export": "reports",
    "governance:school_plans": "plans",
    "governance:plan": "plans",
    "governance:change": "days",
    "governance:organization": "school",
    "governance:organization_changes": "days",
    "governance:organization_timeline": "days",
    "governance:unit": "school",
    "governance:unit_changes": "days",
    "governance:person": "days",
    "governance:jurisdiction": "county",
    "governance:jurisdiction_plans": "approving",
    "governance:rule": "rules",
    "governance:jurisdiction_rule": "rules",
    "privacy:": "privacy",
    "intake:": "import",
    "oversight:inbox": "start",
    "oversight:new_findings": "start",
    "oversight:school_findings": "cases",
    "oversight:jurisdiction_findings": "cases",
    "oversight:case": "cases",
    "oversight:school_notices": "notices",
    "oversight:jurisdiction_notices": "notices",
    "oversight:notice": "notices",
    "oversight:school_rounds": "rounds",
    "oversight:jurisdiction_rounds": "rounds",
    "oversight:round": "rounds",
    "oversight:answer": "rounds",
    "oversight:school_filings": "filings",
    "oversight:jurisdiction_filings": "filings",
    "oversight:filing": "filings",
    "oversight:school_waivers": "waivers",
    "oversight:jurisdiction_waivers": "waivers",
    "oversight:waiver": "waivers",
    "oversight:school_attestations": "attesting",
    "oversight:jurisdiction_attestations": "attesting",
    "oversight:attest": "attesting",
    "oversight:statement": "attesting",
    "oversight:local": "local-rules",
    "oversight:school_trend": "trends",
    "oversight:jurisdiction_trend": "trends",
    "oversight:reminder": "reminders",
    "oversight:calendar": "reminders",
    "oversight:unsubscribe": "reminders",
    "oversight:report": "reports",
    "oversight:school_health": "reports",
    "exports:": "exports",
}


def chapter_of(route: str) -> str:
    """Return the anchor of the chapter about a route."""
    fitting = [beginning for beginning in CHAPTERS if route.startswith(beginning)]
    return CHAPTERS[max(fitting, key=len)]


@register.simple_tag(takes_context=True)
def help_url(context: Any) -> str:
    """Return where the manual speaks of the page that is shown."""
    match = getattr(context.get("request"), "resolver_match", None)
    return f"{reverse('manual')}#{chapter_of(match.view_name if match else '')}"
