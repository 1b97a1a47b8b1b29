"""Sheets of posts, leading groups and terms."""

from governance.choices import BodyKind, Duty, GroupType, Method, Role
from intake.layout.column import Column, Kind, SheetLayout
from intake.layout.party import ORGANIZATION
from intake.layout.register import PERSON, SCHOOL

POSTS = SheetLayout(
    "posts",
    "任职",
    ("任职", "职务", "班子", "干部"),
    (
        SCHOOL,
        Column(
            "body_kind", "机构种类", Kind.CHOICE, ("机构类别",), BodyKind, required=True, example="党组织"
        ),
        Column(
            "body",
            "机构",
            aliases=("机构名称", "所在机构"),
            longest=200,
            note="党组织、单元、领导小组的名称；学校职务不填。",
            example="演示中学党支部",
        ),
        Column("role", "职务", Kind.CHOICE, ("职务名称", "任职职务"), Role, required=True, example="书记"),
        *PERSON,
        Column("person_school", "人员所在学校", longest=120, note="由别的学校的人员担任时填写。"),
        Column("start", "任职日期", Kind.DATE, ("任职时间", "任现职时间"), example="2023-09-01"),
        Column("method", "产生方式", Kind.CHOICE, ("任职方式",), Method, example="选举"),
        Column("duties", "委员分工", Kind.CHOICES, ("分工",), Duty),
        Column("is_full_time_party", "专职党务", Kind.FLAG, ("是否专职",)),
        Column("is_acting", "主持工作", Kind.FLAG),
        Column("elected_on", "当选日期", Kind.DATE, ("当选时间",)),
        Column("approved_on", "上级批准日期", Kind.DATE, ("批准日期", "批复日期")),
        Column("filed_on", "备案日期", Kind.DATE),
    ),
)

GROUPS = SheetLayout(
    "groups",
    "领导小组",
    ("领导小组", "工作小组"),
    (
        SCHOOL,
        Column(
            "name",
            "名称",
            aliases=("领导小组名称", "小组名称", "领导小组"),
            required=True,
            longest=80,
            example="德育工作领导小组",
        ),
        Column(
            "types", "类型", Kind.CHOICES, ("小组类型",), GroupType, note="不填时按名称判断。", example="德育"
        ),
        Column("start", "成立日期", Kind.DATE, ("成立时间",)),
        Column("outside_members", "校外成员", longest=200),
    ),
)

TERMS = SheetLayout(
    "terms",
    "届次",
    ("届次", "换届", "任期"),
    (
        SCHOOL,
        Column(
            ORGANIZATION.key,
            "党组织",
            aliases=ORGANIZATION.aliases,
            required=True,
            longest=120,
            example="演示中学党支部",
        ),
        Column("number", "第几届", Kind.NUMBER, ("届次", "届数"), example="1"),
        Column(
            "start",
            "任期开始日期",
            Kind.DATE,
            ("任期起", "开始日期", "换届日期", "选举日期", "换届时间"),
            required=True,
            example="2023-09-01",
        ),
        Column(
            "planned_end",
            "届满日期",
            Kind.DATE,
            ("任期止", "届满时间", "应换届时间"),
            note="不填时按类型推算。",
        ),
        Column("method", "产生方式", Kind.CHOICE, (), Method),
        Column(
            "committee_seats",
            "委员职数",
            Kind.NUMBER,
            ("委员数", "职数"),
            note="不设委员会的支部填0。",
            example="3",
        ),
        Column("deputy_seats", "副书记职数", Kind.NUMBER),
        Column("extended_until", "延期至", Kind.DATE),
        Column("is_carried_over", "经批准顺延任期", Kind.FLAG),
    ),
)
