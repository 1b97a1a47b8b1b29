"""Filings that wait for the office."""

from django.utils.translation import gettext_lazy as _

from oversight.filings.due import due_dates

LABELS = {"filing": _("备案材料")}
TEXTS = {"filing_waiting": _("{school}{year}年的备案自{since}起等待审核。")}

__all__ = ["LABELS", "TEXTS", "due_dates"]
