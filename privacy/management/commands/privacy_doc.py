"""Write the register of fields into docs/privacy.md, or check that it is up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from privacy.registry.document import with_register


class Command(BaseCommand):
    """``privacy_doc`` writes the page; ``privacy_doc --check`` fails when it differs."""

    help = gettext_lazy("由个人信息字段登记生成 docs/privacy.md；加 --check 只核对，不一致时退出码为 1。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help=_("只核对，不写文件"))
        parser.add_argument(
            "--output", type=Path, default=settings.BASE_DIR / "docs" / "privacy.md", help=_("写到哪个文件")
        )

    def handle(self, *, check: bool, output: Path, **options: Any) -> None:
        page = output.read_text(encoding="utf-8")
        wanted = with_register(page)
        if check and page != wanted:
            text = _("{path} 与个人信息字段登记不一致，请运行：python manage.py privacy_doc")
            raise CommandError(text.format(path=output))
        if not check:
            output.write_text(wanted, encoding="utf-8")
        text = _("{path} 与个人信息字段登记一致。") if check else _("已写入 {path}。")
        self.stdout.write(text.format(path=output))
