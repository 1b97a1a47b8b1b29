"""What docs/operations.md tells a county office to do on a new PC is done, word by word."""

import re
import shutil

import pytest

from tests.faults.installations import PROJECT, Installation

DOCUMENT = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
ROWS = "SELECT (SELECT count(*) FROM schools_person), (SELECT count(*) FROM audit.seal) > 0"


def test_the_document_names_commands_there_are():
    from django.core.management import get_commands

    named = set(re.findall(r"manage\.py (\w+)", DOCUMENT))

    assert {"backup", "restore", "restore_drill"} <= named <= set(get_commands())
    assert DOCUMENT.count("make restore FROM=/media/usb/liangzhu-") == 2, "in both languages"
    assert re.search(
        r"^restore: setup\n\t@\$\(MANAGE\) restore \"\$\(FROM\)\" --into liangzhu$", MAKEFILE, re.M
    )


@pytest.mark.security
@pytest.mark.timeout(1800)
def test_a_new_pc_has_everything_after_one_command(tmp_path):
    old = Installation(tmp_path / "old")
    old.run("migrate", "--verbosity", "0")
    old.run("loaddata", str(PROJECT / "fixtures" / "general_branch_school.json"))
    (tmp_path / "old" / "files" / "evidence").mkdir(parents=True)
    (tmp_path / "old" / "files" / "evidence" / "one").write_bytes(b"%PDF-1.7")
    old.run("backup")
    (made,) = (tmp_path / "old" / "backups").glob("liangzhu-*")
    with old.connect() as there:
        rows = there.execute(ROWS).fetchone()
    old.close()
    usb = tmp_path / "usb" / made.name
    shutil.copytree(made, usb)

    new = Installation(tmp_path / "new")
    said = new.run("restore", str(usb), "--into", "liangzhu")
    new.run("migrate", "--verbosity", "0")

    assert "内容与备份一致" in said
    with new.connect() as there:
        assert there.execute(ROWS).fetchone() == rows
    assert rows[0] > 0
    assert (tmp_path / "new" / "files" / "evidence" / "one").read_bytes() == b"%PDF-1.7"
    assert new.run("audit", "verify").splitlines()[-1] == "核验通过。"
    assert "保护措施齐全" in new.run("verify_guards")
    assert new.run("restore_drill").splitlines()[-1].startswith("恢复演练通过")
    new.close()
