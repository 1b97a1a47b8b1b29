"""The copy for the person: JSON for machines, Word for people."""

import json
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from accounts.models import User
from privacy.registry import registered_of
from privacy.subjects.collecting import Held
from privacy.tables import schools_of
from schools.models import Person, School


def as_json(person: Person, held: Sequence[Held], now: datetime, reader: User | None = None) -> bytes:
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
    reach = reach_of(person, held, reader)
    whole = {"number": person.number, "name": person.name, "at": now.isoformat(timespec="seconds")}
    return json.dumps(
        {**whole, **reach, "tables": tables}, ensure_ascii=False, indent=1, default=str
    ).encode()


def as_word(person: Person, held: Sequence[Held], now: datetime, reader: User | None = None) -> bytes:
    """Return the copy as a Word file that people read and print."""
    document = Document()
    _in_chinese(document)
    document.add_heading(_("{name}的个人信息副本").format(name=person.name), level=1)
    said = _("登记号 {number} · {school} · 截至 {when}")
    document.add_paragraph(
        said.format(number=person.number, school=person.school.name, when=now.strftime("%Y-%m-%d %H:%M"))
    )
    document.add_paragraph(_("如有错误，可以向学校申请更正；附件（图片、扫描件）的内容没有检索。"))
    document.add_paragraph(reach_of(person, held, reader)["said_of_schools"])
    for one in held:
        document.add_heading(f"{one.name}（{one.how}，{len(one.rows)}）", level=2)
        for why in _why(one.table):
            document.add_paragraph(why)
        for row in one.rows:
            document.add_paragraph("；".join(f"{name}：{value}" for name, value in row), style="List Bullet")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def reach_of(person: Person, held: Sequence[Held], reader: User | None) -> dict[str, Any]:
    """Return the schools whose rows are in the copy, those whose papers are not, and the sentence about them.

    What is written down about changes, waivers and the like is read by who has the school alone. ``reader``
    is who makes the copy, None for a command, which reads everything.
    """
    found = School.objects.filter(pk__in=frozenset[int]().union(*(one.schools for one in held)))
    left = School.objects.none()
    if reader is not None:
        seen = School.objects.visible_to(reader).order_by().values("pk")
        left = School.objects.filter(pk__in=schools_of(person)).exclude(pk__in=seen)
    schools, others = (
        [f"{one.name}（{one.code}）" for one in rows.order_by("code")] for rows in (found, left)
    )
    text = (
        _(
            "本副本含来自下列学校的资料：{schools}。{others}的变更记录、申请、公文等不由制作人查阅，不在本副本中，请向那里或者主管部门申请。"
        )
        if others
        else _("本副本含本系统保存的全部资料，来自下列学校：{schools}。")
    )
    comma = _("、")
    sentence = text.format(schools=comma.join(schools), others=comma.join(others))
    return {"schools": schools, "schools_left_out": others, "said_of_schools": sentence}


def _why(table: str) -> list[str]:
    """Return purpose, basis and end of what the table holds; the table of an event counts as its rows'."""
    treatments = {one.treatment for one in registered_of(table.removesuffix("Event")).values()}
    lines = {f"{one.purpose}；{one.basis}；{one.retention}" for one in treatments}
    return sorted(lines)


def _in_chinese(document: Document) -> None:
    style = document.styles["Normal"]
    style.font.size = Pt(10)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
