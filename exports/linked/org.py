"""A structure as JSON-LD in the words of the Organization Ontology of the W3C.

``docs/formats.md`` has the mapping. The file carries its context, so that nothing has to be fetched to
read it.
"""

import json
from collections.abc import Iterator
from typing import Any

from exports.bodies import Body, Holding, Part, Seat
from exports.linked.names import BODY, HOLDING, PERSON, POST, ROLE, TYPE, urn

CONTEXT: dict[str, Any] = {
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "name": "skos:prefLabel",
    "short": "skos:altLabel",
    "identifier": "org:identifier",
    "classification": {"@id": "org:classification", "@type": "@id"},
    "part_of": {"@id": "org:subOrganizationOf", "@type": "@id"},
    "unit_of": {"@id": "org:unitOf", "@type": "@id"},
    "stands_on": {"@id": "org:linkedTo", "@type": "@id"},
    "founded": {"@id": "schema:foundingDate", "@type": "xsd:date"},
    "area": "schema:areaServed",
    "post_in": {"@id": "org:postIn", "@type": "@id"},
    "role": {"@id": "org:role", "@type": "@id"},
    "held_by": {"@id": "org:heldBy", "@type": "@id"},
    "member": {"@id": "org:member", "@type": "@id"},
    "organization": {"@id": "org:organization", "@type": "@id"},
    "during": "org:memberDuring",
    "begins": "time:hasBeginning",
    "ends": "time:hasEnd",
    "day": {"@id": "time:inXSDDate", "@type": "xsd:date"},
    "person_name": "foaf:name",
}
_CLASSES = {
    "school": "org:FormalOrganization",
    "unit": "org:OrganizationalUnit",
    "organization": "org:Organization",
    "group": "org:OrganizationalUnit",
}
Node = dict[str, Any]


def org_text(parts: Iterator[Part]) -> Iterator[str]:
    """Yield the text of the document, node by node; types and roles are explained at its end."""
    yield f'{{"@context": {_json(CONTEXT)},\n"@graph": [\n'
    before, words = "", {}
    for node in _nodes(parts, words):
        yield f"{before}{_json(node)}"
        before = ",\n"
    for name, text in words.items():
        yield f"{before}{_json({'@id': name, '@type': 'skos:Concept', 'name': text})}"
        before = ",\n"
    yield "\n]}\n"


def _nodes(parts: Iterator[Part], words: dict[str, str]) -> Iterator[Node]:
    people: set[str] = set()
    for part in parts:
        for body in part.bodies:
            words[urn(TYPE, f"{body.kind}/{body.type}")] = body.label
            yield _body(body)
        holders: dict[str, list[str]] = {}
        for holding in part.holdings:
            holders.setdefault(holding.seat.number, []).append(urn(PERSON, holding.person))
        for seat in part.seats:
            words.setdefault(urn(ROLE, seat.role), seat.title)
            yield _seat(seat, holders.get(seat.number, []))
        for holding in part.holdings:
            if holding.person not in people:
                people.add(holding.person)
                yield _person(holding)
            yield _membership(holding)


def _body(body: Body) -> Node:
    node: Node = {
        "@id": urn(BODY, body.number),
        "@type": _CLASSES[body.kind],
        "identifier": body.number,
        "name": body.name,
        "classification": urn(TYPE, f"{body.kind}/{body.type}"),
    }
    if body.short_name:
        node["short"] = body.short_name
    if body.parent:
        node["part_of" if body.kind == "organization" else "unit_of"] = urn(BODY, body.parent)
    if body.on:
        node["stands_on"] = [urn(BODY, number) for number in body.on]
    if body.since:
        node["founded"] = body.since.isoformat()
    if body.kind == "school":
        node["area"] = body.place
    elif body.kind == "organization" and body.school:
        # an organisation of a school hangs on that above it; where it is says this
        node["stands_on"] = [urn(BODY, body.school), *node.get("stands_on", [])]
    return node


def _seat(seat: Seat, holders: list[str]) -> Node:
    node: Node = {
        "@id": urn(POST, seat.number),
        "@type": "org:Post",
        "name": seat.title,
        "post_in": urn(BODY, seat.body),
        "role": urn(ROLE, seat.role),
    }
    return {**node, "held_by": holders} if holders else node


def _person(holding: Holding) -> Node:
    return {
        "@id": urn(PERSON, holding.person),
        "@type": "foaf:Person",
        "identifier": holding.person,
        "person_name": holding.name,
    }


def _membership(holding: Holding) -> Node:
    during: Node = {
        "@type": "time:Interval",
        "begins": {"@type": "time:Instant", "day": holding.first_day.isoformat()},
    }
    if holding.last_day:
        during["ends"] = {"@type": "time:Instant", "day": holding.last_day.isoformat()}
    return {
        "@id": urn(HOLDING, holding.number),
        "@type": "org:Membership",
        "member": urn(PERSON, holding.person),
        "organization": urn(BODY, holding.seat.body),
        "role": urn(ROLE, holding.seat.role),
        "during": during,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
