"""What people call the operations of the door."""

from typing import Any

from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Any] = {
    "attestation_record": _("人工核实"),
    "change_undo": _("撤销变更"),
    "coverage_add": _("增加覆盖单位"),
    "coverage_end": _("终止覆盖"),
    "host_attach": _("依托单元"),
    "host_detach": _("解除依托"),
    "leading_group_close": _("撤销领导小组"),
    "leading_group_set_up": _("成立领导小组"),
    "member_confirm": _("预备党员转正"),
    "member_join": _("编入党员"),
    "member_leave": _("终止组织关系"),
    "member_transfer": _("转接组织关系"),
    "organization_activate": _("启用党组织"),
    "organization_adjust": _("开始调整党组织"),
    "organization_approve": _("批准设立党组织"),
    "organization_dissolve": _("撤销党组织"),
    "organization_draft": _("起草设立党组织"),
    "organization_found": _("设立党组织"),
    "organization_merge": _("合并党组织"),
    "organization_move": _("调整上级党组织"),
    "organization_rename": _("党组织更名"),
    "organization_retype": _("改设党组织"),
    "organization_return": _("退回设立申请"),
    "organization_settle": _("办结党组织调整"),
    "organization_split": _("拆分党支部"),
    "organization_submit": _("申请设立党组织"),
    "people_enter": _("批量录入人员"),
    "person_hire": _("录用人员"),
    "person_leave": _("人员离开"),
    "person_move": _("人员调动"),
    "plan_publish": _("实施方案"),
    "post_assign": _("任职"),
    "post_end": _("终止任职"),
    "post_hand_over": _("交接职务"),
    "record_correct": _("更正登记"),
    "record_create": _("新增登记"),
    "record_remove": _("删除登记"),
    "rights_restrict": _("登记党员权利情况"),
    "school_register": _("登记学校"),
    "term_close": _("办结届次"),
    "term_extend": _("延长任期"),
    "term_note": _("记录换届步骤"),
    "term_open": _("换届"),
    "unit_close": _("撤销内设单元"),
    "unit_create": _("新设内设单元"),
    "unit_move": _("调整内设单元"),
    "unit_rename": _("内设单元更名"),
    "units_enter": _("批量录入内设单元"),
}


def operation_name(name: str) -> str:
    """Return what people call the operation; one without a name is shown as it is."""
    return str(NAMES.get(name, name))
