"""内设单元: a row for each unit."""

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.common import place_columns
from exports.tables.table import Column, Filter, Table, equals, field, label, yes
from schools.choices import UnitKind
from schools.models import Unit, UnitMembership


def _query(place: Place, on: date) -> QuerySet:
    people = UnitMembership.objects.as_of(on).filter(unit=OuterRef("pk")).order_by().values("unit")
    units = Unit.objects.as_of(on).filter(place.at("school")).select_related("school__jurisdiction", "parent")
    counted = units.annotate(people=Subquery(people.annotate(n=Count("pk")).values("n")))
    return counted.order_by("school__code", "tree_id", "lft")


UNITS = Table(
    "units",
    _("内设单元"),
    _("每个年级组、学科组、处室等一行：类别、上级单元、人数。"),
    (
        *place_columns(),
        Column("number", _("登记号"), field("number"), 16, shown=False),
        Column("name", _("单元名称"), field("name"), 22),
        Column("kind", _("类别"), label("kind", UnitKind.choices), 16),
        Column("parent", _("上级单元"), field("parent__name"), 18),
        Column("is_base", _("可以设支部的基本单元"), yes("is_base"), 10),
        Column("people", _("人数"), lambda row: row.people or 0, 7),
        Column("since", _("设立日期"), field("starts_on")),
    ),
    _query,
    filters=(Filter("kind", _("类别"), UnitKind.choices, equals("kind")),),
)
