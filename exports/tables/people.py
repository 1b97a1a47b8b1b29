"""教职工 and 党员: who works at a school, and who belongs to which branch."""

from datetime import date

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from exports.places import Place
from exports.tables.common import place_columns
from exports.tables.table import Column, Filter, Table, equals, field, label
from governance.choices import MembershipKind, MemberStage, OrgType
from governance.models import PartyMembership
from governance.presentation.members import stage_conditions
from schools.choices import PoliticalStatus
from schools.models import Employment


def _staff(place: Place, on: date) -> QuerySet:
    found = Employment.objects.as_of(on).filter(place.at("school"))
    return found.select_related("school__jurisdiction", "person").order_by("school__code", "person__number")


def _members(place: Place, on: date) -> QuerySet:
    full, probationary, member = stage_conditions(on, "person__")
    stage = Case(
        When(full, then=Value("full")),
        When(probationary, then=Value("probationary")),
        default=Value("unclear"),
        output_field=CharField(),
    )
    inside = place.at("organization__school", "organization__jurisdiction")
    found = PartyMembership.objects.as_of(on).filter(inside, member).annotate(stage=stage)
    return found.select_related(
        "organization__school__jurisdiction", "organization__jurisdiction", "party_group", "person"
    ).order_by(
        "organization__school__code", "organization__tree_id", "organization__lft", "person__sort_key",
        "person__number",
    )  # fmt: skip


STAFF = Table(
    "staff",
    _("教职工"),
    _("每名在岗教职工一行：工号、政治面貌。"),
    (
        *place_columns(),
        Column("number", _("登记号"), field("person__number"), 16, shown=False),
        Column("staff_number", _("工号"), field("person__staff_number"), 12, is_hidden=True),
        Column("name", _("姓名"), field("person__name"), 10),
        Column("status", _("政治面貌"), label("person__political_status", PoliticalStatus.choices), 14),
        Column("since", _("到校日期"), field("starts_on")),
        Column("retired_on", _("退休日期"), field("person__retired_on"), shown=False, is_hidden=True),
    ),
    _staff,
    person="person",
    filters=(
        Filter(
            "status",
            _("政治面貌"),
            [pair for pair in PoliticalStatus.choices if pair[0]],
            equals("person__political_status"),
        ),
    ),
)
MEMBERS = Table(
    "members",
    _("党员名册"),
    _("每名党员在所编入的支部一行：正式编入、临时编入，入党和转正日期。"),
    (
        *place_columns("organization__school", "organization__jurisdiction"),
        Column("organization", _("所在支部"), field("organization__full_name"), 40),
        Column("organization_number", _("支部登记号"), field("organization__number"), 16, shown=False),
        Column("type", _("支部类型"), label("organization__type", OrgType.choices), 12, shown=False),
        Column("group", _("党小组"), field("party_group__full_name"), 20, shown=False),
        Column("number", _("登记号"), field("person__number"), 16, shown=False),
        Column("name", _("姓名"), field("person__name"), 10),
        Column("stage", _("党员身份"), label("stage", MemberStage.choices), 14),
        Column("kind", _("编入方式"), label("kind", MembershipKind.choices), 10),
        Column("joined_on", _("入党日期"), field("person__joined_on"), is_hidden=True),
        Column("full_on", _("转正日期"), field("person__full_on"), is_hidden=True),
        Column("since", _("编入日期"), field("starts_on")),
    ),
    _members,
    person="person",
    filters=(
        Filter("kind", _("编入方式"), MembershipKind.choices, equals("kind")),
        Filter(
            "stage",
            _("党员身份"),
            [pair for pair in MemberStage.choices if pair[0] != MemberStage.NONE],
            lambda value, _on: Q(stage=value),
        ),
    ),
)
