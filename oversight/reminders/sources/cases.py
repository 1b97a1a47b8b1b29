"""Findings whose deadline is near or has passed."""

from django.utils.translation import gettext_lazy as _

from oversight.cases.due import due_dates

LABELS = {"case": _("整改")}
TEXTS = {
    "case_soon": _("{school}应于{deadline}前整改：{finding}"),
    "case_overdue": _("{school}应于{deadline}前整改，已经过期：{finding}"),
}

__all__ = ["LABELS", "TEXTS", "due_dates"]
