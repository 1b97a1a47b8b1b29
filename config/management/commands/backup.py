"""Make a backup, and remove those that are old."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.backup import base, state
from config.backup.errors import BackupError
from config.backup.keeping import old_ones_remove
from config.backup.making import backup_make
from config.backup.manifest import load
from config.backup.nightly import own_source


class Command(BaseCommand):
    """``backup`` keeps a dump with everything beside it; ``backup --base`` what points in time start from."""

    help = gettext_lazy("备份数据库和上传的文件。退出码：0 已备份，1 没有备份成。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", metavar="FOLDER", help=_("放在这个文件夹（默认 var/backups）"))
        parser.add_argument(
            "--days", type=int, default=settings.BACKUP_DAYS, help=_("保留最近几天，每天一份")
        )
        parser.add_argument(
            "--weeks", type=int, default=settings.BACKUP_WEEKS, help=_("保留最近几周，每周一份")
        )
        parser.add_argument("--base", action="store_true", help=_("为恢复到某一时刻做基础备份，须先归档日志"))

    def handle(self, *, to: str | None, days: int, weeks: int, **options: Any) -> None:
        folder = Path(to).absolute() if to else state.folder()
        try:
            if options["base"]:
                made = base.base_make(folder, timezone.now())
                base.old_ones_remove(folder)
                self.stdout.write(_("已做基础备份 {path}。").format(path=made))
                return
            made = backup_make(own_source(), folder, timezone.now(), settings.BACKUP_PASSPHRASE)
            gone = old_ones_remove(folder, days, weeks)
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        kept = load(made)
        self.stdout.write(
            _("已备份到 {path}：{rows} 行，{files} 个文件，{size:.1f} MB；删除旧备份 {gone} 份。").format(
                path=made, rows=kept.content.rows, files=kept.uploads, size=kept.size / 1e6, gone=len(gone)
            )
        )
