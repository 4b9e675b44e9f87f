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

from legation.base.document import Document
from legation.base.errors import nearest, shown

if TYPE_CHECKING:
    from legation.scenario.files import Reading
    from legation.scenario.layers import Entry

# Types of timeline rows, and roles of claims, that are outcomes.
OUTCOMES = frozenset(
    {
        "dprk_control",
        "dprk_recall",
        "dprk_quota",
        "dprk_rotation",
        "defection_shock",
        "unrest",
        "repatriation",
        "trade_low",
        "fit",
        "check",
    }
)

# Stands in place of the role of a claim that nothing in the model stands for.
OUT_OF_SCOPE = "out of scope"

# Two flights of the record may stand in as dated pulses, in the variant that says so; they are then not scored.
DATED_ALERT = frozenset({"tl-10", "tl-32"})


@dataclass(frozen=True)
class Known:
    """Names that are known; None where nobody told, and then they are not checked.

    parameters  name -> unit
    records     id -> type of a timeline row, role of a claim, or `OUT_OF_SCOPE`
    """

    parameters: Mapping[str, str] | None
    inputs: Collection[str] | None
    switches: Collection[str] | None
    records: Mapping[str, str]

    @classmethod
    def given(
        cls,
        parameters: Mapping[str, str] | None,
        inputs: Collection[str] | None,
        switches: Collection[str] | None,
        records: Mapping[str, str] | None,
    ) -> Known:
        """The names that the caller knows, and the ledger's records unless the caller has a table of them."""
        return cls(parameters, inputs, switches, ledger_records() if records is None else records)

    def check(self, document: Document, reading: Reading) -> None:
        """Compare what a scenario names with what is known."""
        if self.parameters is not None:
            _compare(document, "parameters", reading.parameters, self.parameters, reading)
            for name, entry in reading.parameters.items():
                unit = self.parameters.get(name)
                if unit and entry.get("unit", unit) != unit:
                    entry.fault(("unit",), shown(entry["unit"]), f'"{unit}", in which the model counts it')
        if self.inputs is not None:
            _compare(document, "inputs", reading.inputs, self.inputs, reading)
        for name in reading.switches if self.switches is not None else ():
            if name not in (self.switches or ()):
                expected = "a mechanism, one of " + ", ".join(self.switches or ())
                fault = document.fault(("switches", name), shown(name), expected, nearest(name, self.switches or ()))
                reading.faults.append(fault)


def _compare(
    document: Document, section: str, entries: Mapping[str, Entry], known: Collection[str], reading: Reading
) -> None:
    for name, entry in entries.items():
        if name not in known:
            what = section.removesuffix("s")
            entry.fault((), f"the {what} {name}", f"{what}s that the model reads", nearest(name, known))
    for name in known:
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


def record_faults(reading: Reading, records: Mapping[str, str], *, dated_alert: bool) -> None:
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
                elif is_input and records[record] in OUTCOMES and not (dated_alert and record in DATED_ALERT):
                    found = f"{shown(record)}, which is an outcome ({records[record]}), not an input"
                    advice = _advice(record)
                    entry.fault(("records", position), found, "a record of what came from outside", advice)


def _advice(record: str) -> str:
    if record in DATED_ALERT:
        return 'It may stand in as a pulse under `variants.alert = "dated"`; it is then not scored.'
    return "Outcomes are compared with the model's results; an input may not be a target."
