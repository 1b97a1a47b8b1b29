"""Write docs/rules.md from the rule catalogue, or check that it is up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.rules.document import document


class Command(BaseCommand):
    """``rules_doc`` writes the page; ``rules_doc --check`` fails when it differs."""

    help = gettext_lazy("由规则目录生成 docs/rules.md；加 --check 只核对，不一致时退出码为 1。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help=_("只核对，不写文件"))
        parser.add_argument(
            "--output", type=Path, default=settings.BASE_DIR / "docs" / "rules.md", help=_("写到哪个文件")
        )

    def handle(self, *, check: bool, output: Path, **options: Any) -> None:
        page = document()
        if check:
            self._compare(page, output)
            return
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(page, encoding="utf-8")
        self.stdout.write(_("已写入 {path}。").format(path=output))

    def _compare(self, page: str, output: Path) -> None:
        if not output.exists() or output.read_text(encoding="utf-8") != page:
            raise CommandError(
                _("{path} 与规则目录不一致，请运行：python manage.py rules_doc").format(path=output)
            )
        self.stdout.write(_("{path} 与规则目录一致。").format(path=output))
