"""Nothing with a mark of classification comes in, and nothing harmless is kept out."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from oversight.evidence.receiving import require_acceptable
from oversight.forms.files import FilesField
from privacy.marks import mark_in, mark_in_file, mark_in_name, unclassified
from tests.privacy import samples

_PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 60


@pytest.mark.parametrize("line", samples.MARKS)
def test_a_mark_is_found_in_a_text(line):
    assert mark_in(f"演示学校\n{line}\n关于换届的通知") != ""


@pytest.mark.parametrize("line", samples.HARMLESS)
def test_a_harmless_text_passes(line):
    assert mark_in(f"演示学校\n{line}\n关于换届的通知") == ""


def test_no_file_of_the_corpus_with_a_mark_passes_and_no_harmless_one_is_refused():
    marked, harmless = list(samples.corpus(samples.MARKS)), list(samples.corpus(samples.HARMLESS))
    assert len(marked) >= 100
    assert len(marked) + len(harmless) >= 190

    taken = [(n, line) for n, content, line in marked if not mark_in_file(n, BytesIO(content))]
    refused = [(n, line) for n, content, line in harmless if mark_in_file(n, BytesIO(content))]

    assert taken == []
    assert refused == []


@pytest.mark.parametrize("name", samples.NAMES_MARKED)
def test_a_mark_in_a_name_is_found(name):
    assert mark_in_name(name) != ""


@pytest.mark.parametrize("name", samples.NAMES_HARMLESS)
def test_a_harmless_name_passes(name):
    assert mark_in_name(name) == ""


@pytest.mark.parametrize("ending", ["doc", "xls", "wps"])
@pytest.mark.parametrize("coding", ["utf-16-le", "gb18030"])
@pytest.mark.parametrize("before", [b"", b"x"])
def test_files_of_old_programs_are_read_as_they_are_stored(ending, coding, before):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + before
    body = "\r关于换届的通知\r"
    marked, harmless = (
        BytesIO(head + f"{line}{body}".encode(coding)) for line in ("机密★20年", "保密工作领导小组")
    )

    assert mark_in_file(f"a.{ending}", marked) != ""
    assert mark_in_file(f"a.{ending}", harmless) == ""


def test_an_upload_with_a_mark_is_refused_by_name():
    upload = SimpleUploadedFile("方案.docx", samples.docx("机密★20年"))

    with pytest.raises(ValidationError) as refused:
        require_acceptable(upload, "方案.docx")

    assert refused.value.messages == [
        "“方案.docx”带有密级标志“机密★”。本系统为非涉密系统，不得上传涉密文件。"
    ]


def test_an_upload_without_one_is_taken_and_a_damaged_one_is_left_to_others():
    assert require_acceptable(SimpleUploadedFile("a.docx", samples.docx("保密工作领导小组")), "a.docx")
    assert mark_in_file("a.docx", BytesIO(b"PK\x03\x04 broken")) == ""
    assert mark_in_file("a.pdf", BytesIO(b"%PDF-1.4 broken")) == ""


def test_pictures_cannot_be_read_and_the_form_says_so():
    assert mark_in_file("a.png", BytesIO(_PNG)) == ""
    said = str(FilesField().help_text)
    assert "图片和扫描件中的密级标志系统无法识别" in said


def test_what_is_pasted_is_refused():
    with pytest.raises(ValidationError, match="秘密★"):
        unclassified("附：秘密★5年 名单")
    unclassified("严守秘密")
