"""Sheets of what exists without any Party organisation: schools, units, people."""

from intake.layout.column import Column, Kind, SheetLayout
from schools.choices import (
    EmploymentEnd,
    LeadershipSystem,
    Ownership,
    PoliticalStatus,
    ReformStage,
    SchoolForm,
    SchoolState,
    SchoolType,
    Stage,
    UnitKind,
)

#: The first column of every sheet but that of the schools; left empty where all is about one school.
SCHOOL = Column(
    "school",
    "学校标识码",
    aliases=("学校代码", "标识码", "学校", "学校名称", "所在学校", "单位名称", "单位代码", "工作单位"),
    longest=120,
    note="10位学校标识码，也可以填学校全称；只导入一所学校时可以不填。",
    example="2133990001",
)

SCHOOLS = SheetLayout(
    "schools",
    "学校",
    ("学校", "单位"),
    (
        Column(
            "code",
            "学校标识码",
            Kind.CODE,
            ("学校代码", "标识码", "单位代码"),
            required=True,
            longest=10,
            note="10位数字。",
            example="2133990001",
        ),
        Column(
            "name",
            "学校名称",
            aliases=("单位名称", "学校全称", "学校", "校名"),
            required=True,
            longest=120,
            example="演示中学",
        ),
        Column("short_name", "规范简称", aliases=("简称", "学校简称")),
        Column("former_names", "曾用名", Kind.NAMES, longest=120),
        Column("jurisdiction", "行政区划代码", Kind.CODE, ("区划代码", "主管行政区划"), longest=6),
        Column(
            "type_code", "学校类别", Kind.CHOICE, ("办学类型", "学校类型"), SchoolType, example="普通初中"
        ),
        Column("stages", "学段", Kind.CHOICES, ("办学层次",), Stage, example="初中"),
        Column("form", "办学形式", Kind.CHOICE, (), SchoolForm, example="独立校"),
        Column(
            "ownership",
            "办别",
            Kind.CHOICE,
            ("办学性质", "举办者类型", "公办民办"),
            Ownership,
            example="公办",
        ),
        Column(
            "is_legal_person", "独立法人", Kind.FLAG, ("是否法人", "法人单位", "是否独立法人"), example="是"
        ),
        Column("managed_by", "管理学校", note="教学点填管理它的学校的标识码。", longest=120),
        Column("lead_school", "牵头学校", note="集团成员校填牵头学校的标识码。", longest=120),
        Column("state", "状态", Kind.CHOICE, ("办学状态",), SchoolState),
        Column("founded_on", "建校日期", Kind.DATE, ("建校时间", "成立时间", "成立日期")),
        Column("closed_on", "撤并日期", Kind.DATE, ("撤销日期",)),
        Column(
            "leadership_system",
            "领导体制",
            Kind.CHOICE,
            (),
            LeadershipSystem,
            example="党组织领导的校长负责制",
        ),
        Column("system_from", "领导体制实施日期", Kind.DATE, ("体制实施日期",)),
        Column("reform_stage", "改革阶段", Kind.CHOICE, (), ReformStage),
    ),
)

UNITS = SheetLayout(
    "units",
    "单元",
    ("单元", "部门", "科室", "内设", "教研组", "年级组"),
    (
        SCHOOL,
        Column(
            "name",
            "单元名称",
            aliases=("名称", "单元", "部门", "部门名称", "科室", "科室名称", "内设单元", "内设机构"),
            required=True,
            example="语文组",
        ),
        Column(
            "kind",
            "类别",
            Kind.CHOICE,
            ("单元类别", "类型", "部门类别"),
            UnitKind,
            note="不填时按名称判断。",
            example="学科组（教研组）",
        ),
        Column(
            "parent",
            "上级单元",
            aliases=("上级部门", "上级", "所属部门"),
            longest=200,
            note="有同名单元时写成“初中部>语文组”。",
        ),
        Column("is_base", "可设支部", Kind.FLAG, ("可以设支部的基本单元", "基本单元"), note="不填时按类别。"),
        Column("start", "设立日期", Kind.DATE, ("成立日期", "设立时间")),
    ),
)

PERSON = (
    Column(
        "name",
        "姓名",
        Kind.NAME,
        ("教师姓名", "教职工姓名", "人员姓名", "党员姓名", "职工姓名", "名字", "教师"),
        required=True,
        example="示例甲",
    ),
    Column(
        "staff_number",
        "工号",
        aliases=("教工号", "职工号", "教职工号", "教师编号", "人员编号", "职工编号", "工资号", "编号"),
        longest=24,
        note="有工号时按工号对应；没有时按姓名和单元，拿不准的会问。",
        example="SL001",
    ),
)

PEOPLE = SheetLayout(
    "people",
    "人员",
    ("人员", "教师", "教职工", "职工", "花名册", "名册", "员工"),
    (
        SCHOOL,
        *PERSON,
        Column(
            "units",
            "所在单元",
            Kind.NAMES,
            ("单元", "部门", "所在部门", "科室", "所在科室", "教研组", "年级组", "处室"),
            note="几个单元之间用顿号。写了就以此为准，不写的不改。",
            example="语文组、七年级组",
        ),
        Column(
            "status",
            "政治面貌",
            Kind.CHOICE,
            ("面貌", "党派", "政治身份"),
            PoliticalStatus,
            example="中共党员",
        ),
        Column(
            "joined_on",
            "入党日期",
            Kind.DATE,
            ("入党时间", "加入中国共产党日期", "加入党组织时间", "加入党组织日期", "入党年月"),
            example="2012-06-20",
        ),
        Column(
            "full_on",
            "转正日期",
            Kind.DATE,
            ("转正时间", "转为正式党员日期", "转正年月"),
            example="2013-06-20",
        ),
        Column("extended", "预备期延长至", Kind.DATE),
        Column("left", "停止党籍或者出党日期", Kind.DATE, ("出党日期",)),
        Column(
            "position",
            "职务",
            Kind.POSTS,
            ("现任职务", "行政职务", "党内职务", "党政职务", "岗位职务", "担任职务", "任职"),
            longest=200,
            note="可以写“语文组组长兼党支部书记”，会拆成几个职务；也可以改填“任职”表。",
        ),
        Column(
            "start",
            "到校日期",
            Kind.DATE,
            ("到校时间", "入职日期", "入职时间", "调入时间", "来校时间"),
            example="2010-09-01",
        ),
        Column("end", "离校日期", Kind.DATE, ("离校时间", "离职日期", "调出时间")),
        Column("end_reason", "离校原因", Kind.CHOICE, ("离职原因",), EmploymentEnd),
        Column("retired_on", "退休日期", Kind.DATE, ("退休时间",)),
        Column("died_on", "去世日期", Kind.DATE),
    ),
)
