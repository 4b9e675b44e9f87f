"""What a scenario is checked against: parameters and inputs that the model asks for, and records of the ledger.

An input may not be a target. What the modelled state did to its own officials, and what they did, are outcomes: a
scenario that fed them in would be praised for giving them back. Such records are refused as a source of an input or a
policy. There is one exception: where alert has the form `dated`, a policy on `dated_flight` may rest on a flight that
the timeline dates, as context on which nothing is scored. A claim that is out of scope, because nothing in the model
represents it, is refused as a source of any number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from legation.base.faults import nearest, shown
from legation.evidence import vocabulary
from legation.evidence.records import as_toml_shows
from legation.kernel.units import UNITS, Declared, Within
from legation.scenario.layers import LayerEntry
from legation.scenario.offers import Offer, idle_ones
from legation.scenario.parameters import AnyParameter, ChoiceParameter
from legation.scenario.policies import is_strength

if TYPE_CHECKING:
    from legation.scenario.files import Layers

# Types of timeline rows, and roles of claims, that are outcomes.
OUTCOMES = frozenset(vocabulary.OUTCOMES) | {"fit", "check"}

# The one outcome that an input may rest on, that input, and the word that a parameter must be fixed at for it.
DATED_FLIGHT, DATED_INPUT, DATED_FORM = "defection_shock", "dated_flight", ("alert.form", "dated")

# Stands in place of the role of a claim that nothing in the model represents.
OUT_OF_SCOPE = "out of scope"


@dataclass(frozen=True)
class Known:
    """Names that are known. Where they are None they are not checked; for records the ledger's own are taken.

    parameters      name -> unit and limits of what the mechanisms ask for; missing and unknown ones are faults
    inputs          name -> limits of the inputs that they read, likewise
    switches        names of mechanisms
    records         id -> type of a timeline row, role of a claim, or `OUT_OF_SCOPE`
    offers          what is known of third parties' mechanisms, which need nothing unless they are switched on
    """

    parameters: Mapping[str, Declared] | None = None
    inputs: Mapping[str, Within] | None = None
    switches: Collection[str] | None = None
    records: Mapping[str, str] | None = None
    offers: Mapping[str, Offer] = field(default_factory=dict)

    def check(self, layers: Layers, parameters: Mapping[str, AnyParameter]) -> None:
        """Compare what a scenario names with what is known; `parameters` are those that are right by themselves."""
        switches = layers.switches
        idle = idle_ones(self.offers, switches.values)
        of_idle = frozenset[str]().union(*(self.offers[name].inputs for name in idle))
        needed = [name for name in self.parameters or () if name.partition(".")[0] not in idle]
        _compare("parameters", layers, self.parameters, needed)
        _compare("inputs", layers, self.inputs, [name for name in self.inputs or () if name not in of_idle])
        for name, declared in (self.parameters or {}).items():
            if name in layers.parameters:
                _compare_parameter(name, declared, layers, parameters)
        for name in switches.values:
            if self.switches is not None and name not in self.switches:
                expected = "a mechanism, one of " + ", ".join(self.switches)
                switches.refuse((name,), shown(name), expected, nearest(name, self.switches))
        records = ledger_records() if self.records is None else self.records
        _check_records(layers.parameters.values(), records, inputs=False)
        _check_records(layers.inputs.values(), records, inputs=True)
        for policy in layers.policies.values():
            allowed = {DATED_FLIGHT} if _dates_flights(policy, parameters) else frozenset[str]()
            _check_records([policy], records, inputs=True, allowed=allowed)

    def input_limits(self, name: str, unit: str) -> Within:
        """The values that an input may take after all policies."""
        bounds = UNITS[unit]
        low, high = (self.inputs or {}).get(name, (bounds.low, bounds.high))
        return Within(max(bounds.low, low), min(bounds.high, high))


def _compare_parameter(name: str, declared: Declared, layers: Layers, parameters: Mapping[str, AnyParameter]) -> None:
    """A parameter must be in the unit of the code, in a range that it can carry, and in no world below another one."""
    entry, parameter, below = layers.parameters[name], parameters.get(name), parameters.get(declared.not_below)
    unit, (low, high) = entry.values.get("unit"), declared.within
    if unit in list(UNITS) and unit != declared.unit:
        entry.refuse(("unit",), shown(unit), f'"{declared.unit}", in which the model counts it')
    elif isinstance(parameter, ChoiceParameter):
        if parameter.range != declared.words:
            expected = f"{as_toml_shows(list(declared.words))}, as the model counts them"
            entry.refuse(("range",), as_toml_shows(list(parameter.range)), expected)
    elif parameter:
        for end in parameter.range:
            if not low <= end <= high:
                expected = f"between {low:,g} and {high:,g}, which is what the model can carry"
                entry.refuse(("range",), f"{end:g}", expected)
        key, least = ("range", parameter.low) if parameter.prior else ("default", parameter.default)
        if below and (most := below.high if below.prior else below.default) > least:
            where = layers.parameters[declared.not_below].says_where()
            advice = f"{declared.not_below} may not lie above it in any world; {where} has that one."
            expected = f"at least {most:g}, the most that {declared.not_below} may be"
            entry.refuse((key,), f"{'from ' if parameter.prior else ''}{least:g}", expected, advice)


def _compare(section: str, layers: Layers, known: Collection[str] | None, needed: Iterable[str]) -> None:
    """Entries must be known, and those needed must be there."""
    entries: dict[str, LayerEntry] = getattr(layers, section)
    for name, entry in entries.items():
        if known is not None and name not in known and not is_strength(name):
            what = section.removesuffix("s")
            entry.refuse((), f"the {what} {name}", f"{what}s that the model reads", nearest(name, known))
    for name in needed:
        if name not in entries:
            expected = f"a table [{section}.{name}]; the model reads it"
            layers.refuse((section, *name.split(".")), "nothing", expected)


@lru_cache(maxsize=1)
def ledger_records() -> Mapping[str, str]:
    """Every id of the ledger: the type of a timeline row, the role of a claim, or `OUT_OF_SCOPE`."""
    from legation.evidence import ledger

    record = ledger.load_ledger()
    return {row.id: row.type for row in record.timeline.values()} | {
        claim.id: OUT_OF_SCOPE if claim.out_of_scope else claim.role for claim in record.claims.values()
    }


def _dates_flights(policy: LayerEntry, parameters: Mapping[str, AnyParameter]) -> bool:
    """Whether a policy may rest on a dated flight: in no world of the scenario do the model's flights count as well."""
    name, word = DATED_FORM
    form = parameters.get(name)
    fixed = isinstance(form, ChoiceParameter) and form.prior is None and form.usual == word
    return fixed and policy.values.get("input") == DATED_INPUT


def _check_records(
    entries: Iterable[LayerEntry],
    records: Mapping[str, str],
    *,
    inputs: bool,
    allowed: Collection[str] = frozenset(),
) -> None:
    """Refuse records that the ledger lacks or the model leaves out, and for inputs those of outcomes not allowed."""
    for entry in entries:
        names = entry.values.get("records")
        for position, name in enumerate(names if isinstance(names, list) else ()):
            if not isinstance(name, str):
                continue  # Reading the table says so.
            path = ("records", position)
            if name not in records:
                expected = "the id of a claim, public fact or timeline row of the ledger"
                entry.refuse(path, shown(name), expected, nearest(name, records))
            elif records[name] == OUT_OF_SCOPE:
                found = f"{shown(name)}, which is outside the scope of the model, so no number can rest on it"
                advice = f"`legation evidence show {name}` gives the reason."
                entry.refuse(path, found, "a record that something in the model represents", advice)
            elif inputs and records[name] in OUTCOMES and records[name] not in allowed:
                found = f"{shown(name)}, which is an outcome ({records[name]}), not an input"
                advice = "Outcomes are compared with the model's results; an input may not be a target."
                entry.refuse(path, found, "a record of what came from outside", advice)
