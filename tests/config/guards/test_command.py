"""`verify_guards` tells by its exit code, in Chinese, and with the statement that mends."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from config.guards import inspection, manifest
from config.management.commands import verify_guards

pytestmark = pytest.mark.django_db(transaction=True)
LOSE = "DROP TRIGGER governance_roleassignment_copy ON governance_roleassignment"
BACK = (
    "CREATE OR REPLACE TRIGGER governance_roleassignment_copy BEFORE INSERT OR UPDATE ON "
    "public.governance_roleassignment FOR EACH ROW EXECUTE FUNCTION governance_roleassignment_copy()"
)


def _run(*arguments):
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_guards", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, err.getvalue() + str(error)
    return 0, out.getvalue()


def test_nothing_missing_is_said_with_the_number():
    number = sum(len(named) for named in manifest.load().values())

    assert _run() == (0, f"数据库的保护措施齐全，共 {number} 项。\n")


def test_what_is_missing_is_named_with_the_way_back(lost_for_all):
    lost_for_all(LOSE, BACK)

    code, said = _run()

    assert code == 1
    assert said == (
        "缺少触发器“governance_roleassignment.governance_roleassignment_copy”。\n"
        '    DROP TRIGGER IF EXISTS "governance_roleassignment_copy" ON public."governance_roleassignment";\n'
        "    CREATE TRIGGER governance_roleassignment_copy BEFORE INSERT OR UPDATE ON"
        " public.governance_roleassignment FOR EACH ROW EXECUTE FUNCTION governance_roleassignment_copy();\n"
        "恢复办法：以所有者身份运行 python manage.py verify_guards --restore，或者逐条执行上面的语句。\n"
        "有 1 项保护措施缺失或者被改动。"
    )


def test_restore_puts_it_back_as_the_owner(lost_for_all):
    lost_for_all(LOSE, BACK)
    assert _run()[0] == 1

    assert _run("--restore")[0] == 0
    assert _run()[0] == 0


def test_a_right_too_much_is_taken_back(lost_for_all):
    lost_for_all(
        "GRANT TRUNCATE ON schools_school TO lz_app", "REVOKE TRUNCATE ON schools_school FROM lz_app"
    )

    code, said = _run()

    assert code == 1
    assert said.startswith("数据库权限“schools_school.app”与清单不一致。\n")
    assert _run("--restore")[0] == 0


def test_a_power_of_the_role_is_for_the_administrator(lost_for_all):
    lost_for_all("GRANT CREATE ON SCHEMA public TO lz_app", "REVOKE CREATE ON SCHEMA public FROM lz_app")

    code, said = _run("--restore")

    assert code == 1
    assert said.startswith("应用的数据库角色不应当有这些权力：create in schema public。\n    请数据库管理员")


def test_a_database_that_does_not_answer_has_a_code_of_its_own(monkeypatch):
    def gone(_connection):
        raise OperationalError("gone")

    monkeypatch.setattr(verify_guards, "differences_of", gone)

    assert _run() == (2, "数据库没有完成操作：gone")


def test_where_the_application_is_the_owner_rights_are_left_out(monkeypatch, lost_for_all):
    lost_for_all(
        "GRANT TRUNCATE ON schools_school TO lz_app", "REVOKE TRUNCATE ON schools_school FROM lz_app"
    )
    assert _run()[0] == 1
    monkeypatch.setattr(inspection, "login_of", lambda _connection: "lz_owner")

    assert _run()[0] == 0
