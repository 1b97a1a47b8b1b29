"""Closed lists of values of rules and what they find. The Chinese labels are the official terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Severity(TextChoices):
    """How bad a finding is."""

    ERROR = "error", _("应当整改")
    WARNING = "warning", _("需要核实")
    INFO = "info", _("提示")


class Outcome(TextChoices):
    """What a rule found for one subject."""

    PASS = "pass", _("符合")
    FAIL = "fail", _("不符合")
    WAIVED = "waived", _("已豁免")
    NOT_APPLICABLE = "not_applicable", _("不适用")
    UNKNOWN = "unknown", _("资料不全")


class Conclusion(TextChoices):
    """What somebody attests about a rule that no data can decide."""

    PASS = "pass", _("符合")
    FAIL = "fail", _("不符合")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class Gate(TextChoices):
    """When a rule may block (docs/judging.md §3.3)."""

    INVARIANT = "invariant", _("始终把关")
    FOUNDING = "founding", _("设立时把关")
    G1 = "g1", _("启用时把关")
    G2 = "g2", _("换届时把关")
    G3 = "g3", _("撤销时把关")
    REPORT = "report", _("只作提示")


class Enforcement(TextChoices):
    """What an organising act that newly causes the finding meets (docs/judging.md §12)."""

    REFUSE = "refuse", _("不予保存")
    ASK = "ask", _("要求说明理由")
    REPORT = "report", _("只作提示")


class SubjectKind(TextChoices):
    """What a judgement is about."""

    SCHOOL = "school", _("学校")
    ORGANIZATION = "organization", _("党组织")
    TERM = "term", _("届次")
    ASSIGNMENT = "assignment", _("任职")
    GROUP = "group", _("领导小组")


class Basis(TextChoices):
    """How sure the source of a rule or number is (docs/judging.md)."""

    CENTRAL = "C", _("规定原文")
    LOCAL = "L", _("地方或者二手文本")
    ARTICLE = "S", _("参考做法")
    RECALLED = "R", _("待核对")
    DEFAULT = "D", _("系统默认")
