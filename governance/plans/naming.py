"""Name what a plan makes: a page knows it by a register number that does not exist outside the plan."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from accounts.models import User
from governance.models import LeadingGroup, PartyOrganization, Plan
from governance.plans.previewing import preview
from schools.models import Unit

#: Numbers of organisations, units and leading groups: the rows that steps make.
_NUMBER = re.compile(r"[^@:\s]+-[PUG]\d+")


def with_references(plan: Plan, *, user: User, arguments: dict[str, Any], today: date) -> dict[str, Any]:
    """Return the arguments with every number of a row that only the plan makes as its ``@`` reference."""
    strange = {text for text in _texts(arguments) if _NUMBER.fullmatch(text) and not _exists(text)}
    if not strange:
        return arguments
    made = preview(plan, user=user, today=today).made
    return _renamed(arguments, {number: made[number] for number in strange & made.keys()})


def _exists(number: str) -> bool:
    models = (PartyOrganization, Unit, LeadingGroup)
    return any(model._base_manager.filter(number=number).exists() for model in models)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {key: _renamed(one, names) for key, one in value.items()}
    return [_renamed(one, names) for one in value] if isinstance(value, list | tuple) else value
