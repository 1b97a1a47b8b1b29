"""Organisations and units to choose from."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from governance.choices import BRANCH_TYPES, LIVE_STATES, OrgState, OrgType
from governance.domain.hosting import STANDING_TYPES
from governance.forms.offers.scene import Choice, Scene, grouped
from governance.models import HostUnit, PartyOrganization
from governance.rules.org.illegal_superior_type import SUPERIOR_TYPES
from schools.models import Unit

#: Which organisations fit, by argument; the others are offered after them.
FITS: dict[str, Callable[[PartyOrganization, Any], bool]] = {
    "parent": lambda row, node: row.type in SUPERIOR_TYPES.get(node.type, ()),
    "organization": lambda row, _node: row.type in STANDING_TYPES,
    "others": lambda row, _node: row.type in BRANCH_TYPES and row.state in LIVE_STATES,
}


def organizations(scene: Scene, name: str) -> list[Choice]:
    """Return the organisations of the school, those that fit the argument ``name`` first."""
    if name == "superior":
        return [scene.choice(row) for row in scene.place.superiors()]
    if name == "groups":
        return [scene.choice(row) for row in party_groups(scene)]
    rows = scene.place.rows(PartyOrganization).exclude(state=OrgState.DISSOLVED).order_by("tree_id", "lft")
    rows = [row for row in rows if not _is_inside(row, scene.node)]
    fits = FITS.get(name, lambda _row, _node: True)
    fitting = [row for row in rows if fits(row, scene.node)]
    if name == "others":
        return [scene.choice(row) for row in fitting]
    rest = [row for row in rows if row not in fitting]
    return grouped(
        [
            (_("可以选择的"), [scene.choice(row) for row in fitting]),
            (_("一般不适用的"), [scene.choice(row) for row in rest]),
        ]
    )


def party_groups(scene: Scene) -> Any:
    """Return the party groups of the branch."""
    return PartyOrganization.objects.filter(parent=scene.node, type=OrgType.GROUP).exclude(
        state=OrgState.DISSOLVED
    )


def units(scene: Scene, name: str) -> list[Choice]:
    """Return the units in use: all in their order for a superior, else those that carry a branch first."""
    rows = scene.place.units().select_related("parent").order_by("tree_id", "lft")
    if name == "parent":
        return [scene.choice(row, _placed(row)) for row in rows if not _is_inside(row, scene.node)]
    if name == "unit":
        return [scene.choice(host.unit) for host in _hosts(scene)]
    taken = {host.unit_id for host in _hosts(scene)}
    free = [row for row in rows if row.pk not in taken]
    return grouped(
        [
            (_("可以设支部的基本单元"), [scene.choice(row, _kind(row)) for row in free if row.is_base]),
            (_("其他单元"), [scene.choice(row, _kind(row)) for row in free if not row.is_base]),
        ]
    )


def _hosts(scene: Scene) -> list[HostUnit]:
    """Return what the node stands on; only an organisation stands on anything."""
    # A branch that is divided keeps its units on offer: its parts stand on them.
    if not scene.action.name.startswith("host_") or not isinstance(scene.node, PartyOrganization):
        return []
    rows = HostUnit.objects.as_of(scene.on).filter(organization=scene.node)
    return list(rows.select_related("unit").order_by("unit__tree_id", "unit__lft"))


def _kind(unit: Unit) -> str:
    return _("{name}（{detail}）").format(name=unit.name, detail=unit.get_kind_display())


def _is_inside(row: Any, node: Any) -> bool:
    """Tell whether ``row`` is the node or stands below it."""
    return type(row) is type(node) and row.is_descendant_of(node, include_self=True)


def _placed(unit: Unit) -> str:
    """Return the unit with the one above it: two campuses have units of one name."""
    return _("{name}（{detail}）").format(name=unit.name, detail=unit.parent) if unit.parent else unit.name
