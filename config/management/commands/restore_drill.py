"""Restore a backup beside the real database, try it out, and throw it away."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.backup import state
from config.backup.drill import Drill
from config.backup.nightly import own_source


class Command(BaseCommand):
    """Tells each step with its seconds; one that failed is the exit code 1."""

    help = gettext_lazy(
        "恢复演练：备份，恢复到新数据库，核对，登录，写入，核验，然后删除新数据库。"
        "退出码：0 全部通过，1 有一步没有通过。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="backup", metavar="FOLDER", help=_("用这份备份，不另做一份"))

    def handle(self, *, backup: str | None, **options: Any) -> None:
        now, found = timezone.now(), Path(backup).absolute() if backup else None
        drill = Drill(own_source(), state.folder(), settings.BACKUP_PASSPHRASE, found)
        steps = []
        for step in drill.run(now):
            steps.append(step)
            result = _("通过") if step.is_good else _("不通过")
            said = step.said.splitlines() or [""]
            self.stdout.write(f"{result}  {step.seconds:6.1f} s  {step.name}  {said[0]}")
            for line in said[1:]:
                self.stderr.write(f"    {line}")
        if state.folder().is_dir():
            state.drill_write(state.folder(), steps, now)
        seconds = sum(step.seconds for step in steps)
        if not all(step.is_good for step in steps):
            raise CommandError(_("恢复演练没有通过，用时 {seconds:.1f} 秒。").format(seconds=seconds))
        self.stdout.write(_("恢复演练通过，用时 {seconds:.1f} 秒。").format(seconds=seconds))
