"""The reference of the API, made from its own description: no program of somebody else's runs in the page."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from api.http.interface import interface
from api.http.place import ROOT
from api.http.problems import Kind
from api.views.operation_names import NAMES

TOPICS = {
    "schools": _("学校"),
    "jurisdictions": _("行政区划"),
    "organisations": _("党组织"),
    "units": _("内设单元"),
    "people": _("人员"),
    "posts": _("职务"),
    "findings": _("检查发现"),
    "changes": _("变更记录"),
    "plans": _("方案"),
    "oversight": _("督查整改"),
    "actions": _("办理"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One operation as the page shows it; a value is its name, its type and what is said about it."""

    method: str
    path: str
    name: str
    summary: Any
    description: str
    parameters: tuple[tuple[str, str, str], ...]
    body: tuple[tuple[str, str, str], ...]


@require_safe
@login_required
def reference(request: HttpRequest) -> HttpResponse:
    """Show every operation, by topic, and every kind of problem."""
    context = {"topics": [(TOPICS[tag], rows) for tag, rows in operations().items()], "problems": list(Kind)}
    return render(request, "api/reference.html", context)


@cache
def operations() -> dict[str, list[Shown]]:
    """Return the operations by topic."""
    document = interface.get_openapi_schema(path_prefix=ROOT)
    found: dict[str, list[Shown]] = {tag: [] for tag in TOPICS}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_shown(document, path, method, operation))
    return found


def _shown(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Shown:
    named = (
        (one["name"], _type(one["schema"]), one.get("description") or one["schema"].get("description", ""))
        for one in operation["parameters"]
    )
    return Shown(
        method.upper(),
        path,
        operation["operationId"],
        NAMES.get(operation["operationId"], operation["summary"]),
        operation.get("description", ""),
        tuple(named),
        tuple(_fields(document, operation)),
    )


def _fields(document: dict[str, Any], operation: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the fields of the body; those of an object inside stand with its name before theirs."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return list(_inside(document, content.get("schema", {}), ""))


def _inside(document: dict[str, Any], schema: dict[str, Any], before: str) -> Any:
    schema = _resolved(document, schema)
    for name, one in schema.get("properties", {}).items():
        inner = _resolved(document, one)
        if inner.get("properties") and name == "arguments":
            yield from _inside(document, inner, f"{name}.")
        else:
            needed = "*" if name in schema.get("required", ()) else ""
            yield f"{before}{name}{needed}", _type(one), one.get("description", "")


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference_ = schema.get("$ref")
    return document["components"]["schemas"][reference_.rsplit("/", 1)[-1]] if reference_ else schema


def _type(schema: dict[str, Any]) -> str:
    """Return in a few words what a value is."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    if "enum" in schema or "const" in schema:
        return " | ".join(str(value) for value in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"] if one.get("type") != "null")
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type", ""))
