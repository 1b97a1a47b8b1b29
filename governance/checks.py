"""Start-up checks of the rule catalogue: a fault in it stops the program instead of a judgement."""

from collections import Counter
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.core.checks import CheckMessage, Error

from governance.choices import Enforcement, Gate
from governance.rules.catalogue import declared_rules
from governance.rules.declaration import Rule
from governance.rules.parameters import PARAMETERS


def check_catalogue(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Check every declared rule."""
    return catalogue_problems(tuple(declared_rules()))


def catalogue_problems(rules: Sequence[Rule]) -> list[CheckMessage]:
    """Return what is wrong with ``rules`` as a catalogue."""
    return [
        *_repeated_codes(rules),
        *_unknown_silencers(rules),
        *_unknown_parameters(rules),
        *_cycles(rules),
        *_standing_in_the_way(rules),
    ]


def _repeated_codes(rules: Sequence[Rule]) -> Iterator[CheckMessage]:
    for code, times in Counter(r.code for r in rules).items():
        if times > 1:
            faults = ", ".join(r.fault for r in rules if r.code == code)
            yield Error(
                f"Rule code {code} is declared {times} times: {faults}.",
                hint="Codes are permanent: give the newer rule a code of its own.",
                id="governance.E001",
            )


def _unknown_silencers(rules: Sequence[Rule]) -> Iterator[CheckMessage]:
    known = {r.code for r in rules}
    for declared in rules:
        for silencer in declared.silenced_by:
            if silencer.code not in known:
                yield Error(
                    f"Rule {declared.code} is silenced by {silencer.code}, which does not exist.",
                    hint="Correct the code in silenced_by, or add the rule.",
                    id="governance.E002",
                )


def _unknown_parameters(rules: Sequence[Rule]) -> Iterator[CheckMessage]:
    for declared in rules:
        for name in declared.parameters:
            if name not in PARAMETERS:
                yield Error(
                    f"Rule {declared.code} runs with {name}, which is no parameter.",
                    hint="Correct the name, or add it to governance/rules/parameters.py.",
                    id="governance.E003",
                )


def _cycles(rules: Sequence[Rule]) -> Iterator[CheckMessage]:
    graph = {r.code: {s.code for s in r.silenced_by} for r in rules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as fault:
        yield Error(
            f"Rules silence each other: {' -> '.join(fault.args[1])}.",
            hint="Decide which of them is the fault and remove the other's silencer.",
            id="governance.E004",
        )


def _standing_in_the_way(rules: Sequence[Rule]) -> Iterator[CheckMessage]:
    for declared in rules:
        if declared.is_attested and (
            declared.gate != Gate.REPORT or declared.enforcement != Enforcement.REPORT
        ):
            yield Error(
                f"Rule {declared.code} is attested by people and must not hold up an act.",
                hint="Leave out gate and declare enforcement=Enforcement.REPORT.",
                id="governance.E005",
            )
