"""The page of the system administrators: how old the newest backup is, what the last drill said."""

import shutil
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import may_operate
from config.backup import state
from config.backup.keeping import backups_in, moment_of

#: Part of the disk that is used when people are told that it fills up.
FULL = 0.8


@require_safe
@login_required
@never_cache
def operations(request: HttpRequest) -> HttpResponse:
    """Show it; names of files and numbers only, nothing of any school."""
    verdict = may_operate(request.user)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    where, now = state.folder(), timezone.now()
    found = state.newest(where)
    context = {
        "section": "operations",
        "newest": found,
        "made_at": timezone.localtime(found.kept.moment) if found else None,
        "is_too_old": state.is_too_old(found, now),
        "others": [(path.name, moment_of(path.name)) for path in backups_in(where)],
        "drill": state.drill_last(where),
        "disk": _disk(where),
    }
    return render(request, "config/operations.html", context)


def _disk(where: Path) -> dict[str, Any]:
    """Return what is left on the disk of the backups, in GB."""
    path = where
    while not path.exists():
        path = path.parent
    usage = shutil.disk_usage(path)
    return {"free": usage.free / 1e9, "total": usage.total / 1e9, "fills_up": usage.used > usage.total * FULL}
