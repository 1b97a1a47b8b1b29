"""Ask for a report, call it off, let it go on, throw it away."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import may_export
from governance.domain.refusals import Denied
from oversight.background import UNDER_WAY, Work
from oversight.choices.report import FORMATS, ReportFormat, ReportKind
from oversight.models import Report
from oversight.reports.queue import enqueue
from schools.models import Jurisdiction

#: One person's reports under way at a time: enough for one in every format, too few to fill the queue.
MOST = 5
WORK = Work(Report, stalled_after=120)


def report_order(
    *, user: User, kind: ReportKind, file_format: ReportFormat, jurisdiction: Jurisdiction, on: date
) -> Report:
    """Put a report on the way.

    Raises:
        Denied: if the user may not take the data of the jurisdiction away.
        ValidationError: if there is no such report in that format, or the user has too many on the way.

    """
    verdict = may_export(user, jurisdiction)
    if not verdict:
        raise Denied(verdict.reason)
    if file_format not in FORMATS[kind]:
        raise ValidationError({"format": _("这种报告没有这种格式。")})
    with transaction.atomic():
        # the user's row is the lock: two clicks at once must not both find room
        User.objects.select_for_update().get(pk=user.pk)
        if Report.objects.filter(asked_by=user, state__in=UNDER_WAY).count() >= MOST:
            raise ValidationError(
                _("您已有{most}份报告正在生成，请等其中一份完成，或者先取消。").format(most=MOST)
            )
        report = Report.objects.create(
            kind=kind,
            format=file_format,
            jurisdiction=jurisdiction,
            on=on,
            language=get_language() or "zh-hans",
            asked_by=user,
        )
        enqueue(report)
    return report


def report_cancel(*, report: Report) -> Report:
    """Stop working on it after the part at hand; what was gathered is kept for going on.

    Raises:
        ValidationError: if it is finished.

    """
    return WORK.cancelled(report, _("这份报告已经结束，不用取消。"))


def report_resume(*, report: Report) -> Report:
    """Go on where it stopped.

    Raises:
        ValidationError: if it is finished, or somebody works on it.

    """
    with transaction.atomic():
        fresh = WORK.queued_again(report, _("这份报告正在生成或者已经完成，不用继续。"))
        enqueue(fresh)
    return fresh


def report_remove(*, report: Report) -> None:
    """Throw the report and its file away.

    Raises:
        ValidationError: while somebody works on it.

    """
    WORK.removed(report, _("报告正在生成，请先取消再删除。"))
