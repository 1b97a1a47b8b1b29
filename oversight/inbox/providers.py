"""What can wait for somebody: one line for each topic."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from oversight.attesting import waiting as attesting
from oversight.attesting import waiting_anew as anew
from oversight.cases import waiting as cases
from oversight.exporting import waiting as exporting
from oversight.filings import waiting as filings
from oversight.inbox import extensions, new_findings, organizations, plans
from oversight.inbox.provider import Provider
from oversight.notices import waiting as notices
from oversight.rounds import waiting as rounds
from oversight.waivers import waiting as waivers


def _topic(labels: Mapping[str, Any], room: Any) -> Provider:
    """Return the provider of a topic that has one list."""
    return Provider(labels, room.rows, room.keys, room.shown, room.line)


PROVIDERS: tuple[Provider, ...] = (
    _topic({"plan": _("方案")}, plans),
    _topic({"organization": _("设立申请")}, organizations),
    _topic({"extension": _("延期申请")}, extensions),
    _topic({"case": _("整改"), "case_to_check": _("整改复核")}, cases),
    _topic({"notice": _("整改通知书"), "notice_to_check": _("通知书审核")}, notices),
    Provider(
        {"answer": _("检查上报")},
        rounds.answer_rows,
        rounds.answer_keys,
        rounds.answers_shown,
        rounds.answer_line,
    ),
    Provider(
        {"round_reported": _("检查待认可")},
        rounds.reported_rows,
        rounds.reported_keys,
        rounds.reported_shown,
        rounds.reported_line,
    ),
    Provider(
        {"round_late": _("检查逾期")},
        rounds.late_rows,
        rounds.late_keys,
        rounds.late_shown,
        rounds.late_line,
    ),
    _topic({"filing": _("备案审核"), "filing_returned": _("备案退回")}, filings),
    _topic({"waiver": _("豁免申请")}, waivers),
    _topic({"statement": _("自查上报")}, attesting),
    Provider(
        {"attestation": _("核实到期")},
        anew.school_rows,
        anew.school_keys,
        anew.school_shown,
        anew.school_line,
    ),
    Provider(
        {"attestations_ended": _("下级核实到期")},
        anew.office_rows,
        anew.office_keys,
        anew.office_shown,
        anew.office_line,
    ),
    _topic({"export": _("导出审批")}, exporting),
    _topic({"new_findings": _("新发现的问题")}, new_findings),
)

LABELS: Mapping[str, Any] = {kind: label for one in PROVIDERS for kind, label in one.labels.items()}
