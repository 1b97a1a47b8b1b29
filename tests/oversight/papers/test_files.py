"""The same paper as PDF, Word and Excel: everything is in it, and no text is more than a text."""

from io import BytesIO

import openpyxl
import pytest
from docx import Document

from governance.chart.bars import Bar, Part
from oversight.papers.content import Chart, Facts, Heading, Paper, Paragraph, Table
from oversight.papers.pdf import pages_of, paper_pdf
from oversight.papers.word import paper_docx
from oversight.papers.workbook import paper_xlsx
from tests.pdf import pdf_pages

HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>\x07&amp;'
SHOWN = '=HYPERLINK("x")<script>alert(1)</script>&amp;'


@pytest.fixture
def paper():
    return Paper(
        title="检查报告",
        subtitle="截至2026年6月1日",
        blocks=(
            Heading("一、基本情况"),
            Facts((("学校", "178"), ("党员", "3733"), ("党委", "11"), ("党总支", "14"))),
            Paragraph("学校名称里的标记不是标记。"),
            Chart(
                "分类",
                (Bar("届次", (Part("error", 3), Part("warning", 4))),),
                (("error", "应当整改"), ("warning", "需要核实")),
            ),
            Table(
                "规则汇总",
                ("规则", "学校", "项数"),
                [("ORG-005", HOSTILE, 7), ("+1", "@cmd", 0)],
                (10, 40, 10),
            ),
            Table("空表", ("甲",), [], (1,), empty="没有内容。"),
        ),
        stamp="规则版本 x · 检查日期 2026-06-01",
    )


def text_of(pdf):
    return "\n".join(pdf_pages(pdf))


def test_the_pdf_says_everything(paper):
    said = text_of(paper_pdf(paper))

    for words in (
        "检查报告",
        "一、基本情况",
        "178",
        "届次",
        "应当整改",
        "ORG-005",
        "<script>alert(1)",
        "没有内容。",
        paper.stamp,
    ):
        assert words in said
    assert "1 / 1" in said


def test_a_long_table_goes_on_over_pages_with_its_head_on_each():
    rows = [(f"R{nth}", "长" * 30, nth) for nth in range(150)]
    made = paper_pdf(Paper("表", "", (Table("表", ("规则", "名称", "数"), rows, (10, 40, 10)),), "注"))

    pages = pages_of(made)
    assert pages > 2
    assert text_of(made).count("名称") == pages
    assert "R149" in text_of(made)


def test_the_word_document_says_everything_as_plain_text(paper):
    document = Document(BytesIO(paper_docx(paper)))

    assert [p.text for p in document.paragraphs][:3] == ["检查报告", "截至2026年6月1日", "一、基本情况"]
    assert [[cell.text for cell in row.cells] for row in document.tables[1].rows] == [
        ["规则", "学校", "项数"],
        ["ORG-005", SHOWN, "7"],
        ["+1", "@cmd", "0"],
    ]
    assert len(document.inline_shapes) == 1
    assert document.sections[0].footer.paragraphs[0].text.startswith(paper.stamp)


def test_no_cell_of_the_workbook_is_a_formula(paper, tmp_path):
    paper_xlsx(paper, tmp_path / "paper.xlsx")

    book = openpyxl.load_workbook(tmp_path / "paper.xlsx")
    assert book.sheetnames == ["检查报告", "分类", "规则汇总", "空表"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [[cell.value for cell in row] for row in book["规则汇总"].iter_rows(min_row=2)] == [
        ["ORG-005", SHOWN, 7],
        ["+1", "@cmd", 0],
    ]
    assert [[cell.value for cell in row] for row in book["分类"].iter_rows()] == [
        [None, "应当整改", "需要核实"],
        ["届次", 3, 4],
    ]
    assert len(book["分类"]._charts) == 1
