"""A document in the words of ORG as somebody hands it in: opened without trust, and put into our own shape.

Nothing is fetched from anywhere: a document that names a context on the network is refused.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pyld import jsonld

from exports.linked.names import BODY, PERSON, ROLE, TYPE, number_of

#: Bytes of a document of one school, many times over.
MOST_BYTES, MOST_NODES = 4_000_000, 20_000
#: A document nests no deeper than a few levels; a deep one is meant to do harm.
_DEEPEST = 40
_ORG, _SKOS = "http://www.w3.org/ns/org#", "http://www.w3.org/2004/02/skos/core#"
_NAME = f"{_SKOS}prefLabel"
_KINDS = {"FormalOrganization": "school", "OrganizationalUnit": "unit", "Organization": "organization"}


@dataclass(frozen=True, slots=True)
class Described:
    """A body of the document; ``number`` is "" where the document gives none of ours."""

    id: str
    kind: str
    number: str
    name: str
    type: str
    parent: str
    short_name: str = ""
    on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody holds a post of a body, both by their names in the document."""

    body: str
    role: str
    person: str


@dataclass
class Document:
    """What a document says: bodies by their names, who holds what, people's register numbers."""

    bodies: dict[str, Described] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)


def received(raw: bytes) -> Document:
    """Return what the document says.

    Raises:
        ValidationError: with a sentence, if it is no such document or too large.

    """
    if len(raw) > MOST_BYTES:
        raise ValidationError(_("文件太大，最多{n} MB。").format(n=MOST_BYTES // 1_000_000))
    nodes = _nodes(_expanded(_parsed(raw)))
    if len(nodes) > MOST_NODES:
        raise ValidationError(_("文件里的条目太多，最多{n}条。").format(n=MOST_NODES))
    document = Document()
    for node in nodes:
        kind = _kind(node)
        if kind:
            document.bodies[node["@id"]] = _body(node, kind)
        elif f"{_ORG}Membership" in node.get("@type", ()):
            document.held.append(_membership(node))
        elif number := _own(node, PERSON):
            document.people[node["@id"]] = number
    if not document.bodies:
        raise ValidationError(
            _("文件里没有 W3C ORG 的机构。请选择本系统导出的、或者按 docs/formats.md 写的文件。")
        )
    return document


def _parsed(raw: bytes) -> Any:
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise ValidationError(_("文件不是 UTF-8 编码的 JSON，无法读取。")) from problem
    if not isinstance(found, dict | list) or _depth(found) > _DEEPEST:
        raise ValidationError(_("文件不是 JSON-LD 文档。"))
    return found


def _depth(value: Any) -> int:
    """Return how deep the value nests, level by level and not by calling oneself."""
    level, depth = [value], 0
    while level and depth <= _DEEPEST:
        inner = (
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)
        )
        level, depth = [one for part in inner for one in part], depth + 1
    return depth


def _expanded(document: Any) -> list[Any]:
    try:
        return jsonld.expand(
            document, {"documentLoader": _nothing_is_fetched, "processingMode": "json-ld-1.1"}
        )
    except jsonld.JsonLdError as problem:
        if "loading" in str(problem.code or "") or "loading" in str(problem):
            sentence = _("文件引用了网上的 @context，本系统不联网读取，请把 @context 写在文件里。")
        else:
            sentence = _("文件不是有效的 JSON-LD：{code}。").format(code=problem.code or problem.type)
        raise ValidationError(sentence) from problem


def _nothing_is_fetched(url: str, _options: Any) -> Any:
    raise jsonld.JsonLdError(url, "jsonld.LoadDocumentError", code="loading document failed")


def _nodes(expanded: list[Any]) -> list[dict[str, Any]]:
    """Return the nodes of the graph that have a name, a default graph in a list of its own aside."""
    found = [one for one in expanded if isinstance(one, dict)]
    inner = [node for one in found for node in one.get("@graph", ()) if isinstance(node, dict)]
    return [node for node in (*found, *inner) if isinstance(node.get("@id"), str)]


def _kind(node: dict[str, Any]) -> str:
    types = {one.removeprefix(_ORG) for one in node.get("@type", ()) if one.startswith(_ORG)}
    kind = next((kind for name, kind in _KINDS.items() if name in types), "")
    is_group = number_of(_link(node, "classification"), TYPE).startswith("group/")
    return "group" if kind == "unit" and is_group else kind


def _body(node: dict[str, Any], kind: str) -> Described:
    type_ = number_of(_link(node, "classification"), TYPE).removeprefix(f"{kind}/")
    above = _link(node, "unitOf") or _link(node, "subOrganizationOf")
    on = tuple(one["@id"] for one in node.get(f"{_ORG}linkedTo", ()) if "@id" in one)
    name, short = _text(node, _NAME), _text(node, f"{_SKOS}altLabel")
    return Described(node["@id"], kind, _own(node, BODY), name, type_, above, short, on)


def _membership(node: dict[str, Any]) -> Held:
    return Held(_link(node, "organization"), number_of(_link(node, "role"), ROLE), _link(node, "member"))


def _own(node: dict[str, Any], what: str) -> str:
    """Return the register number: the identifier, or that in a name of ours."""
    return _text(node, f"{_ORG}identifier") or number_of(node["@id"], what)


def _text(node: dict[str, Any], word: str) -> str:
    values = [one["@value"] for one in node.get(word, ()) if isinstance(one, dict) and "@value" in one]
    return values[0].strip() if values and isinstance(values[0], str) else ""


def _link(node: dict[str, Any], word: str) -> str:
    values = [one["@id"] for one in node.get(f"{_ORG}{word}", ()) if isinstance(one, dict) and "@id" in one]
    return values[0] if values and isinstance(values[0], str) else ""
