"""Columns that several lists share."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.choices import Severity
from governance.models import Finding

DEEPEST = 6


def badge(kind: str, label: str) -> str:
    """Return a word in a rounded frame; the word says what the colour repeats."""
    return format_html('<span class="badge badge-{}">{}</span>', kind, label)


def node(depth: int, label: Any) -> str:
    """Return a name indented by its depth in the tree, with a class: inline styles are not allowed."""
    return format_html('<span class="node node-{}">{}</span>', min(depth, DEEPEST), label)


def counted(rows: QuerySet, **conditions: Any) -> Any:
    """Return a subquery that counts ``rows`` of the outer row; ``conditions`` tie the two together."""
    tied = rows.filter(**{name: OuterRef(outer) for name, outer in conditions.items()}).order_by()
    name = next(iter(conditions))
    numbers = tied.values(name).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers, output_field=IntegerField()), 0)


def open_findings(**conditions: Any) -> Any:
    """Return a subquery that counts open findings of more than hint level."""
    serious = (Severity.ERROR, Severity.WARNING)
    return counted(Finding.objects.open().filter(severity__in=serious), **conditions)


@admin.display(description=gettext_lazy("起止日期"), ordering="period")
def period_shown(row: Any) -> str:
    """Return the first and the last day."""
    if row.ends_on is None:
        return _("%(start)s 起") % {"start": row.starts_on.isoformat()}
    last = row.last_day.isoformat()
    return _("%(start)s 至 %(end)s") % {"start": row.starts_on.isoformat(), "end": last}


@admin.display(description=gettext_lazy("问题"), ordering="findings_count")
def findings_shown(row: Any) -> str:
    """Return the number of findings to mend."""
    return badge("warning", str(row.findings_count)) if row.findings_count else "0"
