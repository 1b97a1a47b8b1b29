"""党组织: a row for each Party organisation that exists on the day."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.common import place_columns
from exports.tables.table import Column, Filter, Table, equals, field, label
from governance.choices import MembershipKind, OrgKind, OrgLevel, OrgState, OrgType, Role
from governance.models import PartyMembership, RoleAssignment
from governance.presentation.loading import existing_organizations
from governance.presentation.members import stage_conditions


def _query(place: Place, on: date) -> QuerySet:
    full, _probationary, member = stage_conditions(on, "person__")
    joined = PartyMembership.objects.as_of(on).filter(
        member, organization=OuterRef("pk"), kind=MembershipKind.FORMAL
    )
    grouped = joined.order_by().values("organization")
    held = RoleAssignment.objects.as_of(on).filter(
        organization=OuterRef("pk"), role=Role.SECRETARY, is_acting=False
    )
    found = existing_organizations(on).filter(place.at("school", "jurisdiction"))
    return (
        found.annotate(
            members=Subquery(grouped.annotate(n=Count("pk")).values("n")),
            full_members=Subquery(grouped.annotate(n=Count("pk", filter=full)).values("n")),
            secretary=Subquery(held.order_by("pk").values("person__name")[:1]),
            secretary_id=Subquery(held.order_by("pk").values("person")[:1]),
        )
        .select_related("school__jurisdiction", "jurisdiction", "parent", "superior")
        .order_by("school__code", "jurisdiction__code", "tree_id", "lft")
    )


def _superior(row: Any) -> str:
    above = row.parent or row.superior
    return above.full_name if above else row.external_superior


ORGANIZATIONS = Table(
    "organizations",
    _("党组织"),
    _("每个党组织一行：类型、状态、上级、书记、本级党员数。"),
    (
        *place_columns("school", "jurisdiction"),
        Column("number", _("登记号"), field("number"), 16, shown=False),
        Column("code", _("党组织代码"), field("code"), 16, shown=False),
        Column("full_name", _("全称"), field("full_name"), 40),
        Column("short_name", _("简称"), field("short_name"), 18, shown=False),
        Column("type", _("类型"), label("type", OrgType.choices), 12),
        Column("kind", _("类别"), label("kind", OrgKind.choices), 8),
        Column("level", _("层级"), label("level", OrgLevel.choices), 8, shown=False),
        Column("state", _("状态"), label("state_on", OrgState.choices), 8),
        Column("superior", _("上级党组织"), _superior, 40),
        Column("established_on", _("成立日期"), field("established_on")),
        Column("secretary", _("书记"), field("secretary"), 10),
        Column("members", _("本级党员"), lambda row: row.members or 0, 9),
        Column("full_members", _("其中正式党员"), lambda row: row.full_members or 0, 12),
    ),
    _query,
    person="secretary_id",
    filters=(
        Filter("type", _("类型"), OrgType.choices, equals("type")),
        Filter("kind", _("类别"), OrgKind.choices, equals("kind")),
        Filter("state", _("状态"), OrgState.choices, lambda value, _on: Q(state_on=value)),
    ),
)
