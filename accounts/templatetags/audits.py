"""Whether the ways to the audit and to the state of the installation are shown."""

from typing import Any

from django import template

from accounts.permissions import may_audit, may_operate

register = template.Library()


@register.simple_tag
def audits(user: Any) -> bool:
    """Tell whether the user reads audit records."""
    return bool(user.is_authenticated and may_audit(user))


@register.simple_tag
def operates(user: Any) -> bool:
    """Tell whether the user looks after the installation."""
    return bool(user.is_authenticated and may_operate(user))
