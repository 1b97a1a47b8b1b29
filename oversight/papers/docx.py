"""What every Word file needs besides its text, and python-docx has no word for."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, RGBColor

_BLACK, _MARGIN = RGBColor(0, 0, 0), Mm(1)


def speak_chinese(document: Any) -> None:
    """Mark the text as Chinese of the mainland: where a font is missing, its forms of the signs are taken."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:eastAsia"), "zh-CN")


def plain_headings(document: Any, face: str) -> None:
    """Let headings be black and in the font of official papers, not in the blue of the template."""
    style = document.styles["Heading 2"]
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)


def shape_table(table: Any, widths: Sequence[Length], *, has_head: bool) -> None:
    """Give the columns their widths and keep rows whole; a head stands on every page.

    Word reads the widths of the cells, other programs those of the grid: both are set.
    """
    table.autofit = False
    _narrow_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        _mark(row, "w:cantSplit")
        for cell, width in zip(row._tr.tc_lst, widths, strict=True):
            cell.width = width
    if has_head:
        _mark(table.rows[0], "w:tblHeader")


def _narrow_margins(table: Any) -> None:
    """Leave a millimetre beside the text of a cell, so that a date or a number stays in one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), str(_MARGIN.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))  # the order of the parts is fixed
    properties.append(margins) if look is None else look.addprevious(margins)


def _mark(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def page_number(paragraph: Any, size: Length, face: str = "") -> None:
    """Add the number of the page; each part of the field is a run of its own, so that its size counts."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = size
        if face:
            run.font.name = face
        if kind == "shown":
            run.text = text
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._element.append(part)
