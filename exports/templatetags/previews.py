"""How the cells of a preview are written."""

import re

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

#: A date, a code, the number of a document: letters and digits with marks between them.
_CODE = re.compile(r"([0-9A-Za-z]+(?:[-./:][0-9A-Za-z]+)+)")


@register.filter
def unbroken(cell: object) -> SafeString:
    """Return the cell with dates and codes kept on one line: browsers break them at their hyphens.

    >>> unbroken("TERM-002 于2026-12-01届满")
    '<span class="nowrap">TERM-002</span> 于<span class="nowrap">2026-12-01</span>届满'
    """
    *found, rest = _CODE.split(str(cell))
    pairs = zip(found[::2], found[1::2], strict=True)
    return format_html_join("", '{}<span class="nowrap">{}</span>', pairs) + conditional_escape(rest)
