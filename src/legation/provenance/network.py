"""The graph of the record and the model for other programs: GraphML, and tables of nodes and edges.

An edge leads from what is rested on to what rests on it. Nodes are outlets, sources, origins, claims, dated events,
parameters, inputs, own series of the user's, policies, mechanisms and observables; a speaker is none, so no person is
in it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from xml.etree import ElementTree

from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.exporting.tables import csv_table
from legation.evidence.importing.spreadsheets import guarded
from legation.evidence.ledger import Ledger
from legation.provenance.graph import ORDER, Edge, Graph, Key, Node

# What a node says besides kind, name and title; a column or key of its own.
DETAILS = ("grade", "role", "handling", "headline", "link", "day", "value", "unit", "assumed")
# The heads that Gephi and others look for.
NODE_HEAD = ("Id", "Label", "kind", "name", *DETAILS)
EDGE_HEAD = ("Source", "Target", "Type", "Label")
NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


class Network(NamedTuple):
    """Nodes, by kind and name, and edges, each pair of ends once.

    note  what must be said of it if it holds claims that are not public; else empty
    """

    nodes: list[Node]
    edges: list[Edge]
    note: str

    @property
    def ids(self) -> dict[Key, str]:
        """Each node's id: `n1` and so on, as the forms allow no spaces in one."""
        return {node.key: f"n{number}" for number, node in enumerate(self.nodes, start=1)}


def network(graph: Graph, ledger: Ledger, claims: Collection[Claim] | None = None) -> Network:
    """The graph, or the part of it that the claims rest on and that rests on them.

    ledger  from which the graph was made
    claims  None takes all there is
    """
    kept = set(graph.nodes) if claims is None else _around(graph, claims)
    ties = [edge for edges in graph.below.values() for edge in edges] + graph.week + _links(ledger)
    ways: dict[tuple[Key, Key], list[str]] = {}
    for edge in ties:
        if edge.lower in kept and edge.upper in kept:
            ways.setdefault((edge.lower, edge.upper), []).append(edge.how)
    edges = [Edge(lower, upper, "; ".join(dict.fromkeys(hows))) for (lower, upper), hows in ways.items()]
    nodes = sorted((graph.nodes[key] for key in kept), key=_position)
    named = [ledger.claims[node.key.name] for node in nodes if node.key.kind == "claim"]
    return Network(nodes, sorted(edges, key=lambda edge: (edge.lower, edge.upper)), handling.note(named))


def _position(node: Node) -> tuple[int, str]:
    return ORDER.index(node.key.kind), node.key.name


def _around(graph: Graph, claims: Collection[Claim]) -> set[Key]:
    """The claims, what they rest on, and all that rests on them."""
    kept = {Key("claim", claim.id) for claim in claims}
    for key in list(kept):
        kept |= {edge.lower for edge in graph.below.get(key, ())}
        kept |= {node.key for node in graph.impact(key).nodes}
    outlets = {edge.lower for key in kept if key.kind == "source" for edge in graph.below.get(key, ())}
    return kept | outlets


def _links(ledger: Ledger) -> list[Edge]:
    """What claims say of one another; each pair once, as either says it of the other."""
    pairs = [
        (name, other, how)
        for name in ledger.claims
        for how, others in (("says the same", ledger.agreements(name)), ("says otherwise", ledger.conflicts_of(name)))
        for other in others
        if name < other
    ]
    return [Edge(Key("claim", name), Key("claim", other), how) for name, other, how in pairs]


def graphml(shown: Network) -> bytes:
    """The network as GraphML."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}graphml")
    for name in (*NODE_HEAD[1:], "how"):
        of = "edge" if name == "how" else "node"
        keyed = {"id": name, "for": of, "attr.name": name.lower(), "attr.type": "string"}
        ElementTree.SubElement(root, f"{{{NAMESPACE}}}key", keyed)
    top = ElementTree.SubElement(root, f"{{{NAMESPACE}}}graph", {"id": "legation", "edgedefault": "directed"})
    if shown.note:
        ElementTree.SubElement(top, f"{{{NAMESPACE}}}desc").text = shown.note
    ids = shown.ids
    for node in shown.nodes:
        element = ElementTree.SubElement(top, f"{{{NAMESPACE}}}node", {"id": ids[node.key]})
        for name, text in zip(NODE_HEAD[1:], _cells(node), strict=True):
            if text:
                ElementTree.SubElement(element, f"{{{NAMESPACE}}}data", {"key": name}).text = text
    for edge in shown.edges:
        ends = {"source": ids[edge.lower], "target": ids[edge.upper]}
        element = ElementTree.SubElement(top, f"{{{NAMESPACE}}}edge", ends)
        ElementTree.SubElement(element, f"{{{NAMESPACE}}}data", {"key": "how"}).text = edge.how
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def node_table(shown: Network) -> bytes:
    """The nodes as CSV."""
    ids = shown.ids
    rows = [[ids[node.key], *map(guarded, _cells(node))] for node in shown.nodes]
    return _for_programs(csv_table([NODE_HEAD, *rows]))


def edge_table(shown: Network) -> bytes:
    """The edges as CSV, by the ids of the nodes."""
    ids = shown.ids
    rows = [[ids[edge.lower], ids[edge.upper], "Directed", guarded(edge.how)] for edge in shown.edges]
    return _for_programs(csv_table([EDGE_HEAD, *rows]))


def _for_programs(text: str) -> bytes:
    """The table without the mark for spreadsheets, which programs for graphs take for a part of the first head."""
    return text.removeprefix("\ufeff").encode()


def _cells(node: Node) -> list[str]:
    """What a node says, in the order of `NODE_HEAD` behind its id."""
    return [node.title, node.key.kind, node.key.name, *(node.details.get(name, "") for name in DETAILS)]
