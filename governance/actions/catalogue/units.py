"""Units open, move and close."""

from django.utils.translation import gettext_lazy as _

from governance.actions.action import SCHOOL, UNIT, Action
from governance.actions.arguments import Argument, Kind
from governance.domain.act import Act
from governance.domain.units import unit_close, unit_create, unit_move, unit_rename
from schools.choices import UnitKind
from schools.models import School, Unit

OWN = Argument("unit", Kind.UNIT, _("单元"))
FIELDS = (
    Argument("name", Kind.TEXT, _("名称")),
    Argument("kind", Kind.CHOICE, _("类别"), choices=UnitKind),
    Argument("people", Kind.PERSON, _("人员"), many=True, required=False),
)


def _create_below(*, act: Act, parent: Unit, kind: str, **fields: str) -> Unit:
    return unit_create(act=act, school=parent.school, parent=parent, kind=UnitKind(kind), **fields)


def _create(*, act: Act, school: School, kind: str, **fields: str) -> Unit:
    return unit_create(act=act, school=school, kind=UnitKind(kind), **fields)


def _move(*, act: Act, unit: Unit, parent: Unit | None = None) -> Unit:
    return unit_move(act=act, unit=unit, parent=parent)


ACTIONS = (
    Action(
        "unit_create",
        _("增设单元"),
        _create,
        (Argument("school", Kind.SCHOOL, _("学校")), *FIELDS),
        on=SCHOOL,
        subject="school",
    ),
    Action(
        "unit_create_below",
        _("增设下级单元"),
        _create_below,
        (Argument("parent", Kind.UNIT, _("上级单元")), *FIELDS),
        on=UNIT,
        subject="parent",
        key="n",
    ),
    Action(
        "unit_rename",
        _("更名"),
        unit_rename,
        (OWN, Argument("name", Kind.TEXT, _("名称"))),
        on=UNIT,
        subject="unit",
        key="r",
    ),
    Action(
        "unit_move",
        _("移动到…"),
        _move,
        (
            OWN,
            Argument(
                "parent",
                Kind.UNIT,
                _("新的上级单元"),
                required=False,
                help_text=_("不选表示直接在学校之下。"),
            ),
        ),
        on=UNIT,
        subject="unit",
        key="m",
    ),
    Action(
        "unit_close",
        _("撤销…"),
        unit_close,
        (OWN,),
        on=UNIT,
        subject="unit",
        grave=True,
        key="Delete",
        text=_("单元的人员和职务随之结束；依托它的支部由检查提示另行安排。"),
    ),
)
