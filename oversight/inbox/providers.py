"""What can wait for somebody: one line for each topic."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from oversight.attesting import waiting as attesting
from oversight.cases import waiting as cases
from oversight.filings import waiting as filings
from oversight.inbox import extensions, new_findings, organizations, plans
from oversight.inbox.provider import Provider
from oversight.notices import waiting as notices
from oversight.rounds import waiting as rounds
from oversight.waivers import waiting as waivers

PROVIDERS: tuple[Provider, ...] = (
    Provider({"plan": _("方案")}, plans.waiting_for, plans.rows),
    Provider({"organization": _("设立申请")}, organizations.waiting_for, organizations.rows),
    Provider({"extension": _("延期申请")}, extensions.waiting_for, extensions.rows),
    Provider(
        {"case": _("整改"), "case_to_check": _("整改复核")}, cases.waiting_for, cases.rows, cases.briefs
    ),
    Provider(
        {"notice": _("整改通知书"), "notice_to_check": _("通知书审核")},
        notices.waiting_for,
        notices.rows,
        notices.briefs,
    ),
    Provider({"answer": _("检查上报")}, rounds.answers, rounds.answer_rows),
    Provider({"round_reported": _("检查待认可")}, rounds.reported, rounds.reported_rows),
    Provider({"round_late": _("检查逾期")}, rounds.late, rounds.late_rows),
    Provider(
        {"filing": _("备案审核"), "filing_returned": _("备案退回")},
        filings.waiting_for,
        filings.rows,
        filings.briefs,
    ),
    Provider({"waiver": _("豁免申请")}, waivers.waiting_for, waivers.rows, waivers.briefs),
    Provider({"statement": _("自查上报")}, attesting.waiting_for, attesting.rows, attesting.briefs),
    Provider({"new_findings": _("新发现的问题")}, new_findings.waiting_for, new_findings.rows),
)

LABELS: Mapping[str, Any] = {kind: label for one in PROVIDERS for kind, label in one.labels.items()}
