"""学校: a row for each school."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.common import place_columns
from exports.tables.table import Column, Filter, Table, equals, field, label
from governance.presentation.filters import ORG_TYPES, with_counts, with_org_type
from schools.choices import LeadershipSystem, Ownership, SchoolForm, SchoolState, Stage


def _query(place: Place, on: date) -> QuerySet:
    return (
        with_counts(with_org_type(place.schools_on(on), on)).select_related("jurisdiction").order_by("code")
    )


def _stages(school: Any) -> str:
    names = dict(Stage.choices)
    return gettext("、").join(str(names.get(stage, stage)) for stage in school.stages)


SCHOOLS = Table(
    "schools",
    _("学校"),
    _("每所学校一行：学段、办别、领导体制、党组织类型和检查发现数。"),
    (
        *place_columns(""),
        Column("short_name", _("规范简称"), field("short_name"), 16, shown=False),
        Column("stages", _("学段"), _stages, 14),
        Column("form", _("办学形式"), label("form", SchoolForm.choices), 14),
        Column("ownership", _("办别"), label("ownership", Ownership.choices), 8),
        Column("state", _("状态"), label("state", SchoolState.choices), 8, shown=False),
        Column("founded_on", _("建校日期"), field("founded_on"), shown=False),
        Column("system", _("领导体制"), label("leadership_system", LeadershipSystem.choices), 24),
        Column("system_from", _("领导体制实施日期"), field("system_from")),
        Column("org_type", _("党组织"), label("org_type", ORG_TYPES), 12),
        Column("errors", _("应当整改"), field("errors"), 9),
        Column("warnings", _("需要核实"), field("warnings"), 9),
        Column("infos", _("提示"), field("infos"), 7),
    ),
    _query,
    filters=(
        Filter("stage", _("学段"), Stage.choices, lambda value, _on: Q(stages__contains=[value])),
        Filter("ownership", _("办别"), Ownership.choices, equals("ownership")),
        Filter("org_type", _("党组织"), ORG_TYPES, equals("org_type")),
    ),
)
