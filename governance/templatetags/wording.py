"""Small pieces of wording that several pages share."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from governance.models import ChangeSet, RoleAssignment
from governance.presentation.change_page import summary_for
from governance.rules.texts import shown, source_text

register = template.Library()

register.filter("source_text", source_text)
register.filter("shown", shown)


@register.filter
def kind(row: Any) -> str:
    """Return what a row is: organization, unit, person, school."""
    return str(row._meta.model_name).removeprefix("party")


@register.filter
def told_to(change: ChangeSet, user: Any) -> str:
    """Return the sentence of a change as this user may read it."""
    return summary_for(change, user)


@register.filter
def period(dated: Any) -> str:
    """Return a period as people write it: from the first to the last day."""
    if dated.ends_on is None:
        return _("%(start)s 起") % {"start": dated.starts_on.isoformat()}
    last = dated.last_day.isoformat()
    return _("%(start)s 至 %(end)s") % {"start": dated.starts_on.isoformat(), "end": last}


@register.filter
def parameter(value: Any) -> str:
    """Return a rule's number as people write it; a dash where none is set."""
    if value is None:
        return "—"
    return _("、").join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)


@register.filter
def manner(assignment: RoleAssignment) -> str:
    """Return how somebody came into a post: method, duties, full-time, acting."""
    parts = [assignment.get_method_display()]
    field = RoleAssignment._meta.get_field("duties").base_field
    names = dict(field.flatchoices)
    parts += [str(names.get(duty, duty)) for duty in assignment.duties]
    if assignment.is_full_time_party:
        parts.append(_("专职党务"))
    if assignment.is_acting:
        parts.append(_("主持工作"))
    return " · ".join(part for part in parts if part)
