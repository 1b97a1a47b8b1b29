"""What holds at a place: parameters and enforcement levels, resolved down the jurisdiction tree."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.choices import Enforcement
from governance.domain.facts.query import rows
from governance.facts import Id
from governance.rules.parameters import DEFAULTS, PARAMETERS, from_json, looser

_SETTINGS = """
SELECT place.id AS place, setting.kind, setting.name, setting.value::text AS value
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


def load_settings(place_ids: Collection[Id], on: date) -> Mapping[Id, Settings]:
    """Return what is in force on ``on`` at each of the jurisdictions; the nearest setting wins."""
    found = {place: Settings() for place in place_ids}
    for row in rows(_SETTINGS, places=list(found), on=on):
        settings, value = found[row.place], json.loads(row.value)
        if row.kind == "enforcement":
            settings.enforcement[row.name] = Enforcement(value)
        else:
            settings.set_parameter(row.name, value)
    return found
