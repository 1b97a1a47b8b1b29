"""What rosters say beside the official words of closed lists."""

from typing import Any

from governance.choices import Duty, GroupType, MembershipKind, Method, OrgKind, OrgType, Role
from schools.choices import (
    EmploymentEnd,
    LeadershipSystem,
    Ownership,
    PoliticalStatus,
    SchoolForm,
    SchoolType,
    Stage,
    UnitKind,
)

_P, _U, _O = PoliticalStatus, UnitKind, OrgType
#: What rosters say beside the official words.
ALIASES: dict[Any, dict[str, str]] = {
    PoliticalStatus: {
        **dict.fromkeys(
            ("党员", "中共党员", "正式党员", "中共正式党员", "中国共产党党员", "共产党员", "01", "dy"),
            _P.FULL,
        ),
        **dict.fromkeys(("预备党员", "中共预备", "中国共产党预备党员", "02"), _P.PROBATIONARY),
        **dict.fromkeys(("团员", "共青团", "中国共产主义青年团团员", "03"), _P.LEAGUE),
        **dict.fromkeys(
            [
                "民主党派",
                "民革",
                "民盟",
                "民建",
                "民进",
                "农工党",
                "致公党",
                "九三学社",
                "台盟",
                "民革党员",
                "民革会员",
                "民盟盟员",
                "民建会员",
                "民进会员",
                "农工党党员",
                "农工民主党党员",
                "致公党党员",
                "九三学社社员",
                "台盟盟员",
                "04",
                "05",
                "06",
                "07",
                "08",
                "09",
                "10",
                "11",
            ],
            _P.OTHER_PARTY,
        ),
        **dict.fromkeys(
            ["群众", "普通群众", "普通公民", "无党派", "无党派人士", "无党派民主人士", "非党员", "12", "13"],
            _P.NONE,
        ),
    },
    UnitKind: {
        **dict.fromkeys(["学科组", "教研组", "学科", "教研室"], _U.SUBJECT),
        **dict.fromkeys(["年级", "级组", "年段", "年段组"], _U.GRADE),
        **dict.fromkeys(["行政组", "处室", "行政", "科室", "职能部门", "部门", "办公室"], _U.OFFICE),
        **dict.fromkeys(["级部", "学部", "分部"], _U.SECTION),
        **dict.fromkeys(["离退休", "退休", "离退休组"], _U.RETIRED),
        "专业组": _U.DEPARTMENT,
    },
    OrgType: {
        **dict.fromkeys(["党委", "委员会", "基层党委"], _O.COMMITTEE),
        **dict.fromkeys(["党总支", "总支", "总支部", "党总支部"], _O.GENERAL_BRANCH),
        **dict.fromkeys(["党支部", "支部", "支委会"], _O.BRANCH),
        **dict.fromkeys(["联合党支部", "联合支部"], _O.JOINT_BRANCH),
        **dict.fromkeys(["临时党支部", "临时支部"], _O.TEMPORARY_BRANCH),
    },
    OrgKind: {"在职教职工": OrgKind.ON_DUTY, "教工": OrgKind.ON_DUTY, "退休": OrgKind.RETIRED},
    Role: {
        **dict.fromkeys(
            ["党委书记", "总支书记", "党总支书记", "支部书记", "党支部书记", "书记(校长)"], Role.SECRETARY
        ),
        **dict.fromkeys(["党委副书记", "总支副书记", "支部副书记", "党支部副书记"], Role.DEPUTY_SECRETARY),
        **dict.fromkeys(["支委", "支部委员", "党委委员", "总支委员", "党支部委员"], Role.MEMBER),
        **dict.fromkeys(["园长", "院长"], Role.PRINCIPAL),
        **dict.fromkeys(["副园长", "副院长"], Role.VICE_PRINCIPAL),
        "执行校长": Role.CAMPUS_PRINCIPAL,
        **dict.fromkeys(
            ["主任", "处长", "部长", "教研组长", "年级组长", "年级主任", "负责人"], Role.UNIT_HEAD
        ),
        **dict.fromkeys(["副主任", "副处长", "副部长"], Role.UNIT_DEPUTY),
        "党小组长": Role.GROUP_LEADER,
    },
    Method: {
        "任命制": Method.APPOINTED,
        "聘用": Method.ENGAGED,
        "委派": Method.ASSIGNED,
        "当选": Method.ELECTED,
    },
    Duty: dict(zip(("组织", "宣传", "纪检", "青年", "统战"), Duty.values, strict=True)),
    GroupType: {
        **dict.fromkeys(["思想政治工作", "思政", "思政工作"], GroupType.IDEOLOGICAL_POLITICAL),
        "德育工作": GroupType.MORAL_EDUCATION,
        "意识形态工作": GroupType.IDEOLOGY,
    },
    MembershipKind: {"正式": MembershipKind.FORMAL, "临时": MembershipKind.TEMPORARY},
    Ownership: {
        "公立": "public",
        "政府办": "public",
        "教育部门": "public",
        "私立": "private",
        "民办学校": "private",
    },
    SchoolType: {
        "中学": "31",
        "初中": "31",
        "初级中学": "31",
        "高中": "34",
        "完全中学": "34",
        "中职": "36",
        "特教": "51",
    },
    SchoolForm: {"九年制": "nine_year", "九年一贯": "nine_year", "十二年制": "twelve_year", "集团": "group"},
    Stage: {
        "学前": "kindergarten",
        "小学部": "primary",
        "初中部": "junior",
        "高中部": "senior",
        "普通高中": "senior",
    },
    LeadershipSystem: {"党组织领导下的校长负责制": "party_led", "校长制": "principal"},
    EmploymentEnd: {"调出": "transferred", "辞职": "resigned", "死亡": "died"},
}
