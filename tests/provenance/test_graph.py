"""The graph between record and model: followed down to the sources and up to what rests on them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.engine.week import the_week
from legation.evidence import ledger
from legation.experiments.setup import load_scenario
from legation.provenance.graph import Graph, Key, branches, build_graph
from tests.evidence.helpers import claim, folder


@cache
def shipped() -> Graph:
    return build_graph(ledger.load_ledger(), load_scenario("baseline"), the_week().mechanisms)


def small() -> Graph:
    """One source with two claims; a parameter cites both, a mechanism uses it, an observable needs the mechanism."""
    graph = Graph()
    for kind, name in (("source", "s"), ("claim", "a"), ("claim", "b"), ("parameter", "m.p"), ("mechanism", "m"),
                       ("mechanism", "n"), ("observable", "o"), ("parameter", "m.q")):  # fmt: skip
        graph.add(kind, name, f"title of {name}", assumed="because" if name == "m.q" else "")
    graph.join(Key("source", "s"), Key("claim", "a"), "said in")
    graph.join(Key("claim", "a"), Key("parameter", "m.p"), "cited")
    graph.join(Key("claim", "b"), Key("parameter", "m.p"), "cited")
    graph.join(Key("claim", "a"), Key("parameter", "m.q"), "cited")
    graph.join(Key("parameter", "m.p"), Key("mechanism", "m"), "uses it")
    graph.join(Key("mechanism", "m"), Key("observable", "o"), "needed")
    return graph


def names(things: list[object]) -> list[str]:
    return [thing.key.name for thing in things]  # type: ignore[attr-defined]


def test_impact_reaches_all_that_rests_on_a_source() -> None:
    assert names(small().impact(Key("source", "s")).nodes) == ["o", "m", "m.p", "m.q", "a"]


def test_what_cites_another_record_or_gives_a_reason_does_not_rest_on_it_alone() -> None:
    graph = small()
    assert graph.impact(Key("source", "s")).alone == frozenset()
    graph.join(Key("source", "s"), Key("claim", "b"), "said in")
    assert graph.impact(Key("source", "s")).alone == {Key("parameter", "m.p")}


def test_what_is_only_joined_through_the_week_is_told_apart() -> None:
    from legation.provenance.graph import Edge

    graph = small()
    graph.week.append(Edge(Key("mechanism", "m"), Key("mechanism", "n"), "reads what it writes: x"))
    hangs = graph.impact(Key("source", "s"))
    assert names(hangs.indirect) == ["n"] and "n" not in names(hangs.nodes)


def test_a_circle_of_mechanisms_comes_to_an_end() -> None:
    from legation.provenance.graph import Edge

    graph = small()
    m, n = Key("mechanism", "m"), Key("mechanism", "n")
    graph.week += [Edge(m, n, "x"), Edge(n, m, "y")]
    assert names(graph.impact(m).indirect) == ["n"]


def test_a_tie_to_what_is_not_known_is_left_out() -> None:
    graph = small()
    graph.join(Key("claim", "later"), Key("mechanism", "m"), "cited")
    assert graph.support(Key("mechanism", "m")) == set()


def test_branches_lead_down_and_unfold_each_thing_once() -> None:
    graph = small()
    graph.join(Key("claim", "a"), Key("mechanism", "m"), "cited")
    tree = branches(graph, Key("mechanism", "m"))
    parameter, again = tree["rests_on"]
    assert (parameter["name"], [lower["name"] for lower in parameter["rests_on"]]) == ("m.p", ["a", "b"])
    assert parameter["rests_on"][0]["rests_on"][0]["name"] == "s"
    assert again["above"] and "rests_on" not in again


def test_a_name_of_two_kinds_finds_both() -> None:
    assert [thing.key.kind for thing in shipped().find("alert")] == ["observable", "mechanism"]
    assert [thing.key for thing in shipped().find("mechanism alert")] == [Key("mechanism", "alert")]


def test_a_parameter_is_found_without_its_group() -> None:
    assert [thing.key.name for thing in shipped().find("median_margin")] == ["trade.median_margin"]


def test_words_find_titles() -> None:
    assert Key("policy", "china-construction-bank") in {thing.key for thing in shipped().find("construction ends")}


def test_words_find_what_means_the_same_among_claims_and_all_else() -> None:
    keys = {thing.key for thing in shipped().find("refoulement")}
    assert {Key("claim", "pf-i-02"), Key("observable", "forced_returns_officials")} <= keys
    assert Key("observable", "flights") in {thing.key for thing in shipped().find("desertion")}, "it measures them"
    assert shipped().holding("") == []


def test_a_year_is_a_word_like_others() -> None:
    assert {thing.key.name for thing in shipped().find("levies 2022")} >= {"obligations.levies_late"}


def test_an_origin_that_is_one_article_is_not_found_twice() -> None:
    assert [thing.key.kind for thing in shipped().find("nk-2019-intv")] == ["source"]


@pytest.mark.parametrize("word", ["flihgts", ""])
def test_a_miss_is_refused(word: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        shipped().find(word)
    assert ("Did you mean flights" in str(refused.value)) == (word != "")


def test_a_parameter_leads_to_its_claims_source_and_reason() -> None:
    tree = branches(shipped(), Key("parameter", "trade.median_margin"))
    assert tree["assumed"] and "USD/yr" in tree["value"]
    cited = {lower["name"]: lower for lower in tree["rests_on"]}
    assert cited["pf-g-01"]["how"] == "cited by the scenario"
    assert {lower["kind"] for lower in cited["pf-g-01"]["rests_on"]} == {"source", "upstream"}


def test_an_input_leads_to_its_policies_and_their_records() -> None:
    tree = branches(shipped(), Key("input", "bank_access"))
    policies = [lower for lower in tree["rests_on"] if lower["kind"] == "policy"]
    assert policies and all(policy["rests_on"] for policy in policies)


def test_an_observable_leads_to_what_it_is_compared_with_and_to_its_mechanism() -> None:
    tree = branches(shipped(), Key("observable", "flights"))
    kinds = {(lower["kind"], lower["how"]) for lower in tree["rests_on"]}
    assert {("claim", "compared with it"), ("mechanism", "needed to measure it")} <= kinds


def test_every_claim_goes_back_to_an_outlet() -> None:
    graph = shipped()
    outlets = {one.name for key in graph.nodes if key.kind == "outlet" for one in [key]}
    reached = {
        thing.key.name for name in outlets for thing in graph.impact(Key("outlet", name)).nodes
        if thing.key.kind == "claim"
    }  # fmt: skip
    assert reached == set(ledger.load_ledger().claims)


def test_every_parameter_of_the_baseline_rests_on_a_record_or_a_reason() -> None:
    graph = shipped()
    for name in load_scenario("baseline").parameters:
        key = Key("parameter", name)
        assert graph.support(key) or "assumed" in graph.nodes[key].details, name


def test_what_is_planned_says_so() -> None:
    # Of deaths nothing is planned: the record gives no rate.
    assert "will not be built" in shipped().nodes[Key("observable", "deaths_by_suicide")].title


def test_a_claim_of_the_users_joins_with_its_mark(tmp_path: Path) -> None:
    mine = folder(tmp_path, claim(represented_by='{ observable = ["flights"] }'))
    graph = build_graph(ledger.load_ledger(folders=[mine]), load_scenario("baseline"), the_week().mechanisms)
    assert graph.nodes[Key("claim", "one")].details["handling"] == "embargoed"
    assert Key("observable", "flights") in {thing.key for thing in graph.impact(Key("source", "story")).nodes}
