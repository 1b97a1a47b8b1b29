"""Charts drawn on the server."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from governance.chart.bars import Bar, draw_bars

register = template.Library()


@register.simple_tag
def bars(rows: list[Bar], label: str) -> SafeString:
    """Draw horizontal bars; ElementTree escapes every text in them."""
    return mark_safe(draw_bars(rows, str(label)))  # noqa: S308 -- see above
