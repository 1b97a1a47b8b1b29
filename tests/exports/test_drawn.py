"""Graphs: each body once, each relation once, and no name means anything to the program that draws."""

import re
from xml.etree import ElementTree

import networkx
import pytest

from exports.bodies import Body, Part, parts
from exports.drawn import NODE_KEYS, graphml_text, mermaid_text
from tests import factories

ON = factories.ON
HOSTILE = 'A"]-->B; click <b>&#|`{x}\n[[y]]'
_NODE = re.compile(r'    (n\d+)(?:\[\[|\[|\(|\{\{)"([^"\n]*)"(?:\]\]|\]|\)|\}\})')
_EDGE = re.compile(r"    (n\d+) (---|-\.-) (n\d+)")
_ENTITY = re.compile(r"#\d+;|<br/>")


def graph(found):
    return networkx.parse_graphml("".join(graphml_text(found)))


def flow(text):
    """Return nodes and edges of a flow chart; whatever is neither fails."""
    first, *lines = text.splitlines()
    assert first == "flowchart TD"
    nodes, edges = {}, []
    for line in lines:
        if node := _NODE.fullmatch(line):
            assert not re.search(r'[#&;"<>\[\](){}|`\\]', _ENTITY.sub("", node[2]))
            assert node[1] not in nodes
            nodes[node[1]] = node[2]
        else:
            edge = _EDGE.fullmatch(line)
            assert edge, line
            edges.append(edge.groups())
    return nodes, edges


def test_the_graph_holds_the_structure(county, at_school):
    found = graph(parts(at_school, ON))

    school, units, branches = county.large.school, county.large.units, county.large.branches
    root = branches[0].parent
    below = {(one, other) for one, other, data in found.edges(data=True) if data["relation"] == "below"}
    on = {(one, other) for one, other, data in found.edges(data=True) if data["relation"] == "on"}
    assert {(unit.number, school.code) for unit in units} <= below
    assert {(branch.number, root.number) for branch in branches} <= below
    assert on == {(b.number, u.number) for b, u in zip(branches, units, strict=True)} | {
        (root.number, school.code)
    }
    assert found.nodes[units[0].number]["kind"] == "unit"
    assert county.large.people[0].name in found.nodes[branches[0].number]["holders"]
    assert {key for _n, data in found.nodes(data=True) for key in data} == set(NODE_KEYS)


def test_edges_only_among_what_is_drawn(at_county):
    text = "".join(graphml_text(parts(at_county, ON)))
    root = ElementTree.fromstring(text)  # noqa: S314 -- written by ourselves
    space = "{http://graphml.graphdrawing.org/xmlns}"

    known = {node.get("id") for node in root.iter(f"{space}node")}
    ends = {edge.get(end) for edge in root.iter(f"{space}edge") for end in ("source", "target")}
    assert ends <= known
    assert ends != set()


def test_mermaid_has_the_same_nodes_and_edges(at_county):
    drawn, (nodes, edges) = graph(parts(at_county, ON)), flow("".join(mermaid_text(parts(at_county, ON))))

    assert len(nodes) == drawn.number_of_nodes()
    assert len(edges) == drawn.number_of_edges()


@pytest.mark.parametrize("kind", ["school", "unit", "organization", "group"])
def test_no_name_breaks_out(kind):
    bodies = [Body(kind, "1", HOSTILE, "x", "y"), Body("unit", "2", "乙\x0b", "x", "y", parent="1")]

    nodes, edges = flow("".join(mermaid_text([Part(bodies)])))
    assert len(nodes) == 2
    assert edges == [("n1", "---", "n2")]
    assert graph([Part(bodies)]).nodes["1"]["name"] == HOSTILE
