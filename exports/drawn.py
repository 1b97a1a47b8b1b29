"""The structure as a graph that other programs draw: GraphML and Mermaid."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from exports.bodies import Body, Holding, Part
from schools.printable import printable

#: What is kept of a node, and of what type it is.
NODE_KEYS = {"kind": "string", "number": "string", "name": "string", "type": "string", "holders": "string"}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
    '"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
#: An edge says of the first that it is below the second, or stands on it.
Edge = tuple[str, str, str]
_BELOW, _ON = "below", "on"
#: How Mermaid draws each kind, and each edge.
_SHAPES = {"school": "[[{}]]", "unit": "[{}]", "organization": "({})", "group": "{{{{{}}}}}"}
_ARROWS = {_BELOW: "---", _ON: "-.-"}


def graphml_text(parts: Iterable[Part]) -> Iterator[str]:
    """Yield a GraphML document: nodes first, then the edges among them."""
    yield _HEAD
    for name, kind in NODE_KEYS.items():
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<key id="relation" for="edge" attr.name="relation" attr.type="string"/>\n'
    yield '<graph id="structure" edgedefault="directed">\n'
    edges: list[Edge] = []
    known: set[str] = set()
    for body, held in _bodies(parts):
        known.add(body.number)
        edges += _edges(body)
        data = {"kind": body.kind, "number": body.number, "name": body.name, "type": body.label}
        yield f"<node id={quoteattr(body.number)}>{_data({**data, 'holders': held})}</node>\n"
    for one, other, relation in edges:
        if other in known:
            said = _data({"relation": relation})
            yield f"<edge source={quoteattr(one)} target={quoteattr(other)}>{said}</edge>\n"
    yield "</graph>\n</graphml>\n"


def mermaid_text(parts: Iterable[Part]) -> Iterator[str]:
    """Yield a flow chart of Mermaid: schools above, what belongs to them below, Party bodies rounded."""
    yield "flowchart TD\n"
    edges: list[Edge] = []
    known: dict[str, str] = {}
    for body, held in _bodies(parts):
        known[body.number] = name = f"n{len(known) + 1}"
        edges += _edges(body)
        words = f'"{_quoted(body.name)}{"<br/>" + _quoted(held) if held else ""}"'
        yield f"    {name}{_SHAPES[body.kind].format(words)}\n"
    for one, other, relation in edges:
        if other in known:
            yield f"    {known[other]} {_ARROWS[relation]} {known[one]}\n"


def _bodies(parts: Iterable[Part]) -> Iterator[tuple[Body, str]]:
    """Yield the bodies with their posts and holders in words."""
    for part in parts:
        said: dict[str, list[str]] = {}
        for holding in part.holdings:
            said.setdefault(holding.seat.body, []).append(_words(holding))
        for body in part.bodies:
            yield body, "、".join(said.get(body.number, ()))


def _words(holding: Holding) -> str:
    return f"{holding.seat.title} {holding.name}"


def _edges(body: Body) -> list[Edge]:
    # the top organisation of a school hangs below the one outside, and stands on its school
    found = [(body.number, body.parent, _BELOW)] if body.parent else []
    found += [(body.number, unit, _ON) for unit in body.on]
    if body.kind == "organization" and body.school and not body.on:
        found.append((body.number, body.school, _ON))
    return found


def _data(values: dict[str, str]) -> str:
    return "".join(
        f'<data key="{name}">{escape(printable(text))}</data>' for name, text in values.items() if text
    )


def _quoted(text: str) -> str:
    """Return the text so that nothing in it means anything to Mermaid: its own entities, no line ends."""
    plain = " ".join(printable(text).split())
    for sign in '#&;"<>[](){}|`\\':
        plain = plain.replace(sign, f"\0{ord(sign)}\0")
    pieces = plain.split("\0")
    return "".join(f"#{piece};" if nth % 2 else piece for nth, piece in enumerate(pieces))
