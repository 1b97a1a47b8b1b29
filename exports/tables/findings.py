"""检查发现: a row for each finding that stood on the day."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.common import place_columns
from exports.tables.table import Column, Filter, Filters, Table, field, label, yes
from governance.choices import Severity
from governance.models import Finding
from governance.presentation.chapters import NAMES, chapters
from governance.rules.catalogue import all_rules
from governance.rules.texts import mend, sentence, source_text
from oversight.reports.naming import NAMING


def _query(place: Place, on: date) -> QuerySet:
    """Return the findings with severity and waiving of the day; what they say is what was said last."""
    found = Finding.objects.filter(place.at("school", "jurisdiction"))
    if on >= timezone.localdate():
        found = found.filter(closed_on=None).annotate(then=F("severity"), waived_then=F("is_waived"))
    else:
        found = found.filter(spells__period__contains=on)
        found = found.annotate(then=F("spells__severity"), waived_then=F("spells__is_waived"))
    return found.select_related("school__jurisdiction", "jurisdiction").order_by(
        "school__code", "rule", "subject_number"
    )


def _rule(row: Any) -> str:
    rule = all_rules().get(row.rule)
    return str(rule.name) if rule else ""


def _sources(row: Any) -> str:
    rule = all_rules().get(row.rule)
    return gettext("；").join(source_text(source) for source in rule.sources) if rule else ""


class Findings(Table):
    """Findings; some of them name people."""

    def people(self, place: Place, on: date, filters: Filters) -> int:
        """Return how many rows name somebody."""
        return self.rows(place, on, filters).filter(NAMING).count()


FINDINGS = Findings(
    "findings",
    _("检查发现"),
    _("每项检查发现一行：规则、程度、说明、怎样整改、依据。"),
    (
        *place_columns("school", "jurisdiction"),
        Column("rule", _("规则"), field("rule"), 10),
        Column("rule_name", _("规则名称"), _rule, 22),
        Column("severity", _("程度"), label("then", Severity.choices), 10),
        Column("subject", _("对象"), field("subject_name"), 24),
        Column("said", _("发现"), lambda row: sentence(row.rule, row.variant, row.evidence), 60),
        Column("mend", _("怎样整改"), lambda row: mend(row.rule, row.variant, row.evidence), 50),
        Column("sources", _("依据"), _sources, 50, shown=False),
        Column("first_seen", _("首次发现"), field("first_seen")),
        Column("last_seen", _("最近一次确认"), field("last_seen"), shown=False),
        Column("waived", _("已豁免"), yes("waived_then"), 8),
        Column("reopened", _("再次出现次数"), field("reopened"), 8, shown=False),
    ),
    _query,
    filters=(
        Filter("severity", _("程度"), Severity.choices, lambda value, _on: Q(then=value)),
        Filter(
            "chapter",
            _("分类"),
            tuple((code, NAMES[code]) for code, _name in chapters()),
            lambda value, _on: Q(rule__startswith=f"{value.upper()}-"),
        ),
        Filter(
            "waived",
            _("豁免"),
            (("no", _("未豁免")), ("yes", _("已豁免"))),
            lambda value, _on: Q(waived_then=value == "yes"),
        ),
    ),
)
