"""支部设置: which branch or party group stands on which unit, and which schools a joint branch covers."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.common import place_columns
from exports.tables.table import Column, Filter, Table, equals, field, label
from governance.choices import OrgType
from governance.models import HostUnit, JointCoverage
from schools.choices import UnitKind


def _hosts(place: Place, on: date) -> QuerySet:
    found = HostUnit.objects.as_of(on).filter(place.at("organization__school"))
    return found.select_related("organization__school__jurisdiction", "unit").order_by(
        "organization__school__code", "organization__tree_id", "organization__lft", "unit__number"
    )


def _covered(place: Place, on: date) -> QuerySet:
    found = JointCoverage.objects.as_of(on).filter(
        place.at("organization__school", "organization__jurisdiction")
    )
    return found.select_related(
        "organization__school__jurisdiction", "organization__jurisdiction", "school"
    ).order_by("organization__number", "school__code", "other_unit")


HOSTS = Table(
    "hosts",
    _("依托单元"),
    _("每个党支部（党小组）依托的每个单元一行。"),
    (
        *place_columns("organization__school"),
        Column("organization", _("党组织"), field("organization__full_name"), 40),
        Column("type", _("类型"), label("organization__type", OrgType.choices), 12),
        Column("unit", _("依托单元"), field("unit__name"), 22),
        Column("unit_kind", _("单元类别"), label("unit__kind", UnitKind.choices), 16),
        Column("since", _("起始日期"), field("starts_on")),
        Column("until", _("结束日期"), field("last_day"), shown=False),
    ),
    _hosts,
    filters=(
        Filter("type", _("党组织类型"), OrgType.choices, equals("organization__type")),
        Filter("unit_kind", _("单元类别"), UnitKind.choices, equals("unit__kind")),
    ),
)
COVERAGES = Table(
    "coverages",
    _("联合支部覆盖单位"),
    _("每个联合党支部覆盖的每所学校或者其他单位一行。"),
    (
        *place_columns("organization__school", "organization__jurisdiction"),
        Column("organization", _("联合党支部"), field("organization__full_name"), 40),
        Column("covered_code", _("覆盖学校标识码"), field("school__code"), 15),
        Column("covered", _("覆盖单位"), lambda row: row.school.name if row.school else row.other_unit, 30),
        Column("since", _("起始日期"), field("starts_on")),
    ),
    _covered,
)
