"""The copy for the person: JSON for machines, Word for people."""

import json
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from privacy.registry import registered_of
from privacy.subjects.collecting import Held
from schools.models import Person


def as_json(person: Person, held: Sequence[Held], now: datetime) -> bytes:
    """Return the copy as JSON: tables with their rows, and why each is kept."""
    tables = [
        {
            "table": one.table,
            "name": one.name,
            "how": one.how,
            "why": _why(one.table),
            "rows": list(map(dict, one.rows)),
        }
        for one in held
    ]
    whole = {"number": person.number, "name": person.name, "at": now.isoformat(timespec="seconds")}
    return json.dumps({**whole, "tables": tables}, ensure_ascii=False, indent=1, default=str).encode()


def as_word(person: Person, held: Sequence[Held], now: datetime) -> bytes:
    """Return the copy as a Word file that people read and print."""
    document = Document()
    _in_chinese(document)
    document.add_heading(_("{name}的个人信息副本").format(name=person.name), level=1)
    said = _("登记号 {number} · {school} · 截至 {when}")
    document.add_paragraph(
        said.format(number=person.number, school=person.school.name, when=now.strftime("%Y-%m-%d %H:%M"))
    )
    document.add_paragraph(
        _("下列是本系统保存的全部资料。如有错误，可以向学校申请更正；附件（图片、扫描件）的内容没有检索。")
    )
    for one in held:
        document.add_heading(f"{one.name}（{one.how}，{len(one.rows)}）", level=2)
        for why in _why(one.table):
            document.add_paragraph(why)
        for row in one.rows:
            document.add_paragraph("；".join(f"{name}：{value}" for name, value in row), style="List Bullet")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _why(table: str) -> list[str]:
    """Return purpose, basis and end of what the table holds; the table of an event counts as its rows'."""
    treatments = {one.treatment for one in registered_of(table.removesuffix("Event")).values()}
    lines = {f"{one.purpose}；{one.basis}；{one.retention}" for one in treatments}
    return sorted(lines)


def _in_chinese(document: Document) -> None:
    style = document.styles["Normal"]
    style.font.size = Pt(10)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
