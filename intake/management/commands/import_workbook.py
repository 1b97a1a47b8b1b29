"""Import a workbook from the terminal: checked only, unless asked to apply."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from governance.domain.refusals import Denied
from intake.choices import ImportState
from intake.models import RosterImport
from intake.presentation.page import ImportPage
from intake.running.making import run_import
from intake.running.ordering import import_apply, import_remove
from intake.running.receiving import import_receive
from schools.models import Jurisdiction, School

#: Exit statuses: 0 in order, 1 something is wrong or asked, 2 the request makes no sense.
WRONG, USAGE = 1, 2


class Command(BaseCommand):
    """Read and check a workbook; ``--apply`` writes it into the register.

    Exit status 0: nothing is wrong (and, with ``--apply``, everything is written); 1: the file is not taken,
    something in it is wrong or has to be asked, or writing failed; 2: no such file, place or user.
    """

    help = _(
        "核对并导入表格。默认只核对，不登记；加 --apply 才登记。"
        "退出码：0没有错误，1有错误或者问题，2参数不对。"
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=_("表格文件"))
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--school", metavar="CODE", help=_("导入这所学校"))
        where.add_argument("--jurisdiction", metavar="CODE", help=_("导入这个行政区划的学校"))
        parser.add_argument(
            "--user", required=True, metavar="NAME", help=_("以这个用户的权限导入，并记在他名下")
        )
        parser.add_argument("--on", metavar="DATE", help=_("数据日期，如2026-06-01；不写为今天"))
        parser.add_argument("--apply", action="store_true", help=_("没有错误时登记"))
        parser.add_argument("--format", choices=("json", "text"), default="text", help=_("显示格式"))

    def handle(self, *args, **options):
        row = self._sent(options)
        run_import(row.pk)
        row.refresh_from_db()
        page = ImportPage(row)
        is_right = row.state == ImportState.CHECKED and not page.errors
        if is_right and options["apply"] and page.touched:
            import_apply(row=row)
            run_import(row.pk)
            row.refresh_from_db()
            is_right = row.state == ImportState.DONE
        self._show(row, page, options["format"])
        if not (options["apply"] and is_right):
            import_remove(row=row)
        if not is_right:
            sys.exit(WRONG)

    def _sent(self, options: dict[str, Any]) -> RosterImport:
        path = options["file"]
        if not path.is_file():
            raise CommandError(_("没有文件{path}。").format(path=path), returncode=USAGE)
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(_("没有用户{name}。").format(name=options["user"]), returncode=USAGE)
        today = timezone.localdate()
        try:
            on = date.fromisoformat(options["on"]) if options["on"] else today
            upload = SimpleUploadedFile(path.name, path.read_bytes())
            return import_receive(user=user, place=_place(options), upload=upload, on=on, today=today)
        except (ValidationError, Denied, ValueError) as problem:
            said = " ".join(problem.messages) if isinstance(problem, ValidationError) else str(problem)
            raise CommandError(said, returncode=WRONG) from problem

    def _show(self, row: RosterImport, page: ImportPage, form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(_told(row, page), ensure_ascii=False, indent=2))
            return
        for line in _lines(row, page):
            self.stdout.write(line)


def _place(options: dict[str, Any]) -> School | Jurisdiction:
    model, code = (
        (School, options["school"]) if options["school"] else (Jurisdiction, options["jurisdiction"])
    )
    found = model.objects.filter(code=code).first()
    if found is None:
        raise CommandError(_("没有代码为{code}的学校或者行政区划。").format(code=code), returncode=USAGE)
    return found


def _told(row: RosterImport, page: ImportPage) -> dict[str, Any]:
    return {
        "state": row.state,
        "problem": row.problem,
        "schools": row.total,
        "errors": [_fields(one) for one in page.errors],
        "notes": [_fields(one) for one in page.notes],
        "questions": [{"where": q.question.where, "word": q.question.word} for q in page.questions],
        "sheets": [
            {"sheet": s.name, "new": s.new, "changed": s.changed, "same": s.same, "missing": s.missing}
            for s in page.sums
        ],
        "findings": {kind: [one for _school, one in found] for kind, found in page.findings.items()},
    }


def _fields(problem: Any) -> dict[str, Any]:
    return {
        "sheet": problem.title,
        "line": problem.line,
        "cell": problem.place,
        "column": problem.heading,
        "said": problem.said,
        "text": problem.text,
    }


def _lines(row: RosterImport, page: ImportPage) -> Iterator[str]:
    for one in page.errors:
        yield _("错误 {sheet} {cell} {column}：{text}").format(**_fields(one))
    for asked in page.questions:
        yield _("问题 {where}：{word}").format(where=asked.question.where, word=asked.question.word)
    for one in page.sums:
        yield _("{name}：新增{new}，更改{changed}，相同{same}，表里没有{missing}").format(
            name=one.name, new=one.new, changed=one.changed, same=one.same, missing=one.missing
        )
    caused = page.findings["caused"]
    if caused:
        yield _("实施之后新增{n}个问题").format(n=len(caused))
    yield row.problem or str(row.get_state_display())
