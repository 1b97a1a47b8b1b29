"""The page where auditors read records; that they did is itself on record."""

import csv
from io import StringIO
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from audit.choices import Action
from audit.events import note
from audit.masking import shown
from audit.models import AuditRecord
from audit.reading import PAGE_SIZE, RecordFilter, may_read, records_for, subjects

SUBJECT = "audit.log"
#: Lines of a file; who needs more narrows the question or has it exported on the server.
MOST = 10_000
_HEAD = (
    "id", "recorded_at", "actor_kind", "actor_id", "actor", "address", "action", "outcome", "subject",
    "subject_id", "request", "reason",
)  # fmt: skip
#: What makes spreadsheets calculate; some take the wide forms of the East for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@require_GET
@login_required
@never_cache
def records(request: HttpRequest) -> HttpResponse:
    """Show the records asked for, the newest first, page after page by key."""
    rows, asked = _asked(request)
    before = request.GET.get("before", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before))
    found = [_line(row) for row in rows[: PAGE_SIZE + 1]]
    note(Action.LOOK, SUBJECT, before, asked=asked.asked)
    page, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "section": "audit",
        "filter": asked,
        "page": page,
        "next": page[-1]["row"].pk if more else None,
        "query": query.urlencode(),
        "is_first": not before,
    }
    return render(request, "audit/records.html", context)


@require_GET
@login_required
@never_cache
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record with what was there before and after."""
    row = get_object_or_404(_rows(request), pk=pk)
    note(Action.LOOK, SUBJECT, pk)
    before, after = shown(row.subject, row.before), shown(row.subject, row.after)
    changes = [(name, before.get(name), after.get(name)) for name in sorted(before.keys() | after.keys())]
    context = {
        "section": "audit",
        **_line(row),
        "changes": changes,
        "details": sorted((row.detail or {}).items()),
    }
    return render(request, "audit/record.html", context)


@require_GET
@login_required
@never_cache
def records_csv(request: HttpRequest) -> HttpResponse:
    """Hand the records asked for out as a table, up to ``MOST``."""
    rows, asked = _asked(request)
    note(Action.LOOK, SUBJECT, "csv", asked=asked.asked)
    text = StringIO()
    table = csv.writer(text)
    table.writerow(
        [*(AuditRecord._meta.get_field(name).verbose_name for name in _HEAD), _("变更前"), _("变更后")]
    )
    for row in rows[:MOST].iterator():
        values = [getattr(row, name) for name in _HEAD]
        changed = [_told(shown(row.subject, row.before)), _told(shown(row.subject, row.after))]
        table.writerow([_plain(value) for value in (*values, *changed)])
    answer = HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


def _rows(request: HttpRequest) -> Any:
    if not may_read(request.user):
        raise PermissionDenied(_("只有审计管理员可以查阅审计记录。"))
    return records_for(request.user)


def _asked(request: HttpRequest) -> tuple[Any, RecordFilter]:
    asked = RecordFilter(request.GET)
    return asked.apply(_rows(request)), asked


def _line(row: AuditRecord) -> dict[str, Any]:
    actions, names = dict(Action.choices), subjects()
    return {
        "row": row,
        "action": actions.get(row.action, row.action),
        "subject": names.get(row.subject, row.subject),
        "is_bad": row.outcome != "done",
    }


def _told(values: dict[str, str]) -> str:
    return "；".join(f"{name}={value}" for name, value in values.items())


def _plain(value: Any) -> str:
    """Return the value so that no spreadsheet takes it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and text != "-" else text
