"""Closed lists of values of grants: roles, and what happens to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GrantRole(models.TextChoices):
    """What a grant allows on its scope. ``accounts.permissions`` says what it is."""

    OFFICIAL = "official", _("主管部门工作人员")
    REVIEWER = "reviewer", _("审核人员")
    ADMINISTRATOR = "administrator", _("学校管理员")
    EDITOR = "editor", _("支部编辑")
    VIEWER = "viewer", _("查阅人员")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDITOR = "auditor", _("审计管理员")


#: Keep accounts, rights and the audit; a grant of these shows no school's data and excludes the two others.
OFFICERS = (GrantRole.SYSTEM, GrantRole.SECURITY, GrantRole.AUDITOR)
#: Roles whose grant shows the data of its scope.
SEEING = tuple(role for role in GrantRole if role not in OFFICERS)
#: Roles whose work needs the names of members; the others see numbers.
NAMING = (GrantRole.OFFICIAL, GrantRole.REVIEWER, GrantRole.ADMINISTRATOR)


#: Roles that keep grants or accounts of their scope, or the record of both.
KEEPING = (GrantRole.OFFICIAL, GrantRole.ADMINISTRATOR, GrantRole.SYSTEM, GrantRole.SECURITY)


class GrantDeed(models.TextChoices):
    """What happens to grants and accounts."""

    GIVEN = "given", _("授权")
    PROLONGED = "prolonged", _("更改结束日期")
    ENDED = "ended", _("终止授权")
    CREATED = "created", _("新建用户")
    SWITCHED_OFF = "switched_off", _("停用用户")
    SWITCHED_ON = "switched_on", _("恢复用户")
    PASSWORD = "password", _("重发首次密码")
