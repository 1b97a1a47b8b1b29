"""One command for scripts: check, export, plans; exit codes and JSON are the same for all."""

import json
from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from api.command_line.plans import as_lines, plan_applied, plan_tried, plans_listed

#: Options that are handed on as they are, by the command that takes them.
CHECK = ("school", "jurisdiction", "on", "rule", "fail_on", "dry_run")


class Command(BaseCommand):
    """Ends with 0 when done, 1 when the answer is no, 2 when asked wrongly, 3 when busy: docs/commands.md."""

    help = _("供脚本使用：检查、导出、实施方案。退出码见docs/commands.md。")

    def add_arguments(self, parser):
        topics = parser.add_subparsers(dest="topic", required=True, metavar="check|export|plan")
        self._check(topics.add_parser("check", help=_("按规则检查学校")))
        self._export(topics.add_parser("export", help=_("把学校或者行政区划写成文件")))
        plan = topics.add_parser("plan", help=_("列出、预演、实施方案"))
        self._plan(plan.add_subparsers(dest="deed", required=True, metavar="list|preview|apply"))

    def _check(self, parser: ArgumentParser) -> None:
        self._where(parser)
        parser.add_argument("--on", metavar="DATE")
        parser.add_argument("--rule", metavar="CODE", action="append")
        parser.add_argument("--fail-on", choices=("error", "warning"))
        parser.add_argument("--dry-run", action="store_true")
        self._format(parser)

    def _export(self, parser: ArgumentParser) -> None:
        self._where(parser, required=True)
        parser.add_argument("-o", "--output", required=True, metavar="FILE")
        parser.add_argument("--pseudonymise", action="store_true")
        parser.add_argument("--key", metavar="TEXT")

    def _plan(self, deeds) -> None:
        listing = deeds.add_parser("list", help=_("列出方案"))
        listing.add_argument("--school", metavar="CODE")
        listing.add_argument("--state", metavar="STATE")
        self._format(listing)
        for name, said in (("preview", _("预演方案，不保存")), ("apply", _("实施已批准的方案"))):
            parser = deeds.add_parser(name, help=said)
            parser.add_argument("plan", type=int, metavar="ID")
            self._format(parser)

    def _where(self, parser: ArgumentParser, *, required: bool = False) -> None:
        where = parser.add_mutually_exclusive_group(required=required)
        where.add_argument("--school", metavar="CODE")
        where.add_argument("--jurisdiction", metavar="CODE")

    def _format(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args, **options):
        {"check": self._checked, "export": self._exported, "plan": self._planned}[options["topic"]](options)

    def _checked(self, options) -> None:
        given = {name: options[name] for name in CHECK}
        streams = {"stdout": self.stdout._out, "stderr": self.stderr._out}
        call_command("check_compliance", **given, format=options["format"], **streams)

    def _exported(self, options) -> None:
        given = [f"--{name}={options[name]}" for name in ("school", "jurisdiction", "key") if options[name]]
        given += ["--pseudonymise"] if options["pseudonymise"] else []
        call_command("export_fixtures", "--output", options["output"], *given, stdout=self.stdout._out)

    def _planned(self, options) -> None:
        today = timezone.localdate()
        if options["deed"] == "list":
            found = plans_listed(options["school"], options["state"])
            shown = found
        else:
            deed = {"preview": plan_tried, "apply": plan_applied}[options["deed"]]
            shown = deed(options["plan"], today)
            found = [shown]
        if options["format"] == "json":
            self.stdout.write(json.dumps(shown, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(line for plan in found for line in as_lines(plan)))
