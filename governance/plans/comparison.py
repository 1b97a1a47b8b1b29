"""What differs between two structures of one school, node by node.

The structures may be today's and a plan's outcome, or those of two dates.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import OrgState, OrgType, Role
from governance.presentation.structure import Structure
from schools.choices import UnitKind

ADDED, MOVED, REMOVED, CHANGED = "added", "moved", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation or a unit as it is compared: everything by number and name."""

    key: str
    kind: str
    name: str
    type: str
    parent: str
    state: str
    units: tuple[str, ...]
    holders: tuple[tuple[str, str, str], ...]
    members: int
    parent_name: str = ""
    unit_names: tuple[str, ...] = ()
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one node; ``words`` say it line by line."""

    key: str
    kind: str
    name: str
    mark: str
    words: tuple[str, ...] = ()


@dataclass
class Comparison:
    """All differences, in the order of the later structure; removed nodes come last."""

    differences: list[Difference] = field(default_factory=list)

    @property
    def marks(self) -> dict[str, str]:
        """The mark of each node that differs, by register number."""
        return {one.key: one.mark for one in self.differences}


def nodes_of(structure: Structure) -> dict[str, Node]:
    """Return the nodes of a structure by register number."""
    types, kinds = ({one.value: str(one.label) for one in labels} for labels in (OrgType, UnitKind))
    organizations = (_organization(structure, one, types[one.type]) for one in structure.organizations)
    units = (_unit(structure, one, kinds[one.kind]) for one in structure.units)
    return {node.key: node for node in (*organizations, *units)}


def _organization(structure: Structure, organization: Any, label: str) -> Node:
    parent = structure.organizations_by_id.get(organization.parent_id)
    units = structure.units_of.get(organization.pk, ())
    return Node(
        organization.number,
        "organization",
        str(organization),
        label,
        parent.number if parent else "",
        organization.state_on,
        tuple(unit.number for unit in units),
        _holders(structure, ("organization", organization.pk)),
        structure.members_of(organization).total,
        str(parent) if parent else "",
        tuple(unit.name for unit in units),
        organization.full_name,
    )


def _unit(structure: Structure, unit: Any, label: str) -> Node:
    parent = structure.units_by_id.get(unit.parent_id)
    people, _members = structure.unit_people.get(unit.pk, (0, 0))
    return Node(
        unit.number,
        "unit",
        unit.name,
        label,
        parent.number if parent else "",
        "",
        (),
        _holders(structure, ("unit", unit.pk)),
        people,
        parent.name if parent else "",
    )


def _holders(structure: Structure, key: tuple[str, int]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (post.role, held.person.number, str(held.person)) for post, held in structure.leaders_of(key)
    )


def compare(before: Structure, after: Structure) -> Comparison:
    """Return what differs."""
    return compare_nodes(nodes_of(before), nodes_of(after))


def compare_nodes(was: Mapping[str, Node], now: Mapping[str, Node]) -> Comparison:
    """Return what differs between nodes by register number, wherever they were kept."""
    found = [_difference(was.get(key), node) for key, node in now.items()]
    gone = [
        Difference(key, node.kind, node.name, REMOVED, (_("不再存在"),))
        for key, node in was.items()
        if key not in now
    ]
    return Comparison([*(one for one in found if one is not None), *gone])


def _difference(was: Node | None, now: Node) -> Difference | None:
    if was is None:
        place = _("设在{parent}之下").format(parent=now.parent_name) if now.parent_name else _("新设")
        return Difference(now.key, now.kind, now.name, ADDED, (place, *_people((), now.holders)))
    if was == now:
        return None
    mark = MOVED if was.parent != now.parent else CHANGED
    words = tuple(_words(was, now))
    return Difference(now.key, now.kind, now.name, mark, words) if words else None


def _words(was: Node, now: Node) -> Iterable[str]:
    nothing = _("（无）")
    if was.parent != now.parent:
        yield _("从{old}移到{new}").format(old=was.parent_name or nothing, new=now.parent_name or nothing)
    if was.full_name != now.full_name:
        yield _("由“{old}”更名为“{new}”").format(old=was.full_name, new=now.full_name)
    elif was.name != now.name:
        yield _("由“{old}”更名为“{new}”").format(old=was.name, new=now.name)
    if was.type != now.type:
        yield _("类型由{old}改为{new}").format(old=was.type, new=now.type)
    if was.state != now.state:
        yield _("状态由{old}改为{new}").format(old=OrgState(was.state).label, new=OrgState(now.state).label)
    if was.units != now.units:
        yield _("依托单元由{old}改为{new}").format(
            old=_("、").join(was.unit_names) or nothing, new=_("、").join(now.unit_names) or nothing
        )
    if was.members != now.members:
        label = _("党员由{old}人变为{new}人") if now.kind == "organization" else _("人员由{old}人变为{new}人")
        yield label.format(old=was.members, new=now.members)
    yield from _people(was.holders, now.holders)


def _people(was: tuple, now: tuple) -> tuple[str, ...]:
    ended = [
        _("{person}不再任{role}").format(person=p, role=Role(r).label)
        for r, _n, p in was
        if (r, _n, p) not in now
    ]
    begun = [
        _("{person}任{role}").format(person=p, role=Role(r).label)
        for r, _n, p in now
        if (r, _n, p) not in was
    ]
    return (*ended, *begun)
