"""What is kept of people: the register, the record of processing, what is overdue, a copy for one person."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from privacy.registry import registered
from privacy.registry.document import activities, register
from privacy.retention import erase_overdue
from privacy.retention.accounts import accounts_overdue
from privacy.retention.people import people_overdue
from privacy.subjects import as_json, as_word, held_of
from schools.models import Person


class Command(BaseCommand):
    """One command with four questions; the numbers are those of the whole register."""

    help = gettext_lazy("个人信息：字段登记、处理活动记录、到期清理、本人查阅副本。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        asked = parser.add_subparsers(dest="asked", required=True)
        asked.add_parser("registry", help=_("列出登记的字段"))
        asked.add_parser("activity", help=_("列出处理活动记录和行数"))
        kept = asked.add_parser("retention", help=_("列出保存期限已满的人员和账号数"))
        kept.add_argument("--apply", action="store_true", help=_("立即抹去，不等今晚"))
        copy = asked.add_parser("subject", help=_("写出一个人的全部资料"))
        copy.add_argument("number", metavar="NUMBER", help=_("人员登记号"))
        copy.add_argument(
            "-o", "--output", type=Path, required=True, metavar="FILE", help=_(".json 或者 .docx 文件")
        )

    def handle(self, *, asked: str, **options: Any) -> None:
        getattr(self, f"_{asked}")(**options)

    def _registry(self, **_options: Any) -> None:
        self.stdout.write(register())

    def _activity(self, **_options: Any) -> None:
        models = {model._meta.label: model for model in apps.get_models()}
        labels = {one.table for one in registered()}
        names = {label: str(models[label]._meta.verbose_name) for label in labels}
        counts = {label: models[label]._base_manager.count() for label in labels}
        self.stdout.write(activities(names, counts))

    def _retention(self, *, apply: bool, **_options: Any) -> None:
        now = timezone.now()
        if apply:
            erased = erase_overdue(now)
            text = _("已抹去{people}人、{accounts}个账号，{failed}项没有成功。")
            self.stdout.write(
                text.format(people=erased.people, accounts=erased.accounts, failed=erased.failed)
            )
            return
        people, accounts = people_overdue(timezone.localdate(now)), accounts_overdue(now)
        text = _("保存期限已满：{people}人、{accounts}个账号。")
        self.stdout.write(text.format(people=people.count(), accounts=accounts.count()))

    def _subject(self, *, number: str, output: Path, **_options: Any) -> None:
        person = Person._base_manager.filter(number=number).select_related("school").first()
        if person is None:
            raise CommandError(_("没有登记号为{number}的人员。").format(number=number))
        write = {".json": as_json, ".docx": as_word}.get(output.suffix)
        if write is None:
            raise CommandError(_("文件名应当以 .json 或者 .docx 结尾：{path}").format(path=output))
        output.write_bytes(write(person, held_of(person), timezone.localtime()))
        self.stdout.write(_("已写入 {path}。").format(path=output))
