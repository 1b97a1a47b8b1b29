"""How a kind of data is treated: what it is for, on which basis, how long, shown to whom."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How much care a field asks for; Party membership is sensitive by our own decision."""

    ORDINARY = "一般个人信息"
    SENSITIVE = "按敏感个人信息对待（本系统自行决定）"


class Mask(StrEnum):
    """How pages show it to those who do not keep it."""

    SHOWN = "不遮盖"
    HIDDEN = "遮盖，说明理由后显示60秒"
    NEVER = "任何页面都不显示"
    KEEPERS = "只向管理账号的人员显示"
    NAMING = "只向有权查看名单的人员显示"


class Retention(StrEnum):
    """How long it is kept."""

    EMPLOYMENT = "最后一段任教结束后满保存年限（默认10年）抹去姓名、工号和可识别的文字；机构和人数保留"
    ACCOUNT = "账号停用后满保存年限（默认3年）抹去姓名和邮箱；用户名保留，办理记录仍可追溯"
    ARCHIVE = "随公文、办理记录长期保存；涉及人员到期的，其中的姓名一并抹去"
    FROZEN = "备案、通知书、检查结果等定稿文件长期保存，内容与校验值绑定，不改动"
    LOG = "与审计记录相同（默认3年，最短183天）"
    SESSION = "会话结束或者当天清理"
    REPORT = "30天后自动删除"
    EXPORT = "7天后自动删除"
    DAY = "两天之内自动删除"
    OWNER = "随所属用户保存和清理"
    EXPORTS = "至少3年，用于追查文件去向"


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is true of a group of fields.

    ``mentions`` says that the field is free text or JSON in which a person may be named: a request of that
    person looks for the name in it.
    """

    kind: Kind
    purpose: str
    basis: str
    retention: Retention
    mask: Mask = Mask.SHOWN
    mentions: bool = False

    def but(self, **changes: Any) -> "Treatment":
        """Return the same with something else."""
        return replace(self, **changes)


DUTY = "《个人信息保护法》第十三条第一款第三项：履行法定职责所必需（学校党组织设置、任期和换届的管理）"
STAFF = "《个人信息保护法》第十三条第一款第二项：人力资源管理所必需"
SAFETY = "《网络安全法》《数据安全法》：网络运行安全、日志留存义务"

PERSON = Treatment(Kind.ORDINARY, "识别任职人员和党员，登记其所在学校和单元", STAFF, Retention.EMPLOYMENT)
HIDDEN_PERSON = PERSON.but(mask=Mask.HIDDEN)
LIFE = PERSON.but(purpose="判断任职是否持续、编入哪个支部", mask=Mask.HIDDEN)
PARTY = Treatment(
    Kind.SENSITIVE,
    "判断党组织设置、党员编入和任职条件是否符合规定",
    DUTY,
    Retention.EMPLOYMENT,
    Mask.NAMING,
)
PARTY_DAY = PARTY.but(mask=Mask.HIDDEN)
POST = PARTY.but(purpose="登记谁担任什么职务、任期和产生方式", mask=Mask.SHOWN)
DISCIPLINE = PARTY.but(purpose="计算表决权、选举权，只登记种类和起止日期，不登记处分内容")
ACCOUNT = Treatment(Kind.ORDINARY, "识别使用系统的人员，分清责任", SAFETY, Retention.ACCOUNT, Mask.KEEPERS)
ACTOR = ACCOUNT.but(purpose="记录由谁办理", retention=Retention.ARCHIVE, mask=Mask.SHOWN)
DOOR = ACCOUNT.but(purpose="核验身份，防止冒用", retention=Retention.OWNER)
SECRET = DOOR.but(mask=Mask.NEVER)
TEXT = Treatment(Kind.ORDINARY, "说明办理的事项，可能提到任职人员", DUTY, Retention.ARCHIVE, mentions=True)
FROZEN = TEXT.but(purpose="定稿时的内容，含任职人员姓名", retention=Retention.FROZEN)
OUTSIDER = TEXT.but(purpose="登记系统外的联系人、批准人或者核实人")
EXPORTED = ACCOUNT.but(purpose="追查含个人信息的文件去向", retention=Retention.EXPORTS)
