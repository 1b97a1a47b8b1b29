"""Attestations that are about to end, or have ended."""

from django.utils.translation import gettext_lazy as _

from oversight.attesting.due import due_dates

LABELS = {"attestation": _("人工核实")}
TEXTS = {
    "attestation_30_days": _("{school}的人工核实（{rule}）将于{until}到期，请及早自查上报。"),
    "attestation_14_days": _(
        "{school}的人工核实（{rule}）将于{until}到期，不足半个月，尚未重新上报或者核实。"
    ),
    "attestation_ended": _("{school}的人工核实（{rule}）已于{until}到期，这条规则重新列为待核实。"),
}

__all__ = ["LABELS", "TEXTS", "due_dates"]
