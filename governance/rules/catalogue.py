"""Every rule there is, in an order in which silencers come first."""

import hashlib
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules

from governance.rules.declaration import Rule

#: Chapters are folders of this package, in the order in which people read them.
CHAPTERS = ("org", "term", "cmt", "sec", "lg", "mec", "mem", "dat")


@cache
def all_rules() -> dict[str, Rule]:
    """Return the rules by code, silencers before the rules they silence.

    Raises:
        graphlib.CycleError: if two rules silence each other.
        ValueError: if a code is used twice.

    """
    found: dict[str, Rule] = {}
    for chapter in CHAPTERS:
        for declared in _rules_of(chapter):
            if declared.code in found:
                raise ValueError(f"rule code {declared.code} is declared twice")
            found[declared.code] = declared
    graph = {code: [s.code for s in declared.silenced_by] for code, declared in found.items()}
    order = TopologicalSorter(graph).static_order()
    return {code: found[code] for code in order if code in found}


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
