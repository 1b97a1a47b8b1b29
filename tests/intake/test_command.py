"""The command: checks by default, writes when asked, tells the rest by its exit status."""

import json

import pytest
from django.core.management import CommandError, call_command

from intake.models import RosterImport
from schools.models import Person
from tests import factories
from tests.intake.sending import book

pytestmark = pytest.mark.django_db

RIGHT = [("姓名", "工号", "政治面貌"), ("演示甲", "A1", "群众")]
WRONG = [("姓名", "工号", "入党时间"), ("演示甲", "A1", "去年")]


@pytest.fixture
def run(tmp_path, capsys):
    """`run(rows, …)` runs the command on a workbook with these people; returns exit status and JSON."""
    school = factories.school(code="2133990001")
    factories.grant(factories.user("clerk"), school)

    def call(rows, *more):
        path = tmp_path / "名册.xlsx"
        path.write_bytes(book(人员=rows))
        status = 0
        try:
            call_command(
                "import_workbook",
                str(path),
                "--school",
                school.code,
                "--user",
                "clerk",
                "--format",
                "json",
                *more,
            )
        except SystemExit as ended:
            status = ended.code
        return status, json.loads(capsys.readouterr().out)

    return call


def test_without_being_asked_nothing_is_written(run):
    status, told = run(RIGHT)

    assert (status, told["state"], told["errors"]) == (0, "checked", [])
    assert told["sheets"] == [{"sheet": "人员", "new": 1, "changed": 0, "same": 0, "missing": 0}]
    assert not Person.objects.filter(school__code="2133990001").exists()
    assert not RosterImport.objects.exists()


def test_asked_to_it_writes(run):
    status, told = run(RIGHT, "--apply")

    assert (status, told["state"]) == (0, "done")
    assert Person.objects.get(school__code="2133990001").name == "演示甲"


def test_what_is_wrong_is_told_with_its_cell(run):
    status, told = run(WRONG, "--apply")

    assert status == 1
    assert told["errors"] == [
        {
            "sheet": "人员",
            "line": 2,
            "cell": "C2",
            "column": "入党日期",
            "said": "去年",
            "text": "日期无法识别，请写成 2010-07-01。",
        }
    ]
    assert not Person.objects.filter(school__code="2133990001").exists()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--school", "2133990001", "--user", "nobody"), 2),
        (("--school", "9999999999", "--user", "clerk"), 2),
        (("--jurisdiction", "330781", "--user", "clerk"), 1),
    ],
)
def test_a_request_that_makes_no_sense(arguments, status, tmp_path):
    factories.grant(factories.user("clerk"), factories.school(code="2133990001"))
    path = tmp_path / "名册.xlsx"
    path.write_bytes(book(人员=RIGHT))

    with pytest.raises(CommandError) as problem:
        call_command("import_workbook", str(path), *arguments)
    assert problem.value.returncode == status
