"""届次: a row for each present term, with the day it ends."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.common import place_columns
from exports.tables.table import Column, Filter, Table, equals, field, label
from governance.choices import Method, OrgType
from governance.models import Term
from schools.periods import add_months

_DUE = (
    ("overdue", _("已逾期")),
    ("6", _("6个月内届满")),
    ("12", _("12个月内届满")),
    ("none", _("没有登记届满日期")),
)


def _query(place: Place, on: date) -> QuerySet:
    found = Term.objects.as_of(on).filter(place.at("organization__school", "organization__jurisdiction"))
    return (
        found.annotate(due=Coalesce("extended_until", "planned_end"))
        .select_related("organization__school__jurisdiction", "organization__jurisdiction")
        .order_by("organization__school__code", "organization__number")
    )


def _due(value: str, on: date) -> Q:
    if value == "none":
        return Q(due=None)
    if value == "overdue":
        return Q(due__lt=on)
    return Q(due__gte=on, due__lt=add_months(on, int(value)))


TERMS = Table(
    "terms",
    _("届次"),
    _("每个党组织的现届一行：第几届、起始、届满、延期、班子职数。"),
    (
        *place_columns("organization__school", "organization__jurisdiction"),
        Column("organization", _("党组织"), field("organization__full_name"), 40),
        Column("type", _("类型"), label("organization__type", OrgType.choices), 12),
        Column("number", _("第几届"), field("number"), 8),
        Column("start", _("任期起始"), field("starts_on")),
        Column("planned_end", _("届满日期"), field("planned_end")),
        Column("extended_until", _("延期至"), field("extended_until")),
        Column("due", _("应当换届日期"), field("due"), 14),
        Column("method", _("产生方式"), label("method", Method.choices), 10, shown=False),
        Column("committee_seats", _("委员职数"), field("committee_seats"), 9),
        Column("deputy_seats", _("副书记职数"), field("deputy_seats"), 11, shown=False),
    ),
    _query,
    filters=(
        Filter("due", _("届满"), _DUE, _due),
        Filter("type", _("党组织类型"), OrgType.choices, equals("organization__type")),
    ),
)
