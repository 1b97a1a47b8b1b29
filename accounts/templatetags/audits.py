"""Whether the way to the audit is shown."""

from typing import Any

from django import template

from accounts.permissions import may_audit

register = template.Library()


@register.simple_tag
def audits(user: Any) -> bool:
    """Tell whether the user reads audit records."""
    return bool(user.is_authenticated and may_audit(user))
