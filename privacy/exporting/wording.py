"""What stands on a file that left."""

from django.utils import timezone
from django.utils.translation import gettext as _

from privacy.models import DataExport
from schools.printable import printable


def stamp_line(export: DataExport) -> str:
    """Return the line that stands on every page: number, who, of which place, when."""
    line = _("导出编号 {number} · {name}（{account}）· {place} · {when}").format(
        number=export.number,
        name=export.user,
        account=export.user.get_username(),
        place=export.place.name,
        when=timezone.localtime(export.asked_at).strftime("%Y-%m-%d %H:%M"),
    )
    return printable(line)


def explanation(export: DataExport) -> list[tuple[str, str]]:
    """Return what the sheet of explanations says: what, and its value."""
    rows = [
        (_("导出编号"), export.number),
        (_("导出人"), f"{export.user}（{export.user.get_username()}）"),
        (_("范围"), export.place.name),
        (_("时间"), timezone.localtime(export.asked_at).strftime("%Y-%m-%d %H:%M")),
        (_("用途"), " · ".join(part for part in (str(export.get_purpose_display()), export.note) if part)),
        (_("涉及人数"), str(export.people)),
    ]
    if export.decided_by:
        rows.append((_("批准人"), str(export.decided_by)))
    said = _("本文件含个人信息，只可用于上述用途，用毕及时删除；凭导出编号可以查到导出人。")
    return [(what, printable(much)) for what, much in (*rows, (_("说明"), said))]
