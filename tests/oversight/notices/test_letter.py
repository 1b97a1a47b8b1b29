"""A notice on paper: what Word and PDF say, whatever people call things."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from governance.models import SchoolCheck
from oversight.notices import closing
from oversight.notices.letter import letter_of, printable
from oversight.notices.pdf import letter_pdf
from oversight.notices.word import letter_docx
from tests import factories
from tests.oversight.notices.making import drafted, finding, issued
from tests.pdf import pdf_pages

pytestmark = pytest.mark.django_db

HOSTILE = '=HYPERLINK("http://x","点")<b>&"\' **粗**\u202e倒\x0b{0}%s'
SHOWN = '=HYPERLINK("http://x","点")<b>&"\' **粗**倒{0}%s'


@pytest.fixture
def official():
    return factories.grant(factories.user(), factories.county()).user


@pytest.fixture
def school(official):
    school = factories.school(name="云溪中学")
    SchoolCheck.objects.create(school=school, on=factories.ON, checked_at=timezone.now(), rules_version="v9")
    return school


def words_of(notice):
    """Return the paragraphs and the table of the Word file."""
    paper = Document(BytesIO(letter_docx(letter_of(notice))))
    table = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    return [p.text for p in paper.paragraphs if p.text], table


def pages_of(notice):
    """Return what each page of the PDF says, line by line."""
    return pdf_pages(letter_pdf(letter_of(notice)))


def test_the_word_file_is_set_like_an_official_paper(school, official):
    notice = issued(school, official, [finding(school, 1), finding(school, 2)])

    lines, table = words_of(notice)

    assert lines == [
        "中共兰溪市委教育工作委员会",
        "整改通知书",
        "兰溪教整改〔2026〕1号",
        "云溪中学：",
        notice.text,
        "整改期限：2026年7月1日。",
        "请在期限内完成整改，逐项报告整改情况，并附佐证材料。",
        "中共兰溪市委教育工作委员会",
        "2026年6月1日",
        "检查日期：2026年6月1日；规则版本：v9。",
        "本通知书由梁柱系统根据学校登记的资料生成。",
    ]
    assert [row[0] for row in table] == ["序号", "1", "2"]
    item = notice.items.first()
    assert table[1][1:] == [item.sentence, item.clause, item.mend]


def test_places_on_the_page(school, official):
    paper = Document(BytesIO(letter_docx(letter_of(issued(school, official)))))
    aligned = {p.text: p.alignment for p in paper.paragraphs if p.text}
    page = paper.sections[0]

    assert aligned["整改通知书"] == WD_ALIGN_PARAGRAPH.CENTER
    assert aligned["2026年6月1日"] == WD_ALIGN_PARAGRAPH.RIGHT
    assert aligned["云溪中学："] is None
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert round(page.top_margin.mm) == 37


def test_the_pdf_says_the_same_on_pages_with_numbers(school, official):
    notice = issued(school, official, [finding(school, nth) for nth in range(12)])

    pages = pages_of(notice)
    text = "".join("".join(pages).split())

    assert len(pages) > 1
    for word in ("整改通知书", notice.number, "云溪中学：", "整改期限：2026年7月1日。", "规则版本：v9。"):
        assert word in text
    for item in notice.items.all():
        assert item.sentence in text
    assert [f"— {nth} —" in page for nth, page in enumerate(pages, 1)] == [True] * len(pages)
    assert "序号" in pages[1]


def test_what_is_not_in_force_says_so(school, official):
    draft = drafted(school, official)
    revoked = issued(school, official, [finding(school, 2)])
    closing.notice_revoke(user=official, notice=revoked, text="有误。")

    assert letter_of(draft).mark == "拟稿，未下发"
    assert letter_of(draft).number == "兰溪教整改〔    〕  号"
    assert letter_of(draft).rows[0][1].startswith("第0支部现有党员52人")
    assert letter_of(revoked).mark == "已撤销"
    assert "拟稿，未下发" in pages_of(draft)[0]
    heads = Document(BytesIO(letter_docx(letter_of(draft)))).sections[0].header
    assert [p.text for p in heads.paragraphs] == ["拟稿，未下发"]


def test_names_of_all_kinds_are_only_text(school, official):
    found = finding(school, name=HOSTILE[:100])
    notice = issued(school, official, [found], issuer=HOSTILE, text=f"{HOSTILE[:20]}")

    lines, table = words_of(notice)
    page = "".join("".join(pages_of(notice)).split())

    assert lines[0] == SHOWN
    assert table[1][1].startswith(SHOWN)
    assert "".join(SHOWN.split()) in page
    with ZipFile(BytesIO(letter_docx(letter_of(notice)))) as package:
        assert "word/document.xml" in package.namelist()
        assert b"<b>" not in package.read("word/document.xml")


def test_what_no_paper_shows_is_left_out():
    assert printable(f"\x00{HOSTILE}\x1f") == SHOWN
    assert printable(" \u200b ") == ""


def test_paragraphs_begin_two_signs_later_and_no_line_begins_with_what_closes(school, official):
    notice = issued(school, official, text="请整改" * 9 + "。" + "请整改" * 20)

    said = pages_of(notice)[0].splitlines()

    first = next(nth for nth, line in enumerate(said) if "请整改" in line)
    assert said[first].startswith("\u3000\u3000请整改")
    assert not said[first + 1].startswith(("\u3000", "。"))


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_files_are_handed_out_under_the_number(kind, begins, client, school, official):
    client.force_login(official)
    notice = issued(school, official)

    answer = client.get(reverse(f"oversight:notice_{kind}", args=[notice.pk]))

    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%95%B4%E6%94%B9")
    assert answer["Content-Disposition"].endswith(f".{kind}")
    assert answer["Cache-Control"] == "no-store"
