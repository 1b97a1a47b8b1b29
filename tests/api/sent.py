"""What is sent for every action, made from what its form is sent (``tests/governance/views/acted.py``)."""

from typing import Any

from governance.actions.action import SCHOOL, Action
from governance.actions.arguments import Argument, Kind
from governance.actions.references import reference_to
from governance.models import Document


def body_of(action: Action, node: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Return the body for the values of the form on the node."""
    arguments = {one.name: _value(one, values) for one in action.arguments if one.name != action.subject}
    if action.on != SCHOOL:
        arguments[action.subject] = reference_to(node)
    body: dict[str, Any] = {
        "arguments": {name: v for name, v in arguments.items() if v not in (None, [], "")}
    }
    if "act_document" in values:
        body["document"] = Document.objects.get(pk=values["act_document"]).register_number
    body["reason"] = values.get("act_reason", "演示理由")
    return body


def _value(argument: Argument, values: dict[str, Any]) -> Any:
    if argument.kind == Kind.BRANCHES:
        return [_part(nth, values) for nth in range(values.get("parts-number", 0))]
    value = values.get(argument.name)
    if value is not None and argument.kind == Kind.NUMBER:
        return int(value)
    if value is not None and argument.kind == Kind.FLAG:
        return bool(value)
    return value


def _part(nth: int, values: dict[str, Any]) -> dict[str, Any]:
    before = f"parts-{nth}-"
    return {name.removeprefix(before): value for name, value in values.items() if name.startswith(before)}
