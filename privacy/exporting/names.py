"""What people call the files that leave."""

from typing import Any

from django.utils.translation import gettext_lazy as _

#: Route → its name. A route that hands out people and is not here is shown by its address; a test says so.
NAMES: dict[str, Any] = {
    "governance:school_export": _("学校数据（JSON）"),
    "governance:jurisdiction_export": _("辖区数据（JSON）"),
    "governance:school_chart": _("组织结构图（SVG）"),
    "governance:school_png": _("组织结构图（PNG）"),
    "governance:school_pdf": _("组织结构图（PDF）"),
    "oversight:filing_file": _("备案内容（JSON）"),
    "oversight:notice_docx": _("整改通知书（Word）"),
    "oversight:notice_pdf": _("整改通知书（PDF）"),
    "oversight:report_file": _("检查发现明细（Excel）"),
    "oversight:round_file": _("检查办结结果（JSON）"),
    "oversight:school_health": _("学校体检单"),
    "intake:school_roster_xlsx": _("学校名册（Excel）"),
    "intake:jurisdiction_roster_xlsx": _("辖区名册（Excel）"),
    "exports:school_file": _("学校导出报表"),
    "exports:jurisdiction_file": _("辖区导出报表"),
    "exports:order_file": _("后台生成的导出报表"),
    "privacy:person_file": _("本人个人信息副本"),
}


def name_of(route: str) -> str:
    """Return what people call the file of the route."""
    return str(NAMES.get(route, route))
