"""Rectification notices that the school has not answered."""

from django.utils.translation import gettext_lazy as _

from oversight.notices.due import due_dates

LABELS = {"notice": _("整改通知书")}
TEXTS = {
    "notice_soon": _("{school}应于{deadline}前报告整改通知书{number}的整改情况。"),
    "notice_overdue": _("{school}应于{deadline}前报告整改通知书{number}的整改情况，已经过期。"),
}

__all__ = ["LABELS", "TEXTS", "due_dates"]
