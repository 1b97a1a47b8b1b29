"""Make a report: gather part by part, each in a transaction of its own, then write the file."""

import errno
import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.permissions import may_export
from governance.domain.refusals import Denied
from governance.presentation.jurisdiction_page import schools_inside
from governance.rules.catalogue import rules_version
from oversight.choices.report import ReportFormat, ReportKind
from oversight.models import Report, ReportPart
from oversight.papers.pdf import paper_pdf
from oversight.papers.word import paper_docx
from oversight.papers.workbook import paper_xlsx
from oversight.reports import gathering
from oversight.reports.county import county_paper
from oversight.reports.findings_book import findings_book
from oversight.reports.ordering import WORK
from schools.models import School

#: Numbers of what the operating system says when nothing more can be written.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})

_log = logging.getLogger("liangzhu.reports")


def make_report(report_id: int) -> str:
    """Make the report with this key, or what is left of it; return the state it is in afterwards.

    A report that somebody else makes, that is finished or was called off is left alone.
    """
    report = _taken(report_id)
    if report is None:
        return WORK.state_of(report_id)
    try:
        with override(report.language):
            _make(report)
    except Denied as problem:
        WORK.failed(report, str(problem))
    except Exception as problem:  # noqa: BLE001 -- whatever it was, the person is told and the worker lives on
        _log.exception("report %s", report.pk)
        with override(report.language):
            WORK.failed(report, _said(problem, report))
    return WORK.state_of(report_id)


def _taken(report_id: int) -> Report | None:
    if not WORK.taken(report_id):
        return None
    return Report.objects.select_related("jurisdiction", "asked_by").get(pk=report_id)


def _make(report: Report) -> None:
    schools = _schools(report)
    if _gathered(report, schools):
        _write(report, schools)


def _schools(report: Report) -> QuerySet[School]:
    """Return the schools of the report: what its asker may see now, not when he asked.

    Raises:
        Denied: if he may not take them away any more.

    """
    verdict = may_export(report.asked_by, report.jurisdiction)
    if not (verdict and report.asked_by.is_active):
        raise Denied(verdict.reason or _("您的账号已停用。"))
    return schools_inside(report.jurisdiction, report.asked_by)


def _gathered(report: Report, schools: QuerySet[School]) -> bool:
    """Gather what is still missing; tell whether it is all there, or the report was called off."""
    ids = list(schools.order_by("code").values_list("pk", flat=True))
    there = dict(report.parts.values_list("number", "schools"))
    chunks = [ids[start : start + gathering.CHUNK] for start in range(0, len(ids), gathering.CHUNK)]
    done = 0
    for number, chunk in enumerate(chunks):
        if number not in there:
            with transaction.atomic():
                rows = gathering.gather(report.kind, chunk, report.on)
                ReportPart.objects.create(report=report, number=number, schools=len(chunk), rows=rows)
        done += len(chunk)
        if not _beat(report, done=done, total=len(ids)):
            return False
    return _beat(report, done=done, total=len(ids))


def _beat(report: Report, **progress: int) -> bool:
    """Put the progress on record; tell whether the report is still wanted."""
    return bool(WORK.running(report).update(beat_at=timezone.now(), **progress))


def _rows(report: Report) -> Iterator[list[Any]]:
    for part in report.parts.order_by("number").iterator(chunk_size=1):
        yield from part.rows


def _write(report: Report, schools: QuerySet[School]) -> None:
    """Write the file, keep it, and forget the parts."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report"
        _written(report, schools, path)
        with path.open("rb") as content:
            report.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
            content.seek(0)
            report.file.save("report", File(content), save=False)
    report.size, report.rules_version = report.file.size, rules_version()
    report.finished_at = timezone.now()
    with transaction.atomic():
        if WORK.kept(report, ("file", "size", "sha256", "rules_version", "finished_at")):
            report.parts.all().delete()


def _written(report: Report, schools: QuerySet[School], path: Path) -> None:
    if report.kind == ReportKind.FINDINGS:
        findings_book(report, _rows(report), path)
        return
    paper = county_paper(report, schools, _rows(report))
    if report.format == ReportFormat.XLSX:
        paper_xlsx(paper, path)
    else:
        path.write_bytes(paper_docx(paper) if report.format == ReportFormat.DOCX else paper_pdf(paper))


def _said(problem: Exception, report: Report) -> str:
    if isinstance(problem, OSError) and problem.errno in _NO_ROOM:
        return _("服务器磁盘空间不足，报告没有生成。请系统管理员清理磁盘后点“继续”。")
    text = _("生成时出错，请点“继续”再试一次；仍不成功时请联系系统管理员，并告知报告编号{number}。")
    return text.format(number=report.pk)
