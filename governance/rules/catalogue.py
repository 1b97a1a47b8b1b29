"""Every rule there is, in an order in which silencers come first."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.rules.declaration import Rule

#: What the chapters are about. They are folders of this package, in the order in which people read them.
CHAPTER_NAMES: Mapping[str, Any] = {
    "org": _("党组织设置"),
    "term": _("届次与任期"),
    "cmt": _("党组织班子"),
    "sec": _("学校领导班子"),
    "lg": _("领导小组"),
    "mec": _("议事机制"),
    "mtg": _("议事决策"),
    "ele": _("党内选举"),
    "lif": _("组织生活"),
    "con": _("征求党组织意见"),
    "mem": _("党员"),
    "dat": _("资料"),
}
CHAPTERS = tuple(CHAPTER_NAMES)


@cache
def all_rules() -> dict[str, Rule]:
    """Return the rules by code, silencers before the rules they silence.

    Raises:
        graphlib.CycleError: if two rules silence each other.
        ValueError: if a code is used twice.

    """
    found: dict[str, Rule] = {}
    for declared in declared_rules():
        if declared.code in found:
            raise ValueError(f"rule code {declared.code} is declared twice")
        found[declared.code] = declared
    graph = {code: [s.code for s in declared.silenced_by] for code, declared in found.items()}
    order = TopologicalSorter(graph).static_order()
    return {code: found[code] for code in order if code in found}


def declared_rules() -> Iterator[Rule]:
    """Yield every rule as it is declared, in no useful order and possibly with faults."""
    for chapter in CHAPTERS:
        yield from _rules_of(chapter)


def _rules_of(chapter: str) -> list[Rule]:
    package = import_module(f"governance.rules.{chapter}")
    modules = [
        import_module(f"{package.__name__}.{module.name}") for module in iter_modules(package.__path__)
    ]
    return [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]


def in_reading_order() -> list[Rule]:
    """Return the rules by chapter and number, as a page lists them."""
    return sorted(all_rules().values(), key=lambda r: (CHAPTERS.index(r.chapter.lower()), r.code))


@cache
def rules_version() -> str:
    """Return a short fingerprint of the codes, severities and parameters in force in this release."""
    parts = [f"{r.code}:{r.severity}:{r.gate}:{','.join(r.parameters)}" for r in in_reading_order()]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
