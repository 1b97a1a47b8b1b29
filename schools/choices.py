"""Closed lists of values for what exists without any Party organisation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JurisdictionLevel(TextChoices):
    """Administrative level of a GB/T 2260 division."""

    PROVINCE = "province", _("省级")
    CITY = "city", _("地级")
    COUNTY = "county", _("县级")


class Stage(TextChoices):
    """Stage of schooling (学段)."""

    KINDERGARTEN = "kindergarten", _("幼儿园")
    PRIMARY = "primary", _("小学")
    JUNIOR = "junior", _("初中")
    SENIOR = "senior", _("高中")
    VOCATIONAL = "vocational", _("中职")
    SPECIAL = "special", _("特殊教育")


class SchoolType(TextChoices):
    """First two digits of the ten-digit school code, which stay with the school for life."""

    KINDERGARTEN = "11", _("幼儿园")
    PRIMARY = "21", _("小学")
    JUNIOR = "31", _("普通初中")
    SENIOR = "34", _("普通高中（完全中学）")
    VOCATIONAL = "36", _("中等职业学校")
    REFORM = "37", _("专门学校")
    SPECIAL = "51", _("特殊教育学校")


class SchoolForm(TextChoices):
    """How a school is run (办学形式)."""

    SINGLE = "single", _("独立校")
    NINE_YEAR = "nine_year", _("九年一贯制")
    COMPLETE = "complete", _("完全中学")
    TWELVE_YEAR = "twelve_year", _("十二年一贯制")
    GROUP = "group", _("教育集团")
    MULTI_CAMPUS = "multi_campus", _("一校多址")
    TEACHING_POINT = "teaching_point", _("教学点")


class Ownership(TextChoices):
    """Who runs the school (办别)."""

    PUBLIC = "public", _("公办")
    PRIVATE = "private", _("民办")


class SchoolState(TextChoices):
    """Life of a school."""

    PREPARING = "preparing", _("筹建")
    ACTIVE = "active", _("正常")
    MERGED = "merged", _("合并")
    CLOSED = "closed", _("撤销")


class LeadershipSystem(TextChoices):
    """Internal leadership system (领导体制)."""

    PARTY_LED = "party_led", _("党组织领导的校长负责制")
    PRINCIPAL = "principal", _("校长负责制")
    BOARD = "board", _("民办学校董（理）事会领导")
    UNDECIDED = "undecided", _("未定")


class ReformStage(TextChoices):
    """How far the switch of the leadership system has come."""

    NOT_STARTED = "not_started", _("未启动")
    PREPARING = "preparing", _("准备")
    PILOT = "pilot", _("试点")
    DONE = "done", _("已实施")


class UnitKind(TextChoices):
    """Kinds of units inside a school (内设单元)."""

    CAMPUS = "campus", _("校区")
    SECTION = "section", _("学部")
    GRADE = "grade", _("年级组")
    SUBJECT = "subject", _("学科组（教研组）")
    PREPARATION = "preparation", _("备课组")
    DEPARTMENT = "department", _("专业部")
    OFFICE = "office", _("行政组（处室）")
    RETIRED = "retired", _("离退休")
    OTHER = "other", _("其他")


#: Kinds on which a branch may stand unless the unit says otherwise.
BASE_KINDS = frozenset(
    {UnitKind.GRADE, UnitKind.SUBJECT, UnitKind.PREPARATION, UnitKind.DEPARTMENT, UnitKind.OFFICE}
)
#: Kinds that sort the same teachers in different ways (docs/rules.md, ORG-014).
TEACHING_KINDS = frozenset({UnitKind.GRADE, UnitKind.SUBJECT, UnitKind.PREPARATION, UnitKind.DEPARTMENT})


class PoliticalStatus(TextChoices):
    """Political affiliation, grouped as the rules need it (GB/T 4762)."""

    FULL = "full", _("中共党员")
    PROBATIONARY = "probationary", _("中共预备党员")
    LEAGUE = "league", _("共青团员")
    OTHER_PARTY = "other_party", _("民主党派成员")
    NONE = "none", _("群众")
    UNKNOWN = "", _("未登记")


class EmploymentEnd(TextChoices):
    """Why an employment ended."""

    TRANSFERRED = "transferred", _("调离")
    RETIRED = "retired", _("退休")
    RESIGNED = "resigned", _("离职")
    DIED = "died", _("去世")
