"""What a scenario is checked against: parameters and inputs that the model asks for, and records of the ledger.

An input may not be a target. What the modelled state did to its own officials, and what they did, are outcomes: a
scenario that fed them in would be praised for giving them back. Such records are refused as a source of an input or a
policy. A claim that is out of scope, because nothing in the model represents it, is refused as a source of any number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from legation.base.faults import nearest, shown
from legation.base.toml import TomlFile
from legation.evidence import vocabulary
from legation.kernel.units import UNITS, Declared, Within
from legation.scenario.inputs import Input
from legation.scenario.layers import LayerEntry
from legation.scenario.parameters import AnyParameter, ChoiceParameter

if TYPE_CHECKING:
    from legation.scenario.files import Reading

# Types of timeline rows, and roles of claims, that are outcomes.
OUTCOMES = frozenset(vocabulary.OUTCOMES) | {"fit", "check"}

# Stands in place of the role of a claim that nothing in the model represents.
OUT_OF_SCOPE = "out of scope"


@dataclass(frozen=True)
class Known:
    """Names that are known. Where they are None they are not checked; for records the ledger's own are taken.

    parameters      name -> unit and limits of what the mechanisms ask for; missing and unknown ones are faults
    inputs          name -> limits of the inputs that they read, likewise
    switches        names of mechanisms
    records         id -> type of a timeline row, role of a claim, or `OUT_OF_SCOPE`
    off_by_default  mechanisms that need no parameters unless they are switched on
    """

    parameters: Mapping[str, Declared] | None = None
    inputs: Mapping[str, Within] | None = None
    switches: Collection[str] | None = None
    records: Mapping[str, str] | None = None
    off_by_default: Collection[str] = ()

    def check(self, document: TomlFile, reading: Reading, parameters: Mapping[str, AnyParameter | None]) -> None:
        """Compare what a scenario names with what is known; `parameters` are None where they are wrong themselves."""
        if self.parameters is not None:
            idle = {name for name in self.off_by_default if not reading.switches.get(name)}
            needed = [name for name in self.parameters if name.partition(".")[0] not in idle]
            _compare(document, "parameters", reading.parameters, self.parameters, needed, reading)
            for name, parameter in parameters.items():
                if name in self.parameters:
                    _compare_values(reading.parameters[name], parameter, self.parameters[name])
                    _compare_order(reading, parameters, name, self.parameters[name].not_below)
        if self.inputs is not None:
            _compare(document, "inputs", reading.inputs, self.inputs, self.inputs, reading)
        for name in reading.switches if self.switches is not None else ():
            if name not in (self.switches or ()):
                expected = "a mechanism, one of " + ", ".join(self.switches or ())
                fault = document.fault(("switches", name), shown(name), expected, nearest(name, self.switches or ()))
                reading.faults.append(fault)

    def input_limits(self, input_: Input) -> Within:
        """The values that an input may take after all policies."""
        unit = UNITS[input_.unit]
        if self.inputs is None or input_.name not in self.inputs:
            return Within(unit.low, unit.high)
        low, high = self.inputs[input_.name]
        return Within(max(unit.low, low), min(unit.high, high))


def _compare_values(entry: LayerEntry, parameter: AnyParameter | None, declared: Declared) -> None:
    """A parameter must be in the unit of the code, and in a range that the code can carry."""
    unit = entry.values.get("unit", declared.unit)
    if unit in UNITS and unit != declared.unit:
        entry.refuse(("unit",), shown(unit), f'"{declared.unit}", in which the model counts it')
    elif isinstance(parameter, ChoiceParameter):
        if parameter.range != declared.words:
            expected = f"{list(declared.words)}, as the model counts them".replace("'", '"')
            entry.refuse(("range",), shown(list(parameter.range)), expected)
    elif parameter:
        for end in parameter.range:
            if UNITS[unit].low <= end <= UNITS[unit].high and not declared.within.low <= end <= declared.within.high:
                low, high = declared.within
                expected = f"between {low:,g} and {high:,g}, which is what the model can carry"
                entry.refuse(("range",), f"{end:g}", expected)


def _compare_order(reading: Reading, parameters: Mapping[str, AnyParameter | None], upper: str, lower: str) -> None:
    """Whatever worlds draw, a parameter must not fall below the one that the model says it may not fall below."""
    above, below = parameters[upper], parameters.get(lower)
    if above and below and _ends(below)[1] > _ends(above)[0]:
        entry = reading.parameters[upper]
        key, phrase = ("range", "from {:g}") if above.prior else ("default", "{:g}")
        advice = f"{lower} may not lie above it in any world; {reading.parameters[lower].says_where()} has that one."
        expected = f"at least {_ends(below)[1]:g}, the most that {lower} may be"
        entry.refuse((key,), phrase.format(_ends(above)[0]), expected, advice)


def _ends(parameter: AnyParameter) -> tuple[float, float]:
    """The least and the most that a world may have."""
    fixed = parameter.prior is None
    return (parameter.default, parameter.default) if fixed else (parameter.low, parameter.high)


def _compare(
    document: TomlFile,
    section: str,
    entries: Mapping[str, LayerEntry],
    known: Collection[str],
    needed: Collection[str],
    reading: Reading,
) -> None:
    for name, entry in entries.items():
        if name not in known:
            what = section.removesuffix("s")
            entry.refuse((), f"the {what} {name}", f"{what}s that the model reads", nearest(name, known))
    for name in needed:
        if name not in entries:
            path = (section, *name.split("."))
            reading.faults.append(document.fault(path, "nothing", f"a table [{section}.{name}]; the model reads it"))


@lru_cache(maxsize=1)
def ledger_records() -> Mapping[str, str]:
    """Every id of the ledger: the type of a timeline row, the role of a claim, or `OUT_OF_SCOPE`."""
    from legation.evidence import ledger

    record = ledger.load_ledger()
    return {row.id: row.type for row in record.timeline.values()} | {
        claim.id: OUT_OF_SCOPE if claim.out_of_scope else claim.role for claim in record.claims.values()
    }


def check_records(entries: Iterable[LayerEntry], records: Mapping[str, str], *, inputs: bool) -> None:
    """Refuse records that the ledger lacks or the model leaves out, and for inputs those of outcomes."""
    for entry in entries:
        names = entry.values.get("records")
        for position, name in enumerate(names if isinstance(names, list) else ()):
            if not isinstance(name, str):
                continue  # The table's own reading says so.
            path = ("records", position)
            if name not in records:
                expected = "the id of a claim, public fact or timeline row of the ledger"
                entry.refuse(path, shown(name), expected, nearest(name, records))
            elif records[name] == OUT_OF_SCOPE:
                found = f"{shown(name)}, which is outside the scope of the model, so no number can rest on it"
                advice = f"`legation evidence show {name}` gives the reason."
                entry.refuse(path, found, "a record that something in the model represents", advice)
            elif inputs and records[name] in OUTCOMES:
                found = f"{shown(name)}, which is an outcome ({records[name]}), not an input"
                advice = "Outcomes are compared with the model's results; an input may not be a target."
                entry.refuse(path, found, "a record of what came from outside", advice)
