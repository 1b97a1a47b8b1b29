"""Closed lists of values of what is counted of schools. The Chinese labels are the official terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
