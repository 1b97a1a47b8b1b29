"""What a notice says on paper, in Chinese whoever prints it; Word and PDF only set it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from governance.models import SchoolCheck
from oversight.choices.notice import PRIVATE_STATES, NoticeState
from oversight.models import Notice, NoticeItem
from oversight.notices.items import RELATED, item_freeze

TITLE = "整改通知书"
HEADINGS = ("序号", "问题", "依据", "整改要求")


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice in the order in which it is read.

    ``mark`` tells on every page that it is no notice in force; ``rows`` have a number, the problem, its
    source and what is to be done.
    """

    issuer: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str], ...]
    closing: tuple[str, ...]
    signed_on: str
    notes: tuple[str, ...]
    mark: str = ""

    @property
    def name(self) -> str:
        """What its file is called, without an ending."""
        return "".join(sign for sign in f"{TITLE} {self.number}" if sign not in '\\/:*?"<>|')


def letter_of(notice: Notice) -> Letter:
    """Return what the notice says: frozen once it is issued, as things stand while it is drafted."""
    items = list(notice.items.select_related(*RELATED))
    checked_on, version = notice.checked_on, notice.rules_version
    if not notice.is_numbered:
        for item in items:
            item_freeze(item)
        check = SchoolCheck.objects.filter(school=notice.school_id).first()
        checked_on, version = (check.on, check.rules_version) if check else (None, "")
    with override(None):
        return Letter(
            issuer=printable(notice.issuer),
            number=printable(notice.number or f"{notice.prefix}〔    〕  号"),
            addressee=printable(f"{notice.school.name}："),
            paragraphs=tuple(printable(line) for line in notice.text.splitlines() if line.strip()),
            rows=tuple(_rows(items)),
            closing=(
                f"整改期限：{on_paper(notice.deadline)}。",
                "请在期限内完成整改，逐项报告整改情况，并附佐证材料。",
            ),
            signed_on=on_paper(notice.issued_on) if notice.issued_on else "    年  月  日",
            notes=tuple(_notes(checked_on, version)),
            mark=_mark(notice),
        )


def _rows(items: Iterable[NoticeItem]) -> Iterable[tuple[str, str, str, str]]:
    for item in items:
        said = (item.sentence, item.clause, item.mend or "按规定整改。")
        yield (str(item.position), *(printable(text) for text in said))


def _notes(checked_on: date | None, version: str) -> Iterable[str]:
    if checked_on is not None:
        yield f"检查日期：{on_paper(checked_on)}；规则版本：{printable(version)}。"
    yield "本通知书由梁柱系统根据学校登记的资料生成。"


def _mark(notice: Notice) -> str:
    if notice.state == NoticeState.REVOKED:
        return "已撤销"
    return "拟稿，未下发" if notice.state in PRIVATE_STATES else ""


def on_paper(day: date) -> str:
    """Return the day as official papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def printable(text: str) -> str:
    """Return the text without what no paper shows: control signs and those that turn the writing around."""
    return "".join(sign for sign in text if sign.isprintable()).strip()
