"""How far a report has come, and what can be done with it."""

from django.utils.translation import gettext as _

from oversight import background
from oversight.choices.report import ReportState
from oversight.models import Report
from oversight.reports.ordering import WORK


class Progress(background.Progress):
    """A report as a line of a list."""

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        report = self.work
        if self.is_stalled:
            return _("后台任务没有运行或者已中断，请确认任务进程在运行后点“继续”。")
        if report.state == ReportState.RUNNING and report.total:
            if report.done == report.total:
                return _("{n}所学校已汇总，正在写文件").format(n=report.total)
            return _("已汇总{done}/{total}所学校").format(done=report.done, total=report.total)
        return report.problem or str(report.get_state_display())


def progress_of(report: Report) -> Progress:
    """Return the report as a line of a list."""
    return Progress(report, WORK.is_stalled(report))
