"""What cannot be read off the text of a Word file: its widths, whole rows, Chinese signs."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor

from oversight.notices.letter import letter_of
from oversight.notices.word import WIDTHS, letter_docx
from oversight.papers.content import Heading, Paper, Table
from oversight.papers.word import paper_docx
from tests import factories
from tests.oversight.notices.making import finding, issued


@pytest.fixture
def report():
    rows = [("ORG-005", "演示", 7), ("TERM-002", "演示", 0)]
    blocks = (Heading("一、检查发现"), Table("规则", ("规则", "名称", "项数"), rows, (10, 40, 10)))
    return Document(BytesIO(paper_docx(Paper("演示报告", "", blocks, "规则版本 x"))))


@pytest.fixture
def letter(db):
    official = factories.grant(factories.user(), factories.county()).user
    school = factories.school()
    notice = issued(school, official, [finding(school, nth) for nth in range(3)])
    return Document(BytesIO(letter_docx(letter_of(notice))))


def grid(table):
    return [column.width for column in table.columns]


def test_the_columns_have_the_same_widths_in_the_grid_and_in_the_cells(report, letter):
    for table in (report.tables[0], letter.tables[0]):
        assert {tuple(cell.width for cell in row.cells) for row in table.rows} == {tuple(grid(table))}
    assert grid(letter.tables[0]) == pytest.approx(WIDTHS, abs=635)  # a twentieth of a point
    first, second, third = grid(report.tables[0])
    assert (first, second // first) == (third, 4 - (second < 4 * first))


def test_no_row_is_split_and_the_head_is_repeated(report, letter):
    for table in (report.tables[0], letter.tables[0]):
        marks = [[child.tag for child in row._tr.trPr] for row in table.rows]
        assert marks == [[qn("w:cantSplit"), qn("w:tblHeader")], *[[qn("w:cantSplit")]] * (len(marks) - 1)]


def test_the_text_is_chinese_of_the_mainland(report, letter):
    for document in (report, letter):
        (language,) = document.styles.element.iter(qn("w:lang"))
        assert language.get(qn("w:eastAsia")) == "zh-CN"


def test_headings_are_black(report):
    style = report.styles["Heading 2"]
    fonts = style.element.rPr.rFonts

    assert style.font.color.rgb == RGBColor(0, 0, 0)
    assert fonts.get(qn("w:eastAsia")) == "黑体"
    assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_the_number_of_the_page_has_the_size_of_the_foot(report):
    runs = report.sections[0].footer.paragraphs[0].runs

    assert {run.font.size.pt for run in runs} == {9}
    fields = report.sections[0].footer._element.iter(qn("w:fldChar"))
    assert [part.get(qn("w:fldCharType")) for part in fields] == ["begin", "separate", "end"]


def test_a_table_of_many_columns_is_set_smaller_so_that_numbers_stay_in_one_line():
    def size(columns):
        row = tuple(str(n) for n in range(columns))
        blocks = (Table("表", row, [row], (1,) * columns),)
        document = Document(BytesIO(paper_docx(Paper("演示报告", "", blocks, "x"))))
        return document.tables[0].rows[1].cells[0].paragraphs[0].runs[0].font.size.pt

    assert (size(6), size(7)) == (10, 8)
