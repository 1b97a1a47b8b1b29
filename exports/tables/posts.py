"""职务: a row for each holder of each post, and for posts nobody holds."""

from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.table import Column, Filter, Table, equals, field, label, yes
from governance.choices import BodyKind, Duty, Method, Role
from governance.domain.vacancies import seats_of
from governance.models import Post
from schools.periods import last_day

#: What is read of the assignment that is joined to the post.
_HELD = ("is_acting", "duties", "is_full_time_party", "method", "approved_on")


def _query(place: Place, on: date) -> QuerySet:
    inside = place.at("school", "organization__jurisdiction") | place.at("organization__school")
    found = Post.objects.filter(inside).annotate(
        held=FilteredRelation("assignments", condition=Q(assignments__period__contains=on)),
        home_code=Coalesce("school__code", "organization__school__code"),
        person=F("held__person__name"),
        person_id=F("held__person_id"),
        held_period=F("held__period"),
        **{f"held_{name}": F(f"held__{name}") for name in _HELD},
    )
    return found.select_related(
        "school__jurisdiction", "organization__school__jurisdiction", "organization__jurisdiction", "unit",
        "group",
    ).order_by("home_code", "body_kind", "pk", "person_id")  # fmt: skip


def _home(row: Any) -> Any:
    return row.school or (row.organization.school if row.organization else None)


def _place(row: Any) -> str | None:
    home = _home(row)
    if home:
        return home.jurisdiction.name
    return row.organization.jurisdiction.name if row.organization and row.organization.jurisdiction else None


def _body(row: Any) -> str:
    return row.body.full_name if row.body_kind == BodyKind.ORGANIZATION else row.body.name


def _duties(row: Any) -> str:
    names = dict(Duty.choices)
    return gettext("、").join(str(names[duty]) for duty in row.held_duties or ())


POSTS = Table(
    "posts",
    _("职务和任职人员"),
    _("每个职务的每名任职人员一行，没有人担任的职务也有一行。"),
    (
        Column("place", _("行政区划"), _place, 12),
        Column("school_code", _("学校标识码"), lambda row: _home(row).code if _home(row) else None, 13),
        Column("school", _("学校"), lambda row: _home(row).name if _home(row) else None, 26),
        Column("body_kind", _("机构种类"), label("body_kind", BodyKind.choices), 10),
        Column("body", _("机构"), _body, 36),
        Column("role", _("职务种类"), label("role", Role.choices), 12, shown=False),
        Column("title", _("职务"), str, 14),
        Column("seats", _("职数"), lambda row: seats_of(row.role, row.seats), 7),
        Column("person", _("任职人员"), field("person"), 10),
        Column("acting", _("主持工作"), yes("held_is_acting"), 9),
        Column("duties", _("委员分工"), _duties, 16),
        Column("full_time", _("专职党务"), yes("held_is_full_time_party"), 9),
        Column("since", _("任职日期"), lambda row: row.held_period.lower if row.held_period else None),
        Column(
            "until",
            _("任职截止"),
            lambda row: last_day(row.held_period.upper) if row.held_period else None,
            shown=False,
        ),
        Column("method", _("产生方式"), label("held_method", Method.choices), 10),
        Column("approved_on", _("批准日期"), field("held_approved_on"), shown=False),
    ),
    _query,
    person="person_id",
    filters=(
        Filter("body_kind", _("机构种类"), BodyKind.choices, equals("body_kind")),
        Filter("role", _("职务种类"), Role.choices, equals("role")),
        Filter(
            "held",
            _("任职情况"),
            (("held", _("有人担任")), ("empty", _("没有人担任"))),
            lambda value, _on: Q(person_id__isnull=value == "empty"),
        ),
    ),
)
