"""Judge schools by the rules, put what was found on record, and print it."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.choices import Severity
from governance.compliance.report import json_lines, text_lines
from governance.compliance.sweep import SchoolReport, sweep
from governance.rules.catalogue import all_rules
from schools.models import Jurisdiction, School

#: What counts for ``--fail-on``.
FAILING = {
    "error": (Severity.ERROR,),
    "warning": (Severity.ERROR, Severity.WARNING),
}
#: Empties the terminal's line, so that what is printed does not run into the progress shown there.
CLEAR = "\x1b[2K"
LINES = {"json": json_lines, "text": text_lines}

#: Exit status for a request that makes no sense; 1 means that --fail-on was met.
USAGE = 2
NEAR = 3
#: Rows looked at for near matches, so that a typing error costs nothing in a whole country.
CANDIDATES = 2000


class Command(BaseCommand):
    """Check schools: all, those of a jurisdiction's subtree, or one."""

    help = _("按规则检查学校的组织设置，登记检查发现并显示结果。")

    def add_arguments(self, parser):
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--jurisdiction", metavar="CODE", help=_("只检查这个行政区划及其下级的学校"))
        where.add_argument("--school", metavar="CODE", help=_("只检查这所学校"))
        parser.add_argument(
            "--on", metavar="DATE", help=_("检查日期，如2026-06-01；不是今天时只显示，不登记")
        )
        parser.add_argument("--rule", metavar="CODE", action="append", help=_("只检查这条规则，可以写多次"))
        parser.add_argument("--format", choices=sorted(LINES), default="text", help=_("显示格式"))
        parser.add_argument(
            "--fail-on", choices=sorted(FAILING), help=_("有这个程度以上、没有豁免的发现时，退出码为1")
        )
        parser.add_argument("--dry-run", action="store_true", help=_("只显示，不登记"))

    def handle(self, *args, **options):
        schools = chosen_schools(options["school"], options["jurisdiction"])
        codes = chosen_rules(options["rule"])
        today = timezone.localdate()
        on = chosen_day(options["on"]) or today
        if on != today:
            self.stderr.write(_("检查日期{day}不是今天，只显示结果，不登记。").format(day=on))
        reports = sweep(schools, on, store=on == today and not options["dry_run"], codes=codes)
        tally = Tally(self.shown(reports, schools), FAILING.get(options["fail_on"], ()))
        for line in LINES[options["format"]](tally):
            self.stdout.write(line)
        if tally.is_met:
            sys.exit(1)

    def shown(self, reports: Iterable[SchoolReport], schools: QuerySet) -> Iterator[SchoolReport]:
        """Pass the reports on and say on a terminal how far the check has come."""
        if not self.stderr.isatty():
            yield from reports
            return
        total = schools.count()
        for done, report in enumerate(reports, start=1):
            self.stderr.write(CLEAR, ending="\r")
            yield report
            self.stderr.write(_("已检查{done}/{total}所").format(done=done, total=total), ending="\r")
        self.stderr.write(CLEAR, ending="\r")


class Tally:
    """Reports on their way to the printer, with an eye on findings of some severities."""

    def __init__(self, reports: Iterable[SchoolReport], severities: Iterable[Severity]):
        self.reports = reports
        self.severities = tuple(severities)
        self.is_met = False

    def __iter__(self) -> Iterator[SchoolReport]:
        for report in self.reports:
            self.is_met = self.is_met or any(report.count(severity) for severity in self.severities)
            yield report


def chosen_schools(school: str | None, jurisdiction: str | None) -> QuerySet:
    """Return the schools a person asked for.

    Raises:
        CommandError: if there is no school or jurisdiction with the code.

    """
    if school is not None:
        found = School.objects.filter(code=school)
        if not found:
            raise refused(_("没有标识码为“{value}”的学校。"), school, near_schools(school))
        return found
    if jurisdiction is None:
        return School.objects.all()
    place = Jurisdiction.objects.filter(code=jurisdiction).first()
    if place is None:
        raise refused(_("没有代码为“{value}”的行政区划。"), jurisdiction, near_places(jurisdiction))
    return School.objects.filter(jurisdiction__in=place.get_descendants(include_self=True))


def chosen_rules(codes: list[str] | None) -> frozenset[str] | None:
    """Return the rules a person asked for; None means all.

    Raises:
        CommandError: if a rule does not exist.

    """
    known = all_rules()
    for code in codes or ():
        if code not in known:
            near = get_close_matches(code.upper(), known, n=NEAR)
            raise refused(_("没有编号为“{value}”的规则。"), code, [f"{c} {known[c].name}" for c in near])
    return frozenset(codes) if codes else None


def chosen_day(value: str | None) -> date | None:
    """Return the day a person wrote.

    Raises:
        CommandError: if it is no date.

    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise refused(_("“{value}”不是日期，应当写成2026-06-01这样的形式。"), value, []) from None


def near_schools(value: str) -> list[str]:
    """Return schools that may have been meant: by a similar code, or by name."""
    likely = School.objects.filter(Q(code__startswith=value[:6]) | Q(name__icontains=value))
    return _near(value, dict(likely.values_list("code", "name")[:CANDIDATES]))


def near_places(value: str) -> list[str]:
    """Return jurisdictions that may have been meant: by a similar code, or by name."""
    likely = Jurisdiction.objects.filter(Q(code__startswith=value[:2]) | Q(name__icontains=value))
    return _near(value, dict(likely.values_list("code", "name")[:CANDIDATES]))


def _near(value: str, names: dict[str, str]) -> list[str]:
    by_name = [code for code, name in names.items() if value in name]
    codes = dict.fromkeys([*by_name, *get_close_matches(value, names, n=NEAR)])
    return [f"{code} {names[code]}" for code in codes][:NEAR]


def refused(message: str, value: str, near: list[str]) -> CommandError:
    """Return the error that names the value and what may have been meant."""
    text = message.format(value=value)
    if near:
        text += _("是不是：{near}？").format(near=_("、").join(near))
    return CommandError(text, returncode=USAGE)
