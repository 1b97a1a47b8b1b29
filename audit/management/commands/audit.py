"""``manage.py audit verify | seal | export | purge``."""

import sys
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.choices import Action
from audit.events import note
from audit.exporting import lines
from audit.purging import TooYoung, purge
from audit.sealing import seal_pending
from audit.verifying import verify

BROKEN, NOT_LOOKED_AT = 1, 2


class Command(BaseCommand):
    help = "Verify, seal, export and purge the audit records / 核验、封存、导出、清理审计记录"

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="what", required=True)
        commands.add_parser("verify", help="0: all as sealed, 1: something is broken, 2: could not look")
        commands.add_parser("seal", help="close and seal what is complete")
        export = commands.add_parser("export", help="write records as lines of JSON")
        export.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
        export.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")
        export.add_argument("--output", metavar="FILE")
        purging = commands.add_parser("purge", help="remove records older than the time they are kept")
        purging.add_argument("--keep-days", type=int, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['what']}")(options)

    def _verify(self, _options: dict[str, Any]) -> None:
        try:
            report = verify()
        except DatabaseError as problem:
            self.stderr.write(_("无法核验：%(problem)s") % {"problem": problem})
            sys.exit(NOT_LOOKED_AT)
        for finding in report.findings:
            self.stderr.write(finding.sentence)
        names = {"seals": report.seals, "records": report.records, "unsealed": report.unsealed}
        self.stdout.write(
            _("核验了 %(seals)s 批、%(records)s 条已封存的记录；%(unsealed)s 条尚未封存。") % names
        )
        if report.findings:
            self.stderr.write(_("核验不通过：%(n)s 处问题。") % {"n": len(report.findings)})
            sys.exit(BROKEN)
        self.stdout.write(_("核验通过。"))

    def _seal(self, _options: dict[str, Any]) -> None:
        made = seal_pending()
        self.stdout.write(
            _("封存了 %(n)s 批、%(records)s 条记录。")
            % {"n": len(made), "records": sum(one.records for one in made)}
        )

    def _export(self, options: dict[str, Any]) -> None:
        period = {"from": options["first"], "to": options["last"]}
        note(Action.DOWNLOAD, "audit.log", **{name: str(day) for name, day in period.items() if day})
        found = lines(options["first"], options["last"])
        if options["output"] is None:
            for line in found:
                self.stdout.write(line)
            return
        with open(options["output"], "x", encoding="utf-8") as file:  # noqa: PTH123 -- never over another
            file.writelines(f"{line}\n" for line in found)

    def _purge(self, options: dict[str, Any]) -> None:
        days = options["keep_days"] if options["keep_days"] is not None else settings.AUDIT_KEEP_DAYS
        try:
            gone = purge(days, timezone.now())
        except TooYoung as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(_("清理了 %(records)s 条记录。") % {"records": gone.records})
