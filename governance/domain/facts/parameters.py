"""What holds at a place: parameters and enforcement levels, resolved down the jurisdiction tree."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.choices import Enforcement
from governance.domain.facts.query import rows
from governance.facts import Id
from governance.rules.parameters import DEFAULTS, PARAMETERS, from_json, looser

PARAMETER, ENFORCEMENT = "parameter", "enforcement"

_SETTINGS = """
SELECT place.id AS place, above.id AS above, setting.kind, setting.name, setting.value::text AS value
  FROM schools_jurisdiction place
  -- The place itself and everything above it, from the top down.
  JOIN schools_jurisdiction above
    ON above.tree_id = place.tree_id AND above.lft <= place.lft AND above.rght >= place.rght
  JOIN (SELECT jurisdiction_id, 'parameter' AS kind, name, value
          FROM governance_ruleparameter WHERE period @> %(on)s
         UNION ALL
        SELECT jurisdiction_id, 'enforcement', rule, to_jsonb(level)
          FROM governance_ruleenforcement WHERE period @> %(on)s
       ) setting ON setting.jurisdiction_id = above.id
 WHERE place.id = ANY(%(places)s)
 ORDER BY place.id, above.lft
"""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value or level that a jurisdiction might set, in place of its own if it has one.

    ``path`` are the jurisdictions from the highest down to the one that would set it; ``value`` is as JSON
    keeps it.
    """

    path: tuple[Id, ...]
    kind: str
    name: str
    value: Any


@dataclass
class Settings:
    """The numbers and levels in force at one place.

    ``locally_set`` names the parameters that a jurisdiction has set; a stored value that is looser
    than the one it inherits is passed over and does not count as set.
    """

    params: dict[str, Any] = field(default_factory=lambda: dict(DEFAULTS))
    enforcement: dict[str, Enforcement] = field(default_factory=dict)
    locally_set: frozenset[str] = frozenset()

    def set_parameter(self, name: str, stored: Any) -> None:
        """Let a level further down set a parameter, if it may."""
        if name not in PARAMETERS:
            return
        try:
            value = from_json(name, stored)
        except (TypeError, ValueError):
            return
        if not looser(name, value, self.params[name]):
            self.params[name] = value
            self.locally_set |= {name}

    def put(self, kind: str, name: str, value: Any) -> None:
        """Let a level further down set a value or a level."""
        if kind == ENFORCEMENT:
            self.enforcement[name] = Enforcement(value)
        else:
            self.set_parameter(name, value)


def load_settings(
    place_ids: Collection[Id], on: date, proposed: Proposed | None = None
) -> Mapping[Id, Settings]:
    """Return what is in force on ``on`` at each of the jurisdictions; the nearest setting wins.

    Args:
        place_ids: the jurisdictions.
        on: the day.
        proposed: what would be set as well; every place is at or below the jurisdiction that would set it.

    """
    found = {place: Settings() for place in place_ids}
    stored = defaultdict(list)
    for row in rows(_SETTINGS, places=list(found), on=on):
        stored[row.place].append((row.above, row.kind, row.name, json.loads(row.value)))
    for place, settings in found.items():
        for _above, kind, name, value in _with(stored[place], proposed):
            settings.put(kind, name, value)
    return found


def _with(
    stored: list[tuple[Id, str, str, Any]], proposed: Proposed | None
) -> list[tuple[Id, str, str, Any]]:
    """Return the settings from the top down, with the proposed one behind what is set above it."""
    if proposed is None:
        return stored
    setter, key = proposed.path[-1], (proposed.kind, proposed.name)
    above = [row for row in stored if row[0] in proposed.path and (row[0] != setter or row[1:3] != key)]
    below = [row for row in stored if row[0] not in proposed.path]
    return [*above, (setter, *key, proposed.value), *below]
