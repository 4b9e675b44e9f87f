"""The graph for other programs: as networkx reads it back, whole or around some claims, and without persons."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import networkx
import pytest

from legation.engine.week import the_week
from legation.evidence.ledger import Ledger, load_ledger
from legation.experiments.setup import load_scenario
from legation.provenance.graph import ORDER, Graph, Key, build_graph
from legation.provenance.network import Network, edge_table, graphml, network, node_table
from tests.evidence.helpers import PRACTICE, SOURCES, claim, folder, shipped


def graph_of(ledger: Ledger) -> Graph:
    return build_graph(ledger, load_scenario("baseline"), the_week().mechanisms)


@cache
def whole() -> Network:
    return network(graph_of(load_ledger()), load_ledger())


def read(shown: Network) -> networkx.DiGraph:
    return networkx.read_graphml(io.BytesIO(graphml(shown)))


def test_networkx_reads_the_whole_graph_back() -> None:
    graph = read(whole())
    assert (len(graph), graph.number_of_edges()) == (len(whole().nodes), len(whole().edges))
    assert {kind for _, kind in graph.nodes(data="kind")} == set(ORDER) - {"series"}  # The user has none here.
    names = {(node["kind"], node["name"]): key for key, node in graph.nodes(data=True)}
    told = names["claim", "nk-2019-mss-14"]
    assert graph.nodes[told]["label"].startswith("The trader and colleagues") and graph.nodes[told]["role"] == "context"
    assert graph.edges[names["source", "nk-2019-mss"], told]["how"] == "said in"
    assert graph.edges[told, names["observable", "firm_target_usd"]]["how"] == "compared with it"
    assert networkx.has_path(graph, names["outlet", "daily-nk"], names["observable", "firm_target_usd"])


def test_the_part_around_a_claim_is_what_it_rests_on_and_what_rests_on_it() -> None:
    ledger = load_ledger()
    part = network(graph_of(ledger), ledger, [ledger.claim("nk-2019-mss-14")])
    keys = {node.key for node in part.nodes}
    assert {key for key in keys if key.kind in ("claim", "source", "upstream", "outlet")} == {
        Key("claim", "nk-2019-mss-14"),
        Key("source", "nk-2019-mss"),
        Key("upstream", "nk-2019-mss:c"),
        Key("outlet", "daily-nk"),
    }
    assert Key("observable", "firm_target_usd") in keys and Key("event", "tl-001") not in keys
    assert {end for edge in part.edges for end in (edge.lower, edge.upper)} <= keys


def test_two_claims_that_speak_of_one_another_are_joined(tmp_path: Path) -> None:
    two = claim(id='"two"', source='"other"', denies="true", **PRACTICE)
    again = SOURCES[SOURCES.index("[[source]]") :].replace('"story"', '"other"')
    ledger = load_ledger(records=shipped(tmp_path, claim(**PRACTICE), two, sources=SOURCES + again))
    (edge,) = [edge for edge in network(graph_of(ledger), ledger).edges if edge.how == "says otherwise"]
    assert (edge.lower.name, edge.upper.name) == ("one", "two")


def test_no_person_is_in_it(tmp_path: Path) -> None:
    """Neither who spoke nor how many there were: only what was said, where, and what goes back to whom."""
    ledger = load_ledger(records=shipped(tmp_path, claim(said_by='"a tall trader in a blue coat"')))
    shown = network(graph_of(ledger), ledger)
    for made in (graphml(shown), node_table(shown), edge_table(shown)):
        assert b"blue coat" not in made
    assert {node.key.kind for node in shown.nodes} <= set(ORDER)


@pytest.mark.parametrize("claims", ["all", "one"])
def test_what_is_not_public_is_marked(tmp_path: Path, claims: str) -> None:
    ledger = load_ledger(folders=[folder(tmp_path, claim())])
    shown = network(graph_of(ledger), ledger, None if claims == "all" else [ledger.claim("one")])
    assert shown.note == "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."
    assert shown.note.encode() in graphml(shown) and b"embargoed" in node_table(shown)
    assert whole().note == "" and b"<desc>" not in graphml(whole())


def test_the_tables_have_the_heads_that_programs_look_for_and_run_nothing(tmp_path: Path) -> None:
    ledger = load_ledger(records=shipped(tmp_path, claim(paraphrase='"=1+2"')))
    shown = network(graph_of(ledger), ledger)
    nodes = list(csv.DictReader(io.StringIO(node_table(shown).decode())))
    edges = list(csv.DictReader(io.StringIO(edge_table(shown).decode())))
    assert list(nodes[0])[:4] == ["Id", "Label", "kind", "name"] and list(edges[0]) == [
        "Source",
        "Target",
        "Type",
        "Label",
    ]
    by_id = {node["Id"]: node for node in nodes}
    (said,) = [edge for edge in edges if edge["Label"] == "said in"]
    assert (by_id[said["Source"]]["name"], by_id[said["Target"]]["Label"]) == ("story", "'=1+2")
