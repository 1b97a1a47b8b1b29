"""The register for people who ask, and its page."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from privacy.registry import registered
from privacy.registry.document import BEGIN
from tests import factories

PAGE = settings.BASE_DIR / "docs" / "privacy.md"


def said(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_page_is_up_to_date():
    assert "一致" in said("privacy_doc", "--check")


def test_a_page_that_is_not_is_named(tmp_path):
    page = tmp_path / "privacy.md"
    page.write_text(PAGE.read_text().replace("schools.Person", "schools.Nobody", 1))
    with pytest.raises(CommandError, match=r"privacy\.md"):
        call_command("privacy_doc", "--check", "--output", str(page))
    said("privacy_doc", "--output", str(page))
    assert page.read_text() == PAGE.read_text()
    page.write_text("no marks")
    with pytest.raises(ValueError, match=BEGIN):
        call_command("privacy_doc", "--output", str(page))


def test_every_table_is_in_the_register():
    page = said("privacy", "registry")
    assert [one.table for one in registered() if f"### {one.table}\n" not in page] == []


def test_the_record_of_processing_counts_rows(db):
    factories.person(factories.school())
    page = said("privacy", "activity")

    assert "识别任职人员和党员，登记其所在学校和单元" in page
    assert "人员（1）" in page


def test_what_is_overdue_is_counted(db):
    assert "0人、0个账号" in said("privacy", "retention")


def test_a_copy_for_one_person(db, tmp_path):
    person = factories.person(factories.school())
    for name in ("copy.json", "copy.docx"):
        said("privacy", "subject", person.number, "-o", str(tmp_path / name))
    assert json.loads((tmp_path / "copy.json").read_text())["name"] == person.name
    assert (tmp_path / "copy.docx").read_bytes().startswith(b"PK")
    for number, name in (("nobody", "copy.json"), (person.number, "copy.pdf")):
        with pytest.raises(CommandError):
            call_command("privacy", "subject", number, "-o", str(tmp_path / name))
