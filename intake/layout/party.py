"""Sheets of the Party structure."""

from django.db.models import TextChoices

from governance.choices import (
    MembershipKind,
    OrgKind,
    OrgLevel,
    OrgType,
)
from intake.layout.column import Column, Kind, SheetLayout
from intake.layout.register import PERSON, SCHOOL


class Attachment(TextChoices):
    """What hangs on what: everything in ``governance.models.attachment``."""

    HOST = "host", "依托单元"
    COVER = "cover", "覆盖学校"
    COVER_OTHER = "cover_other", "覆盖其他单位"
    ATTACHED = "attached", "挂靠"
    LIAISON = "liaison", "联络员"


#: How a line names an organisation of its school.
ORGANIZATION = Column(
    "organization",
    "党组织",
    aliases=("党组织名称", "支部名称", "所在党组织", "组织名称", "党支部"),
    longest=120,
    example="演示中学党支部",
)

ORGANIZATIONS = SheetLayout(
    "organizations",
    "党组织",
    ("党组织", "党支部", "支部设置", "组织设置"),
    (
        SCHOOL,
        Column(
            "full_name",
            "全称",
            aliases=("党组织名称", "党组织全称", "名称", "支部名称", "党组织", "组织名称"),
            required=True,
            longest=120,
            example="中共演示中学支部委员会",
        ),
        Column("short_name", "简称", aliases=("党组织简称",), example="演示中学党支部"),
        Column(
            "type",
            "类型",
            Kind.CHOICE,
            ("党组织类型", "组织类别", "党组织类别"),
            OrgType,
            note="不填时按名称判断。",
            example="党支部",
        ),
        Column("kind", "类别", Kind.CHOICE, ("在职离退休",), OrgKind),
        Column(
            "level", "层级", Kind.CHOICE, (), OrgLevel, note="不填时：没有本校上级的是学校级，其余是内设。"
        ),
        Column("parent", "本校上级党组织", aliases=("上级支部", "上级总支"), longest=120),
        Column(
            "superior_school",
            "上级所在学校",
            longest=120,
            note="上级党组织设在别的学校（如学区总支）时，填那所学校的标识码。",
        ),
        Column(
            "superior",
            "校外上级党组织",
            aliases=("上级党组织", "上级党组织名称", "隶属党组织"),
            longest=120,
            note="系统里有的会自动对应，没有的登记为系统外上级。",
        ),
        Column("code", "党组织代码", aliases=("组织代码",), longest=24),
        Column(
            "established_on",
            "成立日期",
            Kind.DATE,
            ("成立时间", "设立日期", "建立时间"),
            example="2020-09-01",
        ),
        Column(
            "approval_number",
            "成立批复文号",
            aliases=("批复文号", "批准文号"),
            example="演示教工委〔2020〕1号",
        ),
        Column("approved_on", "批复日期", Kind.DATE, ("批准日期", "批复时间")),
        Column(
            "units",
            "依托单元",
            Kind.NAMES,
            ("挂靠单元", "覆盖单元"),
            note="也可以填“挂靠”表。",
            example="语文组、七年级组",
        ),
        Column("standing_committee", "设常委会", Kind.FLAG, ("设常务委员会",)),
        Column("discipline_committee", "设纪委", Kind.FLAG),
    ),
)

ATTACHMENTS = SheetLayout(
    "attachments",
    "挂靠",
    ("挂靠", "依托", "覆盖"),
    (
        SCHOOL,
        Column(
            "kind", "种类", Kind.CHOICE, ("挂靠种类", "方式"), Attachment, required=True, example="依托单元"
        ),
        ORGANIZATION,
        Column(
            "target",
            "单元或者单位",
            aliases=("单元", "单位", "挂靠单位", "对象", "挂靠党组织", "联络员"),
            required=True,
            longest=200,
            note="依托单元填单元名称，覆盖学校填学校标识码，挂靠填校外党组织，联络员填姓名。",
            example="语文组",
        ),
        Column("start", "起始日期", Kind.DATE, ("开始日期", "起始时间")),
    ),
)

MEMBERS = SheetLayout(
    "members",
    "党员",
    ("党员", "组织关系"),
    (
        SCHOOL,
        *PERSON,
        Column(
            "branch",
            "所在支部",
            aliases=("党支部", "所在党支部", "所属支部", "支部", "所在党组织", "编入支部"),
            longest=120,
            example="演示中学党支部",
        ),
        Column("branch_school", "支部所在学校", longest=120, note="编入别的学校的支部（如联合支部）时填写。"),
        Column("outside", "系统外党组织", longest=120, note="组织关系不在本系统登记的支部时填写。"),
        Column("group", "党小组", aliases=("所在党小组",), longest=120),
        Column("kind", "编入方式", Kind.CHOICE, (), MembershipKind),
        Column("start", "编入日期", Kind.DATE, ("转入日期", "转入时间", "编入时间")),
    ),
)
