"""Write the sample fixtures again."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from governance.exchange.samples import SAMPLES, sample_rows


class Command(BaseCommand):
    """Write ``fixtures/*.json`` from the code that describes them."""

    help = "Write the sample fixtures; with --check only tell whether they are up to date."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args, **options):
        for name in SAMPLES:
            file, text = options["folder"] / f"{name}.json", "".join(sample_rows(name))
            if options["check"] and (not file.exists() or file.read_text(encoding="utf-8") != text):
                raise CommandError(
                    _("%(file)s 不是最新的，请运行 manage.py build_fixtures。") % {"file": file.name}
                )
            if not options["check"]:
                file.write_text(text, encoding="utf-8")
