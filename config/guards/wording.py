"""What people read about guards."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.guards.manifest import Difference

KIND_LABELS = {
    "extension": gettext_lazy("数据库扩展"),
    "function": gettext_lazy("函数"),
    "constraint": gettext_lazy("约束"),
    "index": gettext_lazy("唯一索引"),
    "required": gettext_lazy("必填列"),
    "trigger": gettext_lazy("触发器"),
    "row_security": gettext_lazy("行级安全"),
    "policy": gettext_lazy("行级策略"),
    "grant": gettext_lazy("数据库权限"),
    "role": gettext_lazy("数据库角色"),
}
_SWITCHED_OFF = (" NOT VALID", " DISABLED", " INVALID", ", off")


def sentence(one: Difference) -> str:
    """Say which guard it is and what is wrong with it."""
    names = {"kind": KIND_LABELS[one.kind], "name": one.name}
    if one.kind == "role":
        return _("应用的数据库角色不应当有这些权力：%(found)s。") % {"found": one.found}
    if one.expected is None:
        return _("多出%(kind)s“%(name)s”。") % names
    if one.found is None:
        return _("缺少%(kind)s“%(name)s”。") % names
    if one.found.endswith(_SWITCHED_OFF):
        return _("%(kind)s“%(name)s”已停用或者未经验证。") % names
    return _("%(kind)s“%(name)s”与清单不一致。") % names


def advice(one: Difference) -> str:
    """Say how the guard is put right when no statement of the owner's does it."""
    if one.kind == "role":
        return _("请数据库管理员用 ALTER ROLE 和 REVOKE 收回这些权力，见 deploy/database-roles.sh。")
    return _("请数据库管理员执行 ALTER TABLE … ENABLE TRIGGER ALL，再查找停用期间写入的数据。")
