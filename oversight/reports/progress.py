"""How far a report has come, and what can be done with it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.choices.report import RESUMABLE, UNDER_WAY, ReportState
from oversight.models import Report
from oversight.reports.ordering import WORK


@dataclass(frozen=True, slots=True)
class Progress:
    """A report as a line of a list."""

    report: Report
    is_stalled: bool

    @property
    def is_moving(self) -> bool:
        """Whether the line will look different in a moment."""
        return self.report.state in UNDER_WAY and not self.is_stalled

    @property
    def is_done(self) -> bool:
        """Whether there is a file."""
        return self.report.state == ReportState.DONE

    @property
    def may_resume(self) -> bool:
        """Whether it can go on where it stopped."""
        return self.report.state in RESUMABLE or self.is_stalled

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        report = self.report
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
