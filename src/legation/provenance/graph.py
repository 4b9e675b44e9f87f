"""The web between the record and the model: what rests on what, followed both ways.

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
from legation.evidence import vocabulary as names
from legation.evidence.ledger import Ledger
from legation.evidence.queries import KINDS, outlet_of
from legation.mechanisms.form import Mechanism
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.provenance.gaps import Names, installed
from legation.scenario import Scenario

RECORD = ("claim", "event")
# The order in which kinds are listed.
ORDER = ("observable", "mechanism", "parameter", "input", "policy", "claim", "event", "source", "upstream", "outlet")
FOUNDING = "founding"
NOT_BUILT = "named by the record, not built yet"


class Key(NamedTuple):
    """What a thing is called: a mechanism and an observable may share a name."""

    kind: str
    name: str


class Node(NamedTuple):
    """One knot of the web.

    title    what it is, in a line
    details  heading -> text: what else a reader needs
    """

    key: Key
    title: str
    details: dict[str, str]


class Edge(NamedTuple):
    """One thread: `upper` rests on `lower`, and how."""

    lower: Key
    upper: Key
    how: str


@dataclass(frozen=True)
class Impact:
    """What hangs on some part of the record.

    things    all that rest on it, by way of any threads but the week's
    alone     those of them for which the scenario or mechanism cites nothing else and assumes nothing
    indirect  mechanisms and observables reached only because one mechanism reads what another writes
    """

    things: list[Node]
    alone: frozenset[Key]
    indirect: list[Node]


@dataclass
class Graph:
    """All knots and threads. Threads between mechanisms, through columns, are kept apart: they join nearly all."""

    things: dict[Key, Node] = field(default_factory=dict)
    below: dict[Key, list[Edge]] = field(default_factory=dict)
    above: dict[Key, list[Edge]] = field(default_factory=dict)
    week: list[Edge] = field(default_factory=list)

    def add(self, kind: str, name: str, title: str, **details: str) -> None:
        """Put in a thing; details without text are left out."""
        given = {heading: text for heading, text in details.items() if text}
        self.things[Key(kind, name)] = Node(Key(kind, name), title, given)

    def tie(self, lower: Key, upper: Key, how: str) -> None:
        """Let `upper` rest on `lower`, if both are known."""
        # An unknown end is a record that is not known as of the day.
        if lower in self.things and upper in self.things:
            tie = Edge(lower, upper, how)
            self.below.setdefault(upper, []).append(tie)
            self.above.setdefault(lower, []).append(tie)

    def find(self, text: str) -> list[Node]:
        """What is called so; else all whose name or title holds every one of the words.

        Raises  EvidenceError with the nearest names if there is none
        """
        wanted = text.strip().lower()
        exact = self._without_echo([thing for thing in self.things.values() if wanted in _calls(thing)])
        words = wanted.split()
        found = exact or [thing for thing in self.things.values() if all(word in _text(thing) for word in words)]
        if not found or not words:
            calls = dict.fromkeys(call for thing in self.things.values() for call in _calls(thing))
            expected = (
                "a parameter, mechanism, observable, input, policy, claim, source, origin or outlet, or words of it"
            )
            raise EvidenceError(Fault("name", shown(text), expected, nearest(wanted, calls)))
        return sorted(found, key=lambda thing: ORDER.index(thing.key.kind))

    def _without_echo(self, found: list[Node]) -> list[Node]:
        """Without the origins that are one source under another heading: where it is unknown, an article is one."""
        carried = {thing.key: {tie.upper for tie in self.above.get(thing.key, ())} for thing in found}
        sources = [carried[key] for key in carried if key.kind == "source"]
        return [
            thing
            for thing in found
            if thing.key.kind != "upstream" or not any(carried[thing.key] <= claims for claims in sources)
        ]

    def support(self, key: Key) -> set[Key]:
        """The claims and events that a thing cites itself."""
        return {tie.lower for tie in self.below.get(key, ()) if tie.lower.kind in RECORD}

    def impact(self, key: Key) -> Impact:
        """All that hangs on a thing."""
        direct = self._upward([key], self.above)
        joined = {
            one: [*self.above.get(one, ()), *(tie for tie in self.week if tie.lower == one)] for one in self.things
        }
        indirect = self._upward([key], joined) - direct
        hit = direct | {key}
        alone = frozenset(one for one in direct if self._rests_only_on(one, hit))
        return Impact(self._sorted(direct), alone, self._sorted(indirect))

    def _rests_only_on(self, key: Key, hit: set[Key]) -> bool:
        support = self.support(key)
        return bool(support) and support <= hit and "assumed" not in self.things[key].details

    def _upward(self, start: Iterable[Key], above: dict[Key, list[Edge]]) -> set[Key]:
        found: set[Key] = set()
        left = list(start)
        while left:
            for tie in above.get(left.pop(), ()):
                if tie.upper not in found:
                    found.add(tie.upper)
                    left.append(tie.upper)
        return found - set(start)

    def _sorted(self, keys: Iterable[Key]) -> list[Node]:
        return [self.things[key] for key in sorted(keys, key=lambda key: (ORDER.index(key.kind), key.name))]


def build_graph(
    ledger: Ledger, scenario: Scenario, mechanisms: Iterable[Mechanism], built: Names | None = None
) -> Graph:
    """The web of a ledger, a scenario and the mechanisms of the week."""
    web = Graph()
    mechanisms = tuple(mechanisms)
    _add_record(web, ledger)
    _add_model(web, ledger, scenario, mechanisms, built or installed())
    _tie_record(web, ledger)
    _tie_claims(web, ledger)
    _tie_scenario(web, scenario)
    _tie_week(web, mechanisms)
    return web


def branches(web: Graph, key: Key, seen: set[Key] | None = None) -> dict[str, Any]:
    """What a thing rests on, as nested plain data. What stands there already is named and not unfolded again."""
    seen = set() if seen is None else seen
    thing = web.things[key]
    found: dict[str, Any] = {"kind": key.kind, "name": key.name, "title": thing.title, **thing.details}
    if key in seen:
        return found | {"above": True}
    seen.add(key)
    rests_on = [branches(web, lower, seen) | {"how": how} for lower, how in _grouped(web.below.get(key, ()))]
    rests_on += [
        {"kind": tie.lower.kind, "name": tie.lower.name, "title": web.things[tie.lower].title, "how": tie.how}
        for tie in web.week
        if tie.upper == key
    ]
    return found | ({"rests_on": rests_on} if rests_on else {})


def _grouped(ties: Iterable[Edge]) -> Iterator[tuple[Key, str]]:
    """Each lower end once, with all the ways in which it is tied."""
    ways: dict[Key, list[str]] = {}
    for tie in ties:
        ways.setdefault(tie.lower, []).append(tie.how)
    for key, hows in ways.items():
        yield key, "; ".join(dict.fromkeys(hows))


def _calls(thing: Node) -> list[str]:
    """What people may call it: its name, an outlet's printed name, a parameter without its group."""
    name = thing.key.name
    calls = [name, f"{thing.key.kind} {name}"]
    calls += [thing.title] if thing.key.kind == "outlet" else []
    calls += [name.partition(".")[2]] if thing.key.kind == "parameter" else []
    return [call.lower() for call in calls]


def _text(thing: Node) -> str:
    return f"{thing.key.kind} {thing.key.name} {thing.title}".lower()


def _add_record(web: Graph, ledger: Ledger) -> None:
    published = {ledger.sources[claim.source].id for claim in ledger.claims.values()}
    outlets = {ledger.sources[source].outlet for source in published}
    for outlet in ledger.outlets.values():
        if outlet.id in outlets:
            web.add("outlet", outlet.id, outlet.name, grade=outlet.grade)
    for source in ledger.sources.values():
        if source.id in published:
            web.add("source", source.id, f"{source.publisher}, {source.published}", link=source.link)
    for upstream, claims in ledger.upstreams.items():
        web.add("upstream", upstream, f"origin of {len(claims)} claim" + ("s" if len(claims) > 1 else ""))
    for claim in ledger.claims.values():
        where = f"{outlet_of(ledger, claim)}, {ledger.sources[claim.source].published}"
        mark = claim.handling if claim.handling != "public" else ""
        web.add(
            "claim", claim.id, claim.paraphrase, grade=ledger.grade(claim.id), source=where, role=claim.role,
            origin=claim.upstream, handling=mark,
        )  # fmt: skip
    for event in ledger.timeline.values():
        web.add("event", event.id, event.measure, day=event.day.isoformat(), publisher=event.publisher)


def _add_model(
    web: Graph, ledger: Ledger, scenario: Scenario, mechanisms: tuple[Mechanism, ...], built: Names
) -> None:  # fmt: skip
    for mechanism in mechanisms:
        web.add("mechanism", mechanism.name, mechanism.title, claims=mechanism.part("Claim"),
                 leaves_out=mechanism.part("Leaves out"))  # fmt: skip
    web.add("mechanism", FOUNDING, "how the first population is drawn")
    for parameter in scenario.parameters.values():
        prior = parameter.prior.words() if parameter.prior else "fixed"
        web.add(
            "parameter", parameter.name, parameter.title, value=f"{parameter.says_default()} ({prior})",
            assumed=parameter.assumed, note=parameter.note,
        )  # fmt: skip
    for one in scenario.inputs.values():
        web.add("input", one.name, one.title, meaning=one.meaning, series=one.series, assumed=one.assumed,
                 note=one.note)  # fmt: skip
    for policy in scenario.policies:
        web.add("policy", policy.name, policy.title, assumed=policy.assumed)
    for observable in OBSERVABLES:
        web.add("observable", observable.name, observable.sentence, unit=observable.unit)
    _add_planned(web, ledger, built)


def _add_planned(web: Graph, ledger: Ledger, built: Names) -> None:
    """What claims may point to or do, and nothing in the program is yet."""
    known: dict[str, Iterable[str]] = {
        "mechanism": names.MECHANISMS, "observable": names.OBSERVABLES, "input": names.INPUTS,
        "parameter": [name for claim in ledger.claims.values() for name in claim.represented_by.parameter],
    }  # fmt: skip
    for kind, planned in known.items():
        for name in planned:
            if Key(kind, name) not in web.things:
                web.add(kind, name, NOT_BUILT if name not in built[kind] else "not in this scenario")


def _tie_record(web: Graph, ledger: Ledger) -> None:
    for source in ledger.sources.values():
        web.tie(Key("outlet", source.outlet), Key("source", source.id), "published by")
    for claim in ledger.claims.values():
        web.tie(Key("source", claim.source), Key("claim", claim.id), "said in")
        web.tie(Key("upstream", claim.upstream), Key("claim", claim.id), "goes back to")


def _tie_claims(web: Graph, ledger: Ledger) -> None:
    for claim in ledger.claims.values():
        for kind in KINDS:
            for name in getattr(claim.represented_by, kind):
                compared = kind == "observable" and name == claim.observable
                how = "compared with it" if compared else "points to it"
                web.tie(Key("claim", claim.id), Key(kind, name), how)


def _tie_scenario(web: Graph, scenario: Scenario) -> None:
    for parameter in scenario.parameters.values():
        _tie_records(web, parameter.records, Key("parameter", parameter.name))
        owner = Key("mechanism", parameter.name.partition(".")[0])
        web.tie(Key("parameter", parameter.name), owner, "uses it")
    for one in scenario.inputs.values():
        _tie_records(web, one.records, Key("input", one.name))
    for policy in scenario.policies:
        _tie_records(web, policy.records, Key("policy", policy.name))
        web.tie(Key("policy", policy.name), Key("input", policy.input), f"changed by it from {policy.steps[0][0]}")


def _tie_records(web: Graph, records: Iterable[str], upper: Key) -> None:
    for name in records:
        for kind in RECORD:
            web.tie(Key(kind, name), upper, "cited by the scenario")


def _tie_week(web: Graph, mechanisms: tuple[Mechanism, ...]) -> None:
    for mechanism in mechanisms:
        upper = Key("mechanism", mechanism.name)
        for told in mechanism.parameters.values():
            if told.borrowed:
                web.tie(Key("parameter", told.borrowed), upper, "borrows it")
        for name in mechanism.sources:
            for kind in RECORD:
                web.tie(Key(kind, name), upper, "cited by the mechanism")
        for column in mechanism.reads:
            web.tie(Key("input", column), upper, "read each week")
            for other in mechanisms:
                if column in other.writes and other is not mechanism:
                    tie = Edge(Key("mechanism", other.name), upper, f"reads what it writes: {column}")
                    web.week.append(tie)
    for observable in BY_NAME.values():
        web.tie(Key("mechanism", observable.needs), Key("observable", observable.name), "needed to measure it")
