"""Compare the guards of the database with the manifest, write the manifest, or put guards right."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.guards import manifest, repair, wording
from config.guards.inspection import app_role, differences_of, guards_of, login_of, put_right
from config.guards.manifest import Difference

#: Exit codes: a guard is missing or altered; the database could not be asked.
MISSING, UNREACHABLE = 1, 2


class Command(BaseCommand):
    """``verify_guards`` compares; ``--write`` writes the manifest; ``--restore`` puts right what it can."""

    help = gettext_lazy(
        "核对数据库的触发器、约束、行级策略、权限等保护措施是否齐全。"
        "退出码：0 齐全，1 有缺失，2 无法连接数据库。"
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--write", action="store_true", help=_("按当前数据库写清单"))
        what.add_argument("--restore", action="store_true", help=_("由库表所有者恢复缺失的保护措施"))

    def handle(self, *, write: bool, restore: bool, **options: Any) -> None:
        try:
            if write:
                self._write()
            else:
                self._verify(restore)
        except DatabaseError as error:
            raise CommandError(_("数据库没有完成操作：%s") % error, returncode=UNREACHABLE) from error

    def _write(self) -> None:
        app = app_role(connection)
        if app is None:
            raise CommandError(_("应用与库表所有者是同一个角色，看不出权限；请在内置数据库上写清单。"))
        guards = guards_of(connection)
        manifest.PATH.write_text(manifest.text_of(guards), encoding="utf-8")
        self.stdout.write(_("已写入 {path}。").format(path=manifest.PATH))

    def _verify(self, restore: bool) -> None:
        wrong = differences_of(connection)
        if restore and wrong:
            put_right(connection, wrong)
            wrong = differences_of(connection)
        if app_role(connection) is None:
            self.stderr.write(_("注意：应用以库表所有者的身份登录，数据库权限没有核对。"))
        if wrong:
            self._tell(wrong)
            number = len(wrong)
            said = ngettext("有 %d 项保护措施缺失或者被改动。", "有 %d 项保护措施缺失或者被改动。", number)
            raise CommandError(said % number, returncode=MISSING)
        number = sum(len(kind) for kind in manifest.load().values())
        self.stdout.write(_("数据库的保护措施齐全，共 %d 项。") % number)

    def _tell(self, wrong: list[Difference]) -> None:
        app = login_of(connection)
        for one in wrong:
            self.stderr.write(wording.sentence(one))
            for statement in repair.statements(one, app) or [wording.advice(one)]:
                self.stderr.write(f"    {statement};" if statement.isascii() else f"    {statement}")
        self.stderr.write(
            _("恢复办法：以所有者身份运行 python manage.py verify_guards --restore，或者逐条执行上面的语句。")
        )
