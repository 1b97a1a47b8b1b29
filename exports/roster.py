"""花名册: the Party organisations of a school with their teams and members, as a paper."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from exports.places import Place
from exports.tables.people import MEMBERS
from governance.choices import BodyKind
from governance.models import RoleAssignment
from governance.presentation.loading import existing_organizations, load_structure
from governance.presentation.structure import Structure
from governance.rules.catalogue import rules_version
from oversight.papers.content import Block, Heading, Paper, Paragraph, Table

_MEMBER_COLUMNS = ("name", "stage", "kind", "joined_on", "full_on", "since")


def roster_paper(place: Place, on: date) -> Paper:
    """Return the roster of the school on the day, in the active language."""
    structure = load_structure(place.scope, on)
    lists = _members(place, on)
    blocks: list[Block] = []
    for organization in structure.organizations:
        blocks += _organization(structure, organization, lists.get(organization.number, []))
    if not structure.organizations:
        blocks.append(Paragraph(_("这一天没有登记党组织。")))
    return Paper(
        title=_("{school}党组织和党员花名册").format(school=place.name),
        subtitle=_("截至{year}年{month}月{day}日").format(year=on.year, month=on.month, day=on.day),
        blocks=tuple(blocks),
        stamp=_("规则版本 {version} · 检查日期 {on}").format(version=rules_version(), on=on.isoformat()),
    )


def roster_people(place: Place, on: date) -> int:
    """Return how many people the roster names: members, and the teams of organisations, who may be none."""
    standing = existing_organizations(on).filter(school=place.scope).order_by().values("pk")
    teams = RoleAssignment.objects.as_of(on).filter(post__organization__in=standing).order_by()
    members = MEMBERS.rows(place, on, {}).filter(organization__in=standing).order_by()
    return teams.values("person").union(members.values("person")).count()


def _members(place: Place, on: date) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of the list of members by the register number of their branch."""
    columns = MEMBERS.chosen(("organization_number", *_MEMBER_COLUMNS))
    found = defaultdict(list)
    for branch, *row in MEMBERS.read(place, on, {}, columns):
        found[str(branch)].append(tuple("" if cell is None else str(cell) for cell in row))
    return found


def _organization(structure: Structure, organization: Any, members: list[tuple[str, ...]]) -> Iterator[Block]:
    yield Heading(organization.full_name)
    units = structure.units_of.get(organization.pk, ())
    type_ = _("类型：{type}").format(type=organization.get_type_display())
    on_units = _("；依托单元：{units}").format(units=_("、").join(one.name for one in units)) if units else ""
    yield Paragraph(type_ + on_units, quiet=True)
    team = [
        (str(post), held.person.name, held.starts_on.isoformat(), str(held.get_method_display()))
        for post, held in structure.leaders_of((BodyKind.ORGANIZATION.value, organization.pk))
    ]
    head = (_("职务"), _("姓名"), _("任职日期"), _("产生方式"))
    yield Table(_("班子"), head, team, (20, 14, 14, 12), empty=_("没有登记任职人员。"))
    if members or organization.type in ("branch", "joint_branch", "temporary_branch"):
        columns = tuple(str(column.heading) for column in MEMBERS.chosen(_MEMBER_COLUMNS))
        yield Table(_("党员"), columns, members, (12, 14, 12, 12, 12, 12), empty=_("没有登记党员。"))
