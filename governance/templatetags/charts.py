"""Charts drawn on the server."""

from datetime import date

from django import template
from django.utils.safestring import SafeString, mark_safe

from governance.chart.bars import Bar, draw_bars
from governance.chart.plots import Series, draw_columns, draw_lines, line_key
from governance.chart.spans import Span, draw_spans

register = template.Library()


@register.simple_tag
def spans(rows: list[Span], on: date, label: str) -> SafeString:
    """Draw spans of time; ElementTree escapes every text in them."""
    return mark_safe(draw_spans(rows, on, str(label)))  # noqa: S308 -- see above


@register.simple_tag
def bars(rows: list[Bar], label: str) -> SafeString:
    """Draw horizontal bars; ElementTree escapes every text in them."""
    return mark_safe(draw_bars(rows, str(label)))  # noqa: S308 -- see above


@register.simple_tag
def columns(labels: list[str], series: list[Series], label: str) -> SafeString:
    """Draw stacked columns over time; ElementTree escapes every text in them."""
    return mark_safe(draw_columns(labels, series, str(label)))  # noqa: S308 -- see above


@register.simple_tag
def lines(labels: list[str], series: list[Series], label: str, most: float = 0) -> SafeString:
    """Draw lines over time; ElementTree escapes every text in them."""
    return mark_safe(draw_lines(labels, series, str(label), most))  # noqa: S308 -- see above


@register.simple_tag
def line_sign(nth: int) -> SafeString:
    """Draw a piece of a line for the legend."""
    return mark_safe(line_key(nth))  # noqa: S308 -- no text in it
