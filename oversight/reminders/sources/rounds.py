"""Rounds that schools have not answered, and those that an office has to close."""

from django.utils.translation import gettext_lazy as _

from oversight.rounds.due import due_dates

LABELS = {"round": _("检查")}
TEXTS = {
    "round_week": _("{school}应于{deadline}前上报“{round}”。"),
    "round_day": _("{school}应于{deadline}前上报“{round}”，明天到期。"),
    "round_overdue": _("{school}应于{deadline}前上报“{round}”，已经过期。"),
    "round_late": _("“{round}”已过上报期限{deadline}，还有{n}所学校没有上报，请催报、延期或者办结。"),
}

__all__ = ["LABELS", "TEXTS", "due_dates"]
