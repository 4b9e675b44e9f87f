"""What a scenario is checked against: parameters and inputs that the model asks for, and records of the ledger.

An input may not be a target. What the modelled state did to its own officials, and what they did, are outcomes: a
scenario that fed them in would be praised for giving them back. Such records are refused as a source of an input or a
policy. A claim that is out of scope, because nothing in the model stands for it, is refused as a source of any number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from legation.base.faults import nearest, shown
from legation.base.toml import TomlFile
from legation.evidence import vocabulary
from legation.kernel.units import UNITS, Declared, Within
from legation.scenario.inputs import Input

if TYPE_CHECKING:
    from legation.scenario.files import Reading
    from legation.scenario.layers import Entry

# Types of timeline rows, and roles of claims, that are outcomes.
OUTCOMES = frozenset(vocabulary.OUTCOMES) | {"fit", "check"}

# Stands in place of the role of a claim that nothing in the model stands for.
OUT_OF_SCOPE = "out of scope"


@dataclass(frozen=True)
class Known:
    """Names that are known; None where nobody told, and then they are not checked.

    parameters      name -> unit, and the values that the code can carry
    inputs          name -> the values that the code can carry
    records         id -> type of a timeline row, role of a claim, or `OUT_OF_SCOPE`
    off_by_default  mechanisms that need no parameters unless they are switched on
    """

    parameters: Mapping[str, Declared] | None
    inputs: Mapping[str, Within] | None
    switches: Collection[str] | None
    records: Mapping[str, str]
    off_by_default: Collection[str] = ()

    @classmethod
    def given(
        cls,
        parameters: Mapping[str, Declared] | None,
        inputs: Mapping[str, Within] | None,
        switches: Collection[str] | None,
        records: Mapping[str, str] | None,
        off_by_default: Collection[str],
    ) -> Known:
        """The names that the caller knows, and the ledger's records unless the caller has a table of them."""
        return cls(parameters, inputs, switches, ledger_records() if records is None else records, off_by_default)

    def check(self, document: TomlFile, reading: Reading) -> None:
        """Compare what a scenario names with what is known."""
        if self.parameters is not None:
            idle = {name for name in self.off_by_default if not reading.switches.get(name)}
            needed = [name for name in self.parameters if name.partition(".")[0] not in idle]
            _compare(document, "parameters", reading.parameters, self.parameters, needed, reading)
            for name, entry in reading.parameters.items():
                if name in self.parameters:
                    _compare_values(entry, self.parameters[name])
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
        told = self.inputs[input_.name]
        return Within(max(unit.low, told.low), min(unit.high, told.high))


def _compare_values(entry: Entry, told: Declared) -> None:
    """A parameter must be in the unit of the code, and in a range that the code can carry."""
    if entry.get("unit", told.unit) != told.unit:
        entry.fault(("unit",), shown(entry["unit"]), f'"{told.unit}", in which the model counts it')
        return
    for end in entry.get("range", ()):
        if UNITS[told.unit].low <= end <= UNITS[told.unit].high and not told.within.low <= end <= told.within.high:
            expected = f"between {told.within.low:,g} and {told.within.high:,g}, which is what the model can carry"
            entry.fault(("range",), f"{end:g}", expected)


def _compare(
    document: TomlFile,
    section: str,
    entries: Mapping[str, Entry],
    known: Collection[str],
    needed: Collection[str],
    reading: Reading,
) -> None:
    for name, entry in entries.items():
        if name not in known:
            what = section.removesuffix("s")
            entry.fault((), f"the {what} {name}", f"{what}s that the model reads", nearest(name, known))
    for name in needed:
        if name not in entries:
            path = (section, *name.split("."))
            reading.faults.append(document.fault(path, "nothing", f"a table [{section}.{name}]; the model reads it"))


@lru_cache(maxsize=1)
def ledger_records() -> Mapping[str, str]:
    """Every id of the ledger: the type of a timeline row, the role of a claim, or `OUT_OF_SCOPE`."""
    from legation.evidence import ledger

    found = ledger.load()
    return {row.id: row.type for row in found.timeline.values()} | {
        claim.id: OUT_OF_SCOPE if claim.out_of_scope else claim.role for claim in found.claims.values()
    }


def record_faults(reading: Reading, records: Mapping[str, str]) -> None:
    """Records that the ledger lacks or the model leaves out, and outcomes given as inputs."""
    for section, is_input in ((reading.parameters, False), (reading.inputs, True), (reading.policies, True)):
        for entry in section.values():
            for position, record in enumerate(entry.get("records", ())):
                if record not in records:
                    expected = "the id of a claim, public fact or timeline row of the ledger"
                    entry.fault(("records", position), shown(record), expected, nearest(record, records))
                elif records[record] == OUT_OF_SCOPE:
                    found = (
                        f"{shown(record)}, which is out of scope of the model, so it can't be what a number rests on"
                    )
                    advice = f"`legation evidence show {record}` gives the reason."
                    entry.fault(("records", position), found, "a record that something in the model stands for", advice)
                elif is_input and records[record] in OUTCOMES:
                    found = f"{shown(record)}, which is an outcome ({records[record]}), not an input"
                    advice = "Outcomes are compared with the model's results; an input may not be a target."
                    entry.fault(("records", position), found, "a record of what came from outside", advice)
