"""What pages of another day than today leave out, and what they cannot have: said, not passed over."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from governance.history.past import end_of
from governance.presentation.day import Day


def changes_by(changes: QuerySet, day: Day) -> QuerySet:
    """Return the changes that held on the day, and that were known by the day of the register."""
    if day.known_on is not None:
        changes = changes.filter(recorded_at__lt=end_of(day.known_on))
    return changes.filter(effective_on__lte=day.on) if day.on < day.today else changes


def notes_on(day: Day, *, findings: bool = False, check: bool = False, people: bool = True) -> list[str]:
    """Return what a page of the past cannot show as it was then; nothing for other pages."""
    if not day.is_past:
        return []
    notes = []
    if day.known_on is not None:
        notes.append(_("只按当时已经登记的内容显示，之后的补登和更正不计。"))
    elif people:
        notes.append(_("按现在登记的内容显示当日的结构；人员姓名是现在登记的姓名。"))
    if findings:
        notes.append(_("检查发现的有无、程度和豁免是当日的；句子里的数字和姓名是最近一次检查的。"))
    if check:
        notes.append(_("以前各次检查的结果没有保存，当日因资料不全不能判断的事项不显示。"))
    return notes
