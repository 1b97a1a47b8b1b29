"""Whether the pages of grants are for the reader."""

from django import template

from accounts.grants import delegation

register = template.Library()


@register.simple_tag
def keeps_grants(user) -> bool:
    """Tell whether the user keeps grants or accounts somewhere."""
    return user.is_authenticated and delegation.keeps_grants(user)
