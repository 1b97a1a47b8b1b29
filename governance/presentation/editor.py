"""What the chart needs to be edited on the page: addresses, keys, and hints on what may go where."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from governance.actions.action import KINDS, Action
from governance.actions.catalogue import actions_on
from governance.domain.hosting import STANDING_TYPES
from governance.presentation.structure import Structure
from governance.rules.org.illegal_superior_type import SUPERIOR_TYPES

#: What letting a card fall on another can mean.
DROPS = frozenset({"organization_move", "unit_move", "host_attach"})


@dataclass(frozen=True)
class Shortcut:
    """A key with the action it opens, by kind of node."""

    key: str
    label: Any
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Editor:
    """The chart as something to work on.

    ``seen`` is the newest change the page knows of, ``version`` the state of the school, or of the
    plan, that acts are based on.
    """

    structure: Structure
    version: int
    seen: int
    on: date
    offers: Callable[[Action], bool]
    plan: Any = None

    @property
    def menu_url(self) -> str:
        """The menu of what can be done."""
        return reverse("governance:school_actions", args=[self.structure.school.code])

    def data(self) -> dict[str, Any]:
        """Return what the script works with; what it marks as fitting is a hint, the server decides."""
        return {
            "url": self.menu_url,
            "version": self.version,
            "seen": self.seen,
            "on": self.on.isoformat(),
            "plan": self.plan.pk if self.plan else None,
            "drops": self.drops,
            "keys": {kind: self._keys(kind) for kind in KINDS},
            "types": {row.number: row.type for row in self.structure.organizations},
            "above": {type_: sorted(above) for type_, above in SUPERIOR_TYPES.items()},
            "standing": sorted(STANDING_TYPES),
            "hosts": self._hosts(),
        }

    def _hosts(self) -> list[tuple[str, str]]:
        """Return which organisation stands on which unit, by number."""
        on = self.structure.units_of
        return [
            (row.number, unit.number) for row in self.structure.organizations for unit in on.get(row.pk, ())
        ]

    @property
    def drops(self) -> list[str]:
        """What drops mean here; nothing for who only decides what others draft."""
        return [one.name for kind in KINDS for one in self._actions(kind) if one.name in DROPS]

    def _keys(self, kind: str) -> dict[str, str]:
        return {action.key: action.name for action in self._actions(kind) if action.key}

    def _actions(self, kind: str) -> list[Action]:
        return [one for one in actions_on(kind, planned=self.plan is not None) if self.offers(one)]

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of all nodes, each label once."""
        found: dict[tuple[str, str], list[str]] = {}
        for kind in KINDS:
            for action in self._actions(kind):
                if action.key:
                    found.setdefault((action.key, str(action.label)), []).append(kind)
        return [Shortcut(key, label, tuple(kinds)) for (key, label), kinds in sorted(found.items())]
