"""Restore a backup into a database, or the state of a moment."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.choices import Action
from audit.events import note
from config.backup import recovering
from config.backup.errors import BackupError
from config.backup.place import database_name, files_folder, place_of_settings
from config.backup.restoring import Restored, restore
from config.backup.whole import whole_restore


class Command(BaseCommand):
    """Into a new database; over one that is in use only with ``--replace`` and a yes, and it is kept."""

    help = gettext_lazy(
        "把备份恢复到一个数据库。恢复到系统自己的数据库时，上传的文件、密钥和封存副本一起恢复；原有的都另存，不删除。"
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help=_("备份所在的文件夹"))
        parser.add_argument("--into", metavar="NAME", required=True, help=_("恢复到这个数据库"))
        parser.add_argument(
            "--to", dest="moment", metavar="TIME", help=_("恢复到这一时刻，如 2026-11-30 10:00")
        )
        parser.add_argument("--files", metavar="FOLDER", help=_("上传的文件放到这里"))
        parser.add_argument("--replace", action="store_true", help=_("替换正在使用的数据库，原来的改名保留"))
        parser.add_argument("--no-input", action="store_false", dest="interactive", help=_("不询问"))

    def handle(self, *, folder: str, into: str, replace: bool, interactive: bool, **options: Any) -> None:
        if replace and interactive and not self._agreed(into):
            raise CommandError(_("没有恢复。"))
        told = {"replace": replace, "passphrase": settings.BACKUP_PASSPHRASE}
        where, now = Path(folder).absolute(), timezone.now()
        connection.close()
        connection.close_pool()
        try:
            if options["moment"]:
                moment = _moment(options["moment"])
                done = recovering.recover(where, moment, into, place_of_settings(), now, replace=replace)
            elif into == database_name() or options["files"]:
                target = Path(options["files"]).absolute() if options["files"] else files_folder()
                own = into == database_name()
                done, said = whole_restore(where, into, place_of_settings(), now, target, own=own, **told)
                for line in said:
                    self.stdout.write(line)
            else:
                done = restore(where, into, place_of_settings(), now, **told)
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        if into == database_name() and done.is_of_this_version:
            note(Action.COMMAND, "restore", where.name)  # in the database that is in use from now on
        self._tell(done)

    def _agreed(self, name: str) -> bool:
        question = _("数据库 {name} 将被替换，原来的改名保留。确定吗？请输入 yes：").format(name=name)
        return input(question).strip().lower() == "yes"

    def _tell(self, done: Restored) -> None:
        said = _("已恢复到数据库 {name}，共 {rows} 行，内容与备份一致。")
        self.stdout.write(said.format(name=done.name, rows=done.rows))
        if done.aside:
            self.stdout.write(_("原来的数据库现在叫 {name}，确认无误后可以删除。").format(name=done.aside))
        if not done.is_of_this_version:
            self.stdout.write(_("备份来自另一个版本，请运行 manage.py migrate。"))


def _moment(text: str) -> datetime:
    """Return the moment that was typed, by the clock on the wall here.

    Raises:
        CommandError: if it is none.

    """
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise CommandError(_("“{value}”不是时间，应当写成 2026-11-30 10:00 这样的形式。").format(value=text))
    return timezone.make_aware(found) if timezone.is_naive(found) else found
