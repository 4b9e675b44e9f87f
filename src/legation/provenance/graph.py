"""The graph between the record and the model: what rests on what, followed both ways.

An outlet publishes sources, a source and an origin carry claims, claims and dated events stand behind parameters,
inputs, mechanisms and observables, and inputs and parameters go into mechanisms, which observables need. `why` walks
from any of these down to the record; `impact` walks up from any part of the record. How far a result would move is
not known here: that takes a fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from legation.base.faults import EvidenceError, Fault, nearest, shown
from legation.evidence.ledger import Ledger
from legation.evidence.queries import KINDS, outlet_of
from legation.evidence.search_index import Document, SearchIndex, documents
from legation.evidence.search_words import read_words
from legation.evidence.sources import NO_ADDRESS
from legation.evidence.vocabulary import NAMED, NUMBERLESS, vocabulary
from legation.mechanisms.form import NO_SOURCES, Mechanism
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.provenance.gaps import Names, installed
from legation.scenario import Scenario
from legation.scenario.policies import is_strength

RECORD = ("claim", "event")
# The order in which kinds are listed.
ORDER = (
    "observable",
    "mechanism",
    "parameter",
    "input",
    "series",
    "policy",
    "claim",
    "event",
    "source",
    "upstream",
    "outlet",
)
FOUNDING = "founding"
NOT_BUILT = "named by the record, not built yet"
NEVER_BUILT = "named by the record, and will not be built, because deaths get no number: the record gives no rate"


class Key(NamedTuple):
    """What a node is called: a mechanism and an observable may share a name."""

    kind: str
    name: str


class Node(NamedTuple):
    """Something that rests on others, or on which others rest.

    title    what it is, in a line
    details  heading -> text: what else a reader needs
    """

    key: Key
    title: str
    details: dict[str, str]


class Edge(NamedTuple):
    """`upper` rests on `lower`, and how."""

    lower: Key
    upper: Key
    how: str


@dataclass(frozen=True)
class Impact:
    """What rests on some part of the record.

    nodes     all that rest on it, by way of any edge but the week's
    alone     those of them for which the scenario or mechanism cites nothing else and assumes nothing
    indirect  mechanisms and observables reached only because one mechanism reads what another writes
    """

    nodes: list[Node]
    alone: frozenset[Key]
    indirect: list[Node]


@dataclass
class Graph:
    """All nodes and edges. Edges between mechanisms, through columns, are kept apart: they join nearly all."""

    nodes: dict[Key, Node] = field(default_factory=dict)
    below: dict[Key, list[Edge]] = field(default_factory=dict)
    above: dict[Key, list[Edge]] = field(default_factory=dict)
    week: list[Edge] = field(default_factory=list)
    claims: dict[str, Document] = field(default_factory=dict)  # what words find of each claim, by id

    def add(self, kind: str, name: str, title: str, **details: str) -> None:
        """Put in a node; details without text are left out."""
        written = {heading: text for heading, text in details.items() if text}
        self.nodes[Key(kind, name)] = Node(Key(kind, name), title, written)

    def join(self, lower: Key, upper: Key, how: str) -> None:
        """Let `upper` rest on `lower`, if both are known."""
        # An unknown end is a record that is not known as of the day.
        if lower in self.nodes and upper in self.nodes:
            edge = Edge(lower, upper, how)
            self.below.setdefault(upper, []).append(edge)
            self.above.setdefault(lower, []).append(edge)

    def find(self, text: str) -> list[Node]:
        """What is called so; else all that every one of the words finds, by itself or by one of its equal terms.

        Raises  EvidenceError with the nearest names if there is none
        """
        wanted = text.strip().lower()
        exact = self._without_echo([node for node in self.nodes.values() if wanted in _calls(node)])
        nodes = exact or self.holding(text)
        if not nodes:
            calls = dict.fromkeys(call for node in self.nodes.values() for call in _calls(node))
            expected = (
                "a parameter, mechanism, observable, input, policy, claim, source, origin or outlet, or words of it"
            )
            raise EvidenceError(Fault("name", shown(text), expected, nearest(wanted, calls)))
        return sorted(nodes, key=lambda node: ORDER.index(node.key.kind))

    def holding(self, text: str) -> list[Node]:
        """What words find: claims as in a list of claims, and all else by name and title. Without words, nothing."""
        nodes = {str(number): node for number, node in enumerate(self.nodes.values())}
        index = SearchIndex.empty()
        index.add(self._document(number, node) for number, node in nodes.items())
        words = read_words(text, index, dated=False)
        return [nodes[number] for number in index.matching(words.expression)] if words.words else []

    def _document(self, number: str, node: Node) -> Document:
        kind, name = node.key
        if kind == "claim" and name in self.claims:
            return self.claims[name]._replace(id=number)
        said = f"{kind} {name.replace('_', ' ').replace('.', ' ')} {node.title}"
        measured = [m.name for m in vocabulary().measures.values() if name in m.observables.values()]
        names = [f"{kind} {name}", *(f"measure {measure}" for measure in measured if kind == "observable")]
        return Document(number, said=said, names=tuple(names))

    def _without_echo(self, nodes: list[Node]) -> list[Node]:
        """Without the origins that are one source under another heading: where it is unknown, an article is one."""
        carried = {node.key: {edge.upper for edge in self.above.get(node.key, ())} for node in nodes}
        sources = [carried[key] for key in carried if key.kind == "source"]
        return [
            node
            for node in nodes
            if node.key.kind != "upstream" or not any(carried[node.key] <= claims for claims in sources)
        ]

    def support(self, key: Key) -> set[Key]:
        """The claims and events that a node cites itself."""
        return {edge.lower for edge in self.below.get(key, ()) if edge.lower.kind in RECORD}

    def impact(self, key: Key) -> Impact:
        """All that rests on a node."""
        direct = self._upward([key], self.above)
        joined = {
            node: [*self.above.get(node, ()), *(edge for edge in self.week if edge.lower == node)]
            for node in self.nodes
        }
        indirect = self._upward([key], joined) - direct
        hit = direct | {key}
        alone = frozenset(node for node in direct if self._rests_only_on(node, hit))
        return Impact(self._sorted(direct), alone, self._sorted(indirect))

    def _rests_only_on(self, key: Key, hit: set[Key]) -> bool:
        support = self.support(key)
        return bool(support) and support <= hit and "assumed" not in self.nodes[key].details

    def _upward(self, start: Iterable[Key], above: dict[Key, list[Edge]]) -> set[Key]:
        reached: set[Key] = set()
        left = list(start)
        while left:
            for edge in above.get(left.pop(), ()):
                if edge.upper not in reached:
                    reached.add(edge.upper)
                    left.append(edge.upper)
        return reached - set(start)

    def _sorted(self, keys: Iterable[Key]) -> list[Node]:
        return [self.nodes[key] for key in sorted(keys, key=lambda key: (ORDER.index(key.kind), key.name))]


def build_graph(
    ledger: Ledger, scenario: Scenario, mechanisms: Iterable[Mechanism], built: Names | None = None
) -> Graph:
    """The graph of a ledger, a scenario and the mechanisms of the week."""
    graph = Graph(claims={document.id: document for document in documents(ledger, ledger.claims.values())})
    mechanisms = tuple(mechanisms)
    _add_record(graph, ledger)
    _add_model(graph, ledger, scenario, mechanisms, built or installed())
    _join_record(graph, ledger)
    for name in scenario.own_series():
        # Before the claims that only point to the input.
        graph.join(Key("series", scenario.inputs[name].series), Key("input", name), "followed by it")
    _join_claims(graph, ledger)
    _join_scenario(graph, scenario)
    _join_week(graph, mechanisms)
    return graph


def branches(graph: Graph, key: Key, seen: set[Key] | None = None) -> dict[str, Any]:
    """What a node rests on, as nested plain data. What stands there already is named and not unfolded again."""
    seen = set() if seen is None else seen
    node = graph.nodes[key]
    branch: dict[str, Any] = {"kind": key.kind, "name": key.name, "title": node.title, **node.details}
    if key in seen:
        return branch | {"above": True}
    seen.add(key)
    rests_on = [branches(graph, lower, seen) | {"how": how} for lower, how in _grouped(graph.below.get(key, ()))]
    rests_on += [
        {"kind": edge.lower.kind, "name": edge.lower.name, "title": graph.nodes[edge.lower].title, "how": edge.how}
        for edge in graph.week
        if edge.upper == key
    ]
    return branch | ({"rests_on": rests_on} if rests_on else {})


def _grouped(edges: Iterable[Edge]) -> Iterator[tuple[Key, str]]:
    """Each lower end once, with all the ways in which it is tied."""
    ways: dict[Key, list[str]] = {}
    for edge in edges:
        ways.setdefault(edge.lower, []).append(edge.how)
    for key, hows in ways.items():
        yield key, "; ".join(dict.fromkeys(hows))


def _calls(node: Node) -> list[str]:
    """What people may call it: its name, an outlet's printed name, a parameter without its group."""
    name = node.key.name
    calls = [name, f"{node.key.kind} {name}"]
    calls += [node.title] if node.key.kind == "outlet" else []
    calls += [name.partition(".")[2]] if node.key.kind == "parameter" else []
    return [call.lower() for call in calls]


def _add_record(graph: Graph, ledger: Ledger) -> None:
    published = {ledger.sources[claim.source].id for claim in ledger.claims.values()}
    outlets = {ledger.sources[source].outlet for source in published}
    for outlet in ledger.outlets.values():
        if outlet.id in outlets:
            graph.add("outlet", outlet.id, outlet.name, grade=outlet.grade)
    for source in ledger.sources.values():
        if source.id in published:
            missing = "" if source.addresses else NO_ADDRESS
            graph.add("source", source.id, f"{source.credit}, {source.published}", headline=source.headline,
                      link=source.link, address=missing)  # fmt: skip
    for upstream, claims in ledger.upstreams.items():
        graph.add("upstream", upstream, f"origin of {len(claims)} claim" + ("s" if len(claims) > 1 else ""))
    for claim in ledger.claims.values():
        where = f"{outlet_of(ledger, claim)}, {ledger.sources[claim.source].published}"
        mark = claim.handling if claim.handling != "public" else ""
        graph.add(
            "claim", claim.id, claim.paraphrase, grade=ledger.grade(claim.id), source=where, role=claim.role,
            origin=claim.upstream, handling=mark,
        )  # fmt: skip
    for event in ledger.timeline.values():
        graph.add("event", event.id, event.measure, day=event.day.isoformat(), publisher=event.publisher)


def _add_model(
    graph: Graph, ledger: Ledger, scenario: Scenario, mechanisms: tuple[Mechanism, ...], built: Names
) -> None:  # fmt: skip
    for mechanism in mechanisms:
        unknown = [name for name in mechanism.sources if name not in ledger.claims and name not in ledger.timeline]
        graph.add("mechanism", mechanism.name, mechanism.title, claims=" ".join(mechanism.story.claims),
                 leaves_out=" ".join(mechanism.story.leaves_out), grounds="" if mechanism.sources else NO_SOURCES,
                 not_in_the_ledger=", ".join(unknown))  # fmt: skip
    graph.add("mechanism", FOUNDING, "how the first population is drawn")
    for name, parameter in scenario.parameters.items():
        prior = parameter.prior.words() if parameter.prior else "fixed"
        graph.add(
            "parameter", name, parameter.title, value=f"{parameter.says_default()} ({prior})",
            assumed=parameter.assumed, note=parameter.note,
        )  # fmt: skip
    for name, dated in scenario.inputs.items():
        graph.add("input", name, dated.title, meaning=dated.meaning, series=dated.series, assumed=dated.assumed,
                  note=dated.note)  # fmt: skip
    for name, own in scenario.own_series().items():
        said = own.provenance()
        title = f"a monthly series of the user's own, {said['from']} to {said['to']}, in USD million"
        graph.add(
            "series", scenario.inputs[name].series, title, read_from=said["source"], sha256=said["sha256"],
            source_sha256=said["source_sha256"], unit=f"{said['unit_of_source']} in the source",
            imported=said["imported"], missing=said["missing"], interpolated=said["interpolated"],
            taken=said["taken"], left_out=said["left_out"],
        )  # fmt: skip
    for policy in scenario.policies:
        graph.add("policy", policy.name, policy.title, assumed=policy.assumed)
    for observable in OBSERVABLES:
        graph.add("observable", observable.name, observable.sentence, unit=observable.unit)
    _add_planned(graph, ledger, built)


def _add_planned(graph: Graph, ledger: Ledger, built: Names) -> None:
    """What claims may point to or do, and nothing in the program is yet."""
    known: dict[str, Iterable[str]] = {
        **{kind: vocabulary().names(kind) for kind in NAMED},
        "parameter": [name for claim in ledger.claims.values() for name in claim.represented_by.parameter],
    }  # fmt: skip
    for kind, planned in known.items():
        for name in planned:
            if Key(kind, name) not in graph.nodes:
                missing = NEVER_BUILT if name in NUMBERLESS else NOT_BUILT
                graph.add(kind, name, missing if name not in built[kind] else "not in this scenario")


def _join_record(graph: Graph, ledger: Ledger) -> None:
    for source in ledger.sources.values():
        graph.join(Key("outlet", source.outlet), Key("source", source.id), "published by")
    for claim in ledger.claims.values():
        graph.join(Key("source", claim.source), Key("claim", claim.id), "said in")
        graph.join(Key("upstream", claim.upstream), Key("claim", claim.id), "goes back to")


def _join_claims(graph: Graph, ledger: Ledger) -> None:
    for claim in ledger.claims.values():
        for kind in KINDS:
            for name in getattr(claim.represented_by, kind):
                compared = kind == "observable" and name == claim.observable
                how = "compared with it" if compared else "points to it"
                graph.join(Key("claim", claim.id), Key(kind, name), how)


def _join_scenario(graph: Graph, scenario: Scenario) -> None:
    for name, parameter in scenario.parameters.items():
        _join_records(graph, parameter.records, Key("parameter", name))
        if not is_strength(name):
            graph.join(Key("parameter", name), Key("mechanism", name.partition(".")[0]), "uses it")
    for name, dated in scenario.inputs.items():
        _join_records(graph, dated.records, Key("input", name))
    for policy in scenario.policies:
        _join_records(graph, policy.records, Key("policy", policy.name))
        graph.join(Key("policy", policy.name), Key("input", policy.input), f"changed by it from {policy.steps[0][0]}")
        if policy.parameter:
            graph.join(Key("parameter", policy.parameter), Key("policy", policy.name), "how strong it is")


def _join_records(graph: Graph, records: Iterable[str], upper: Key) -> None:
    for name in records:
        for kind in RECORD:
            graph.join(Key(kind, name), upper, "cited by the scenario")


def _join_week(graph: Graph, mechanisms: tuple[Mechanism, ...]) -> None:
    for mechanism in mechanisms:
        upper = Key("mechanism", mechanism.name)
        for declared in mechanism.parameters.values():
            if declared.borrowed:
                graph.join(Key("parameter", declared.borrowed), upper, "borrows it")
        for name in mechanism.sources:
            for kind in RECORD:
                graph.join(Key(kind, name), upper, "cited by the mechanism")
        for column in mechanism.reads:
            graph.join(Key("input", column), upper, "read each week")
            for writer in mechanisms:
                if column in writer.writes and writer is not mechanism:
                    edge = Edge(Key("mechanism", writer.name), upper, f"reads what it writes: {column}")
                    graph.week.append(edge)
    for observable in BY_NAME.values():
        graph.join(Key("mechanism", observable.needs), Key("observable", observable.name), "needed to measure it")
