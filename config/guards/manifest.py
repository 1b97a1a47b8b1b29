"""Which guards there must be: a file kept with the code, written from a migrated database."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from config.guards.catalog import KINDS, Guards

PATH = Path(__file__).with_name("manifest.json")
#: Of these, one more than expected opens or silences something, and is a fault as well.
EXCLUSIVE = ("trigger", "policy", "grant")
#: A dump writes these out and its restoring parses them again: casts and brackets then stand elsewhere.
PARSED_AGAIN = ("constraint", "index", "policy", "trigger")
_NOISE = re.compile(r"::(character varying|text)(\(\d+\))?(\[\])?|[()]|\s+")


@dataclass(frozen=True)
class Difference:
    """A guard that is not as it must be: ``expected`` is None for one too many, ``found`` for a lost one."""

    kind: str
    name: str
    expected: str | None
    found: str | None


def load() -> Guards:
    """Return the guards there must be."""
    return json.loads(PATH.read_text(encoding="utf-8"))


def text_of(guards: Guards) -> str:
    """Return what the file says for these guards."""
    return json.dumps(guards, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def is_same(kind: str, expected: str, found: str | None) -> bool:
    """Tell whether two ways of writing a guard mean the same."""
    if found is None or kind not in PARSED_AGAIN:
        return found == expected
    return _NOISE.sub("", found) == _NOISE.sub("", expected)


def differences(expected: Guards, found: Guards) -> list[Difference]:
    """Return what is lost, altered or too much, in the order in which it can be put right.

    Kinds that were not looked at are left out. Constraints, functions and whole tables that the manifest
    does not know are no fault: a newer version of the application may have made them already.
    """
    return [one for kind in KINDS if kind in found for one in _of_kind(kind, expected, found)]


def _of_kind(kind: str, expected: Guards, found: Guards) -> list[Difference]:
    wanted, there = expected.get(kind, {}), found[kind]
    wrong = [
        Difference(kind, name, definition, there.get(name))
        for name, definition in wanted.items()
        if not is_same(kind, definition, there.get(name))
    ]
    if kind in EXCLUSIVE:
        tables = expected["required"]
        more = [name for name in there if name not in wanted and name.partition(".")[0] in tables]
        wrong += [Difference(kind, name, None, there[name]) for name in more]
    return sorted(wrong, key=_turn)


def _turn(one: Difference) -> int:
    """Say when it is put right: what is too much may stand in the way, a foreign key leans on others."""
    if one.expected is None:
        return 0
    return 2 if one.expected.startswith("FOREIGN KEY") else 1
