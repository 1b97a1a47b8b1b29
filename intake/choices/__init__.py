"""Values of imports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportState(TextChoices):
    """Where an import stands."""

    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("处理中")
    ASKING = "asking", _("有问题要回答")
    CHECKED = "checked", _("已核对")
    DONE = "done", _("已实施")
    REFUSED = "refused", _("没有接收")
    FAILED = "failed", _("没有完成")
    CANCELLED = "cancelled", _("已取消")


class ImportStage(TextChoices):
    """What is to be done with it next."""

    READ = "read", _("读取")
    CHECK = "check", _("核对")
    APPLY = "apply", _("实施")
