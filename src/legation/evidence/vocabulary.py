"""The vocabulary: the names that a claim may point to, read from `records/vocabulary.toml`.

It stands below the stages that implement the names, so that the record can be checked without a model. A test holds it
to the model: every mechanism, observable and input that is built is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from legation.base.faults import EvidenceError, Faults, Path_, nearest, shown
from legation.base.ids import is_name
from legation.base.shipped_tables import read_shipped
from legation.base.toml import TomlFile
from legation.evidence.csv_tables import RECORDS

FORMAT = 1
TERM_KINDS = ("mechanism", "owner", "observable", "input")
# A claim points to names of these kinds, and to parameters by their owner.
NAMED = ("observable", "mechanism", "input")
FIELDS = ("topic", "sentence", "built", "retells", "resolution")
# The finest resolutions in which an observable stands alone, where it may not do so by any place and time.
COARSE = ("year and region", "year")
# Measures that are never given a number, however they are asked for.
NUMBERLESS = ("deaths_by_suicide", "executions")
MEASURE_FIELDS = ("called", "topic", "sentence", "nature", "unit", "persons", "observable")

# How a number of a measure may be compared with another; `propositions` explains each.
RATE, SIZE, SHARE, STOCK, FLOW, PRACTICE = "rate", "size", "share", "stock", "flow", "practice"
NATURES = (RATE, SIZE, SHARE, STOCK, FLOW, PRACTICE)
SPANS = ("day", "week", "month", "quarter", "year", "period", "any_time", "occasion")
# The kinds of persons that a claim may speak of.
WHOSE = ("officials", "managers_and_minders", "workers", "residents_who_cross", "everybody")

# Rows of the timeline of these types are what the modelled state and its people did: outcomes, never inputs.
OUTCOMES = (
    "dprk_control",
    "dprk_recall",
    "dprk_quota",
    "dprk_rotation",
    "defection_shock",
    "unrest",
    "repatriation",
    "trade_low",
)


class Term(NamedTuple):
    """One name of the vocabulary.

    topic     the heading under which it is found
    sentence  what it is; of an observable that is built, what the program says of it
    built     whether the program has it; a claim may point to a name that waits
    retells   names, each with its kind, that say the same: a claim points to these instead
    resolution
              of an observable, the finest in which it stands alone: one of `COARSE`; empty where any place and time do
    """

    topic: str
    sentence: str
    built: bool = True
    retells: tuple[str, ...] = ()
    resolution: str = ""


@dataclass(frozen=True)
class Measure:
    """Something that claims state of the world, whether or not the model has it.

    topic        the heading under which it is found
    sentence     what a claim about it says
    nature       how its numbers may be compared: one of `NATURES`
    unit         USD, persons, percent, or what is counted; empty for a practice
    of_persons   whether a claim about it says whose it is
    observables  kind of persons -> the observable that measures it in the model; with a span, as in "officials week",
                 where numbers of that span have one of their own
    called       what readers see in place of the name; empty where the name itself is plain
    """

    name: str
    topic: str
    sentence: str
    nature: str
    unit: str = ""
    of_persons: bool = True
    observables: Mapping[str, str] = field(default_factory=dict)
    called: str = ""

    @property
    def reader_name(self) -> str:
        """What readers see in place of the name, a noun or more: `cost of a visit home`."""
        return self.called or self.name.replace("_", " ")

    def observable_of(self, whose: str, span: str = "") -> str:
        """The observable that measures it, of these persons and over this span; empty if none does."""
        return self.observables.get(f"{whose} {span}", self.observables.get(whose, ""))

    @property
    def counts(self) -> bool:
        """Whether its numbers are counts, so that those of a part are never more than those of the whole."""
        return self.nature in (STOCK, FLOW)


@dataclass(frozen=True)
class Vocabulary:
    """All names, by kind, in the order in which they are shown.

    An owner is what parameters belong to, other than a mechanism: the first population, and the record.
    """

    topics: tuple[str, ...]
    terms: Mapping[str, Mapping[str, Term]]
    measures: Mapping[str, Measure] = field(default_factory=dict)

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of a kind that a claim may point to."""
        return tuple(name for name, term in self.terms[kind].items() if not term.retells)

    @property
    def owners(self) -> tuple[str, ...]:
        """What parameters belong to: the mechanisms, and what is an owner only."""
        return *self.terms["mechanism"], *self.terms["owner"]

    def is_name(self, kind: str, name: str) -> bool:
        """Whether a claim may point to a name of this kind: one of ours, or a mechanism that a package registers."""
        # The packages are asked last, because to look through them takes longer than to read the vocabulary.
        return name in self.names(kind) or (kind == "mechanism" and name not in self.terms[kind] and _is_theirs(name))

    def is_parameter(self, name: str) -> bool:
        """Whether a name has the form `mechanism.parameter`. That the parameter exists is checked by the scenario."""
        owner, _, own = name.partition(".")
        return is_name(own) and (owner in self.owners or _is_theirs(owner))

    def topic_of(self, kind: str, name: str) -> str:
        """The topic of a mechanism, observable or input, or of a parameter by its owner. Raises KeyError for others.

        The vocabulary gives the mechanism of another package no topic, so its topic is `OTHER_TOPIC`.
        """
        from legation.evidence.queries import OTHER_TOPIC  # which asks this module

        owner = name.partition(".")[0]
        kinds = ("mechanism", "owner") if kind == "parameter" else (kind,)
        for terms in (self.terms[each] for each in kinds):
            if owner in terms:
                return terms[owner].topic
        if kinds[0] == "mechanism" and _is_theirs(owner):
            return OTHER_TOPIC
        raise KeyError(name)

    def advice(self, name: str, kinds: Iterable[str]) -> str:
        """What to write in place of a name that no claim may point to; empty if nothing is near."""
        for kind in kinds:
            term = self.terms[kind].get(name)
            if term and term.retells:
                return f"It retells {' and '.join(term.retells)}. Point to what it retells."
        return nearest(name, dict.fromkeys(known for kind in kinds for known in self.names(kind)))


def _is_theirs(name: str) -> bool:
    """Whether an installed package registers a mechanism of this name."""
    from legation.base.registered import registered_mechanisms

    return any(point.name == name for point in registered_mechanisms())


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of the shipped record."""
    return read_vocabulary(read_shipped(RECORDS / "vocabulary.toml"))


def read_vocabulary(file: TomlFile) -> Vocabulary:
    """The vocabulary in a file.

    Raises  EvidenceError with every fault of it.
    """
    faults = Faults()
    for key in file.data:
        if key not in (known := ("format", "topics", *TERM_KINDS, "measure")):
            expected = "one of " + ", ".join(known)
            faults.append(file.fault((key,), "an unknown name", expected, nearest(key, known)))
    written = file.data.get("format")
    if written != FORMAT or isinstance(written, bool):  # To Python, true is 1.
        faults.append(file.fault(("format",), "nothing" if written is None else shown(written), f"{FORMAT}"))
    topics: Any = file.data.get("topics")
    if not _is_texts(topics):
        faults.append(file.fault(("topics",), "nothing" if topics is None else shown(topics), "a list of texts"))
        topics = []
    terms: dict[str, dict[str, Term]] = {}
    for kind in TERM_KINDS:
        tables = file.data.get(kind, {})
        if not isinstance(tables, dict):
            faults.append(file.fault((kind,), shown(tables), f"tables such as [{kind}.name]"))
            tables = {}
        terms[kind] = {name: _read_term(table, topics, file, (kind, name), faults) for name, table in tables.items()}
    for kind, of_kind in terms.items():
        for name, term in of_kind.items():
            for retold in term.retells:
                if retold.partition(" ")[2] not in terms.get(retold.partition(" ")[0], {}):
                    expected = 'a name of this file after its kind, such as "input imports"'
                    faults.append(file.fault((kind, name, "retells"), shown(retold), expected))
    measures = _read_measures(file, topics, terms.get("observable", {}), faults)
    faults.refuse(EvidenceError)
    return Vocabulary(tuple(topics), terms, measures)


def _read_measures(
    file: TomlFile, topics: list[str], observables: Mapping[str, Term], faults: Faults
) -> dict[str, Measure]:
    """The measures by name. What is wrong with one goes to `faults`, and the measure is then left out."""
    tables = file.data.get("measure", {})
    if not isinstance(tables, dict):
        faults.append(file.fault(("measure",), shown(tables), "tables such as [measure.name]"))
        return {}
    measures = {}
    for name, table in tables.items():
        before = len(faults)
        _check_measure(name, table, topics, observables, file, faults)
        if len(faults) == before:
            measures[name] = Measure(
                name, table["topic"], table["sentence"], table["nature"], table.get("unit", ""),
                table.get("persons", True), table.get("observable", {}), table.get("called", ""),
            )  # fmt: skip
    return measures


def _check_measure(
    name: str, table: Any, topics: list[str], observables: Mapping[str, Term], file: TomlFile, faults: Faults
) -> None:
    path = ("measure", name)
    if not is_name(name):
        faults.append(file.fault(path, shown(name), "a name of lower-case letters, digits and underscores"))
    if not isinstance(table, dict):
        faults.append(file.fault(path, shown(table), "a table with topic, sentence and nature"))
        return
    for key in table:
        if key not in MEASURE_FIELDS:
            expected = "one of " + ", ".join(MEASURE_FIELDS)
            faults.append(file.fault((*path, key), "an unknown field", expected, nearest(key, MEASURE_FIELDS)))

    def check(key: str, right: bool, expected: str) -> None:
        if not right:
            faults.append(file.fault((*path, key), "nothing" if key not in table else shown(table[key]), expected))

    sentence, nature, unit = table.get("sentence"), table.get("nature"), table.get("unit", "")
    check("called", isinstance(table.get("called", ""), str), "words for readers, without a full stop")
    check("topic", table.get("topic") in topics, "one of " + ", ".join(topics))
    check("sentence", isinstance(sentence, str) and sentence.endswith("."), "a sentence with its full stop")
    check("nature", nature in NATURES, "one of " + ", ".join(NATURES))
    if nature == PRACTICE:
        check("unit", not unit, "no unit, as a practice has no number")
    elif nature in NATURES:
        check("unit", isinstance(unit, str) and bool(unit), "what its numbers count")
        if nature == SHARE:
            check("unit", unit == "percent", '"percent", as the nature is share')
    check("persons", isinstance(table.get("persons", True), bool), "true or false")
    pointed = table.get("observable", {})
    check("observable", isinstance(pointed, dict), "a table: kind of persons = observable")
    if isinstance(pointed, dict):
        for whose, observable in pointed.items():
            persons, _, span = whose.partition(" ")
            kinds = WHOSE if table.get("persons", True) else (*WHOSE, "")  # of money, say, nobody says whose it is
            if persons not in kinds or span not in ("", *SPANS) or observable not in observables:
                expected = "a kind of persons, or that and a span, with the name of an observable"
                faults.append(file.fault((*path, "observable", whose), shown(observable), expected))


def _read_term(table: Any, topics: list[str], file: TomlFile, path: Path_, faults: Faults) -> Term:
    """One term. What is wrong with it goes to `faults`, and the term then holds nothing in that field."""
    name = str(path[-1])
    if not is_name(name):
        faults.append(file.fault(path, shown(name), "a name of lower-case letters, digits and underscores"))
    if not isinstance(table, dict):
        faults.append(file.fault(path, shown(table), f"a table with {' and '.join(FIELDS[:2])}"))
        return Term("", "")
    for key in table:
        if key not in FIELDS:
            faults.append(
                file.fault((*path, key), "an unknown field", "one of " + ", ".join(FIELDS), nearest(key, FIELDS))
            )

    def checked(key: str, default: Any, right: bool, expected: str) -> Any:
        if not right:
            faults.append(file.fault((*path, key), "nothing" if key not in table else shown(table[key]), expected))
        return table[key] if right and key in table else default

    topic, sentence = table.get("topic"), table.get("sentence")
    retells = table.get("retells", [])
    return Term(
        checked("topic", "", topic in topics, "one of " + ", ".join(topics)),
        checked("sentence", "", isinstance(sentence, str) and sentence.endswith("."), "a sentence with its full stop"),
        checked("built", True, isinstance(table.get("built", True), bool), "true or false"),
        tuple(checked("retells", (), _is_texts(retells), "a list of names, each after its kind")),
        checked("resolution", "", table.get("resolution", COARSE[0]) in COARSE, "one of " + ", ".join(COARSE)),
    )


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
