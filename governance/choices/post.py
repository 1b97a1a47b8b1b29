"""Closed lists of values of posts and who holds them. The Chinese labels are the official terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """The one body a post belongs to."""

    ORGANIZATION = "organization", _("党组织")
    UNIT = "unit", _("内设单元")
    SCHOOL = "school", _("学校")
    GROUP = "group", _("领导小组")


class Role(TextChoices):
    """What a post is."""

    SECRETARY = "secretary", _("书记")
    DEPUTY_SECRETARY = "deputy_secretary", _("副书记")
    MEMBER = "member", _("委员")
    DISCIPLINE_SECRETARY = "discipline_secretary", _("纪委书记")
    GROUP_LEADER = "group_leader", _("党小组组长")
    PRINCIPAL = "principal", _("校长")
    VICE_PRINCIPAL = "vice_principal", _("副校长")
    ASSISTANT_PRINCIPAL = "assistant_principal", _("校长助理")
    CAMPUS_PRINCIPAL = "campus_principal", _("执行校长（校区校长）")
    UNIT_HEAD = "unit_head", _("单元负责人")
    UNIT_DEPUTY = "unit_deputy", _("单元副职")
    OVERSEER = "overseer", _("分管领导")
    HEAD = "head", _("组长")
    DEPUTY_HEAD = "deputy_head", _("副组长")
    GROUP_MEMBER = "group_member", _("成员")


#: Roles that make a person part of an organisation's committee.
COMMITTEE_ROLES = frozenset({Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.MEMBER})
#: Roles of the Party, whatever the body.
PARTY_ROLES = COMMITTEE_ROLES | {Role.DISCIPLINE_SECRETARY, Role.GROUP_LEADER}
#: Roles held by one person at a time, an acting holder aside.
SINGLE_ROLES = frozenset({Role.SECRETARY, Role.PRINCIPAL, Role.DISCIPLINE_SECRETARY})
#: Administrative leadership of the school.
LEADERSHIP_ROLES = frozenset({Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ASSISTANT_PRINCIPAL})
#: Which roles fit which body.
BODY_ROLES = {
    BodyKind.ORGANIZATION: PARTY_ROLES,
    BodyKind.UNIT: frozenset({Role.UNIT_HEAD, Role.UNIT_DEPUTY, Role.OVERSEER}),
    BodyKind.SCHOOL: LEADERSHIP_ROLES | {Role.CAMPUS_PRINCIPAL},
    BodyKind.GROUP: frozenset({Role.HEAD, Role.DEPUTY_HEAD, Role.GROUP_MEMBER}),
}


class Duty(TextChoices):
    """A task of a committee member; one person may hold several."""

    ORGANIZATION = "organization", _("组织委员")
    PUBLICITY = "publicity", _("宣传委员")
    DISCIPLINE = "discipline", _("纪检委员")
    YOUTH = "youth", _("青年委员")
    UNITED_FRONT = "united_front", _("统战委员")


class Method(TextChoices):
    """How an assignment came about."""

    ELECTED = "elected", _("选举")
    APPOINTED = "appointed", _("任命")
    ENGAGED = "engaged", _("聘任")
    ASSIGNED = "assigned", _("指派")
    DESIGNATED = "designated", _("指定")
    ACTING = "acting", _("主持工作")


class AssignmentEnd(TextChoices):
    """Why an assignment ended."""

    TERM = "term", _("换届")
    MOVED = "moved", _("调整")
    RETIRED = "retired", _("退休")
    REMOVED = "removed", _("免职")
    RESIGNED = "resigned", _("辞职")
    TRANSFERRED = "transferred", _("调离")
    CLOSED = "closed", _("机构撤销")


class GroupType(TextChoices):
    """Subject of a leading group; the three first are the article's."""

    IDEOLOGICAL_POLITICAL = "ideological_political", _("思想政治")
    MORAL_EDUCATION = "moral_education", _("德育")
    IDEOLOGY = "ideology", _("意识形态")
    OTHER = "other", _("其他")
