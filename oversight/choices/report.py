"""Values of reports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportKind(TextChoices):
    """What a report is about."""

    COUNTY = "county", _("结构检查报告")
    FINDINGS = "findings", _("检查发现明细")


class ReportFormat(TextChoices):
    """Which file it becomes."""

    XLSX = "xlsx", _("Excel 表格")
    DOCX = "docx", _("Word 文档")
    PDF = "pdf", _("PDF 文件")


#: Which files a report can become: a list of findings is a table and nothing else.
FORMATS = {
    ReportKind.COUNTY: (ReportFormat.DOCX, ReportFormat.PDF, ReportFormat.XLSX),
    ReportKind.FINDINGS: (ReportFormat.XLSX,),
}
MEDIA_TYPES = {
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportFormat.PDF: "application/pdf",
}


class ReportState(TextChoices):
    """How far a report has come."""

    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("生成中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("没有完成")
    CANCELLED = "cancelled", _("已取消")
