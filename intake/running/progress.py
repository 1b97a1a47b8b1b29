"""How far an import has come, and what can be done with it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from intake.choices import ImportStage, ImportState
from intake.models import RosterImport
from intake.running.ordering import WORK
from oversight import background


class CalledOff(Exception):
    """Somebody has called the import off while it was worked on."""


def beat(row: RosterImport, **progress: object) -> None:
    """Put the progress on record.

    Raises:
        CalledOff: if the import is not wanted any more.

    """
    running = RosterImport.objects.filter(pk=row.pk, state=ImportState.RUNNING)
    if not running.update(beat_at=timezone.now(), **progress):
        raise CalledOff


class Progress(background.Progress):
    """An import as a line of a list."""

    @property
    def is_refused(self) -> bool:
        """Whether the file was not taken: the same file will not be taken another time either."""
        return bool(self.work.state == ImportState.REFUSED)

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        row = self.work
        if self.is_stalled:
            return _("后台任务没有运行或者已中断，请确认任务进程在运行后点“继续”。")
        if row.state == ImportState.RUNNING:
            if row.stage == ImportStage.READ or not row.total:
                return _("正在读取文件")
            verb = _("已实施") if row.stage == ImportStage.APPLY else _("已核对")
            return _("{verb}{done}/{total}所学校").format(verb=verb, done=row.done, total=row.total)
        return row.problem or str(row.get_state_display())


def progress_of(row: RosterImport) -> Progress:
    """Return the import as a line of a list."""
    return Progress(row, WORK.is_stalled(row))
