"""Closed lists of values of the Party structure. The Chinese labels are the official terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrgType(TextChoices):
    """Type of a Party organisation."""

    COMMITTEE = "committee", _("党委")
    GENERAL_BRANCH = "general_branch", _("党总支")
    BRANCH = "branch", _("党支部")
    JOINT_BRANCH = "joint_branch", _("联合党支部")
    TEMPORARY_BRANCH = "temporary_branch", _("临时党支部")
    GROUP = "group", _("党小组")
    UPPER = "upper", _("上级党组织")


#: Types that hold members' formal relation.
BRANCH_TYPES = frozenset({OrgType.BRANCH, OrgType.JOINT_BRANCH})
#: Types that lead branches.
LEADING_TYPES = frozenset({OrgType.COMMITTEE, OrgType.GENERAL_BRANCH})
#: Types that serve terms.
TERM_TYPES = BRANCH_TYPES | LEADING_TYPES


class OrgKind(TextChoices):
    """Whose organisation it is."""

    ON_DUTY = "on_duty", _("在职")
    RETIRED = "retired", _("离退休")
    FLOATING = "floating", _("流动")
    OTHER = "other", _("其他")


class OrgLevel(TextChoices):
    """Where an organisation stands: SCHOOL marks *the* organisation of the school."""

    SCHOOL = "school", _("学校")
    INNER = "inner", _("内设")
    DISTRICT = "district", _("学区")
    UPPER = "upper", _("上级")


class OrgState(TextChoices):
    """State of an organisation (docs/judging.md §3.1)."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待批")
    PREPARING = "preparing", _("筹建")
    ACTIVE = "active", _("正常")
    ADJUSTING = "adjusting", _("调整中")
    DISSOLVED = "dissolved", _("撤销")


LIVE_STATES = frozenset({OrgState.ACTIVE, OrgState.ADJUSTING})
WORKING_STATES = LIVE_STATES | {OrgState.PREPARING}
PENDING_STATES = frozenset({OrgState.SUBMITTED, OrgState.PREPARING})

#: Allowed moves between states (docs/judging.md §3.1).
STATE_MOVES = {
    OrgState.DRAFT: frozenset({OrgState.SUBMITTED, OrgState.PREPARING, OrgState.DISSOLVED}),
    OrgState.SUBMITTED: frozenset({OrgState.PREPARING, OrgState.DRAFT, OrgState.DISSOLVED}),
    OrgState.PREPARING: frozenset({OrgState.ACTIVE, OrgState.DRAFT, OrgState.DISSOLVED}),
    OrgState.ACTIVE: frozenset({OrgState.ADJUSTING, OrgState.DISSOLVED}),
    OrgState.ADJUSTING: frozenset({OrgState.ACTIVE, OrgState.DISSOLVED}),
    OrgState.DISSOLVED: frozenset(),
}


class MembershipKind(TextChoices):
    """How a member belongs to a branch: only the formal one is counted."""

    FORMAL = "formal", _("正式编入")
    TEMPORARY = "temporary", _("临时编入")


class MemberStage(TextChoices):
    """What a person is on a day, as far as the register knows."""

    FULL = "full", _("正式党员")
    PROBATIONARY = "probationary", _("预备党员")
    UNCLEAR = "unclear", _("党员（资料不全）")
    NONE = "none", _("非党员")


class RestrictionKind(TextChoices):
    """Recorded decisions that take away the vote. Shown to entitled users only."""

    PROBATION = "probation", _("留党察看")
    SUSPENSION = "suspension", _("党员权利中止")


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


class DocumentKind(TextChoices):
    """What a document decides."""

    APPROVAL = "approval", _("批复")
    NOTICE = "notice", _("通知")
    APPOINTMENT = "appointment", _("任免文件")
    DISSOLUTION = "dissolution", _("撤销文件")
    EXTENSION = "extension", _("延期换届批复")
    PARTY_MEETING_RULES = "party_meeting_rules", _("党组织会议议事规则")
    PRINCIPAL_MEETING_RULES = "principal_meeting_rules", _("校长办公会议议事规则")
    OTHER = "other", _("其他")


class IssuerKind(TextChoices):
    """What a named outside issuer is."""

    COMMITTEE = "committee", _("党委（党工委）")
    OTHER = "other", _("其他")


class AffiliationKind(TextChoices):
    """How a school without an organisation of its own is covered from outside."""

    ATTACHED = "attached", _("挂靠")
    LIAISON = "liaison", _("党建指导员（联络员）")


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


class PlanState(TextChoices):
    """Where a plan stands between the first draft and the day it holds."""

    DRAFT = "draft", _("起草")
    SUBMITTED = "submitted", _("待批")
    RETURNED = "returned", _("退回修改")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("不予批准")
    PUBLISHED = "published", _("已实施")
    DISCARDED = "discarded", _("已作废")


class PlanAction(TextChoices):
    """What people, or the register itself, do with a plan."""

    EDIT = "edit", _("修改")
    SHARE = "share", _("公开讨论")
    COMMENT = "comment", _("留言")
    SUBMIT = "submit", _("提交")
    WITHDRAW = "withdraw", _("撤回")
    APPROVE = "approve", _("批准")
    RETURN = "return", _("退回")
    REFUSE = "refuse", _("不予批准")
    VOID = "void", _("批准失效")
    PUBLISH = "publish", _("实施")
    FAIL = "fail", _("实施失败")
    DISCARD = "discard", _("作废")


class Heads(TextChoices):
    """Whether the secretary of a school's own organisation is its principal as well."""

    SEPARATE = "separate", _("书记、校长分设")
    COMBINED = "combined", _("书记、校长一人兼任")
    OPEN = "open", _("书记或者校长空缺、主持工作")
    NONE = "none", _("没有本校党组织")


class SchoolOrg(TextChoices):
    """How a school has an organisation of its own, or is looked after without one."""

    COMMITTEE = "committee", _("党委")
    GENERAL_BRANCH = "general_branch", _("党总支")
    BRANCH = "branch", _("党支部")
    JOINT = "joint", _("联合党支部覆盖")
    ATTACHED = "attached", _("挂靠")
    NONE = "none", _("未覆盖")
