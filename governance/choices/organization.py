"""Closed lists of values of Party organisations. The Chinese labels are the official terms."""

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


class AffiliationKind(TextChoices):
    """How a school without an organisation of its own is covered from outside."""

    ATTACHED = "attached", _("挂靠")
    LIAISON = "liaison", _("党建指导员（联络员）")
