"""What people and machines do that is on record, and how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActorKind(models.TextChoices):
    """Who acts."""

    USER = "user", _("用户")
    VISITOR = "visitor", _("未登录访问者")
    JOB = "job", _("后台任务")
    COMMAND = "command", _("管理命令")
    DATABASE = "database", _("数据库登录")


class Outcome(models.TextChoices):
    """How it ended."""

    DONE = "done", _("成功")
    REFUSED = "refused", _("拒绝")
    FAILED = "failed", _("失败")


class Action(models.TextChoices):
    """What is done: the first four by the tables themselves, the others are told by the application."""

    INSERT = "insert", _("新增")
    UPDATE = "update", _("修改")
    DELETE = "delete", _("删除")
    TRUNCATE = "truncate", _("清空数据表")
    SIGN_IN = "sign_in", _("登录")
    SIGN_OUT = "sign_out", _("退出")
    SIGN_IN_FAILED = "sign_in_failed", _("登录失败")
    REFUSAL = "refusal", _("访问或操作被拒绝")
    DOWNLOAD = "download", _("下载导出")
    REVEAL = "reveal", _("查看脱敏内容")
    LOOK = "look", _("查阅审计记录")
    COMMAND = "command", _("运行管理命令")
    TOKEN_USE = "token_use", _("令牌从新地址使用")
    PURGE = "purge", _("清理到期记录")
