"""What a step keeps, as if somebody had just typed it: a form to change the step begins with it."""

from typing import Any

from django.http import QueryDict

from governance.actions.action import Action
from governance.actions.arguments import Argument, Kind


def answers_as_data(action: Action, arguments: dict[str, Any]) -> QueryDict:
    """Return the arguments of a step as a form sends them."""
    data = QueryDict(mutable=True)
    for argument in action.arguments:
        value = arguments.get(argument.name)
        if argument.kind == Kind.BRANCHES:
            _put_parts(data, argument, value or [])
        elif value not in (None, "", False):
            _put(data, argument.name, value)
    return data


def _put_parts(data: QueryDict, argument: Argument, parts: list[dict[str, Any]]) -> None:
    data[f"{argument.name}-number"] = str(len(parts))
    for nth, part in enumerate(parts):
        for name, value in part.items():
            _put(data, f"{argument.name}-{nth}-{name}", value)


def _put(data: QueryDict, name: str, value: Any) -> None:
    values = value if isinstance(value, list | tuple) else [value]
    data.setlist(name, ["on" if one is True else str(one) for one in values])
