"""Waivers that are about to end."""

from django.utils.translation import gettext_lazy as _

from oversight.waivers.due import due_dates

LABELS = {"waiver": _("豁免")}
TEXTS = {
    "waiver_60_days": _(
        "{school}的豁免（{rule}）将于{until}到期。仍需豁免的，请及早申请续期；到期后不符合的重新计为问题。"
    ),
    "waiver_14_days": _("{school}的豁免（{rule}）将于{until}到期，不足半个月，尚未续期。"),
}

__all__ = ["LABELS", "TEXTS", "due_dates"]
