"""Grants that are about to end."""

from django.utils.translation import gettext_lazy as _

from oversight.granting.due import due_dates

LABELS = {"grant": _("授权")}
TEXTS = {
    "grant_30_days": _(
        "{user}在{scope}的授权到{until}为止。仍然需要的，请及早延长；到期后该用户不能再办理。"
    ),
    "grant_7_days": _("{user}在{scope}的授权到{until}为止，不足一周，尚未延长。"),
}

__all__ = ["LABELS", "TEXTS", "due_dates"]
