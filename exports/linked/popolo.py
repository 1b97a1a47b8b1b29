"""A structure as Popolo JSON that is JSON-LD as well.

The keys are those of Popolo; one key means different things in different classes there, so that the context
is given list by list. ``docs/formats.md`` has the mapping.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from exports.bodies import Body, Holding, Part, Seat
from exports.linked.names import BASE, BODY, HOLDING, PERSON, POST, urn

_ORG, _SKOS, _OPENGOV = (
    "http://www.w3.org/ns/org#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/ns/opengov#",
)
_DATE, _REF = "http://www.w3.org/2001/XMLSchema#date", "@id"
_FROM = {"@id": "http://schema.org/validFrom", "@type": _DATE}
_THROUGH = {"@id": "http://schema.org/validThrough", "@type": _DATE}


def _link(name: str) -> dict[str, str]:
    return {"@id": name, "@type": _REF}


#: What the keys mean in each of the four lists.
CONTEXTS: dict[str, dict[str, Any]] = {
    "organizations": {
        "name": f"{_SKOS}prefLabel",
        "other_names": {"@id": f"{_OPENGOV}otherName", "@context": {"name": f"{_SKOS}altLabel"}},
        "identifiers": {
            "@id": f"{_ORG}identifier",
            "@context": {"identifier": f"{_SKOS}notation", "scheme": f"{_SKOS}inScheme"},
        },
        "classification": f"{_ORG}classification",
        "parent_id": _link(f"{_ORG}subOrganizationOf"),
        "founding_date": {"@id": "http://schema.org/foundingDate", "@type": _DATE},
    },
    "posts": {
        "label": f"{_SKOS}prefLabel",
        "role": f"{_ORG}role",
        "organization_id": _link(f"{_ORG}postIn"),
    },
    "persons": {"name": "http://xmlns.com/foaf/0.1/name"},
    "memberships": {
        "role": f"{_ORG}role",
        "person_id": _link(f"{_ORG}member"),
        "organization_id": _link(f"{_ORG}organization"),
        "post_id": _link(f"{_OPENGOV}post"),
        "start_date": _FROM,
        "end_date": _THROUGH,
    },
}
CONTEXT: dict[str, Any] = {
    "id": "@id",
    **{name: {"@id": f"{BASE}{name}", "@context": words} for name, words in CONTEXTS.items()},
}
#: Where numbers come from, as Popolo names schemes of identifiers.
SCHEME = "liangzhu"
Thing = dict[str, Any]


def popolo_text(read: Callable[[], Iterable[Part]]) -> Iterator[str]:
    """Yield the text of the document, list by list; ``read`` begins to read anew for each of them.

    So memory does not grow with the place, only with the number of people named.
    """
    yield f'{{"@context": {json.dumps(CONTEXT)}'
    for name, things in _LISTS.items():
        yield f',\n"{name}": [\n'
        before = ""
        for thing in things(read()):
            yield f"{before}{json.dumps(thing, ensure_ascii=False)}"
            before = ",\n"
        yield "\n]"
    yield "}\n"


def _organizations(parts: Iterable[Part]) -> Iterator[Thing]:
    for part in parts:
        yield from map(_organization, part.bodies)


def _organization(body: Body) -> Thing:
    found: Thing = {
        "id": urn(BODY, body.number),
        "name": body.name,
        "identifiers": [{"scheme": SCHEME, "identifier": body.number}],
        "classification": body.label,
    }
    if body.short_name:
        found["other_names"] = [{"name": body.short_name}]
    if body.parent or (body.kind != "school" and body.school):
        found["parent_id"] = urn(BODY, body.parent or body.school)
    if body.since:
        found["founding_date"] = body.since.isoformat()
    return found


def _posts(parts: Iterable[Part]) -> Iterator[Thing]:
    for part in parts:
        yield from map(_post, part.seats)


def _post(seat: Seat) -> Thing:
    body = urn(BODY, seat.body)
    return {"id": urn(POST, seat.number), "label": seat.title, "role": seat.role, "organization_id": body}


def _persons(parts: Iterable[Part]) -> Iterator[Thing]:
    seen: set[str] = set()
    for part in parts:
        for holding in part.holdings:
            if holding.person not in seen:
                seen.add(holding.person)
                yield {"id": urn(PERSON, holding.person), "name": holding.name}


def _memberships(parts: Iterable[Part]) -> Iterator[Thing]:
    for part in parts:
        yield from map(_membership, part.holdings)


def _membership(holding: Holding) -> Thing:
    found = {
        "id": urn(HOLDING, holding.number),
        "person_id": urn(PERSON, holding.person),
        "organization_id": urn(BODY, holding.seat.body),
        "post_id": urn(POST, holding.seat.number),
        "role": holding.seat.title,
        "start_date": holding.first_day.isoformat(),
    }
    return {**found, "end_date": holding.last_day.isoformat()} if holding.last_day else found


_LISTS: dict[str, Callable[[Iterable[Part]], Iterator[Thing]]] = {
    "organizations": _organizations,
    "posts": _posts,
    "persons": _persons,
    "memberships": _memberships,
}
