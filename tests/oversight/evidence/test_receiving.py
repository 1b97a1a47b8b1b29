"""What is taken in, what is refused, and under which name it lies."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from oversight.evidence import evidence_receive, evidence_remove, receiving
from oversight.models import Evidence
from tests import factories
from tests.factories.oversight import PDF, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return factories.school()


def test_a_file_is_kept_byte_for_byte_under_a_name_of_our_own(school):
    row = evidence_receive(user=factories.user(), place=school, upload=upload("党员大会 记录.pdf"))

    row.refresh_from_db()
    with row.file.open("rb") as stored:
        assert stored.read() == PDF
    assert (row.name, row.size, row.media_type) == ("党员大会 记录.pdf", len(PDF), "application/pdf")
    assert row.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (row.school, row.jurisdiction) == (school, None)
    assert "党员" not in row.file.name
    assert row.file.name.startswith("evidence/")


def test_a_file_may_belong_to_a_jurisdiction():
    county = factories.county()

    row = evidence_receive(user=factories.user(), place=county, upload=upload())

    assert (row.school, row.jurisdiction) == (None, county)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.pdf", b"", "“空.pdf”是空文件"),
        ("网页.html", b"<html>", "“网页.html”不能上传：只接受pdf、"),
        ("改名.pdf", b"MZ\x90\x00", "“改名.pdf”不能上传"),
        ("没有扩展名", PDF, "“没有扩展名”不能上传"),
        ("图.svg", b"<svg xmlns=", "“图.svg”不能上传"),
        ("通知（机密）.pdf", PDF, "密级标志"),
        ("秘密★5年.pdf", PDF, "密级标志"),
    ],
)
def test_what_is_refused_is_named_and_not_kept(school, name, content, said):
    with pytest.raises(ValidationError) as refused:
        evidence_receive(user=factories.user(), place=school, upload=upload(name, content))

    assert said in refused.value.messages[0]
    assert not Evidence.objects.exists()


def test_a_file_too_large_is_told_what_to_do(school, monkeypatch):
    monkeypatch.setattr(receiving, "LARGEST", len(PDF) - 1)

    with pytest.raises(ValidationError, match="请压缩或者分成几个文件"):
        evidence_receive(user=factories.user(), place=school, upload=upload())


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\文档\\记录.pdf", "记录.pdf"),
        ("记\u202e录\x00.pdf", "记录.pdf"),
        ("长" * 200 + ".pdf", "长" * 116 + ".pdf"),
        ("", "未命名"),
    ],
)
def test_names_are_kept_readable(sent, kept):
    assert receiving.readable_name(sent) == kept


def test_what_is_removed_leaves_no_file(school, django_capture_on_commit_callbacks):
    row = factories.evidence(school)
    storage, name = row.file.storage, row.file.name
    assert storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        evidence_remove(evidence=row)

    assert not Evidence.objects.exists()
    assert not storage.exists(name)
