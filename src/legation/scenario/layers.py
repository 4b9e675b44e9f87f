"""Layers: a scenario file over those it extends, with the file and line of every value.

Only what differs stands in a file that extends another. A key that it gives replaces the key below, and a new value
takes those below with it that spoke of the old one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from legation.base.faults import Fault, Faults, Path_
from legation.base.toml import TomlFile
from legation.evidence.own_series import is_own_series_name
from legation.evidence.records import Record, read_record
from legation.scenario.tables import REASONS

Kind = TypeVar("Kind", bound=Record)

# Keys that need a reason beside them, with the keys below that a new value of them takes away. An input starts from a
# constant or from a series; a policy is new as a whole.
_STARTS = ("base", "series", "sha256", "counterfactual")
REPLACED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("range", "prior"), REASONS),
    "default": ("prior", *REASONS),
    **dict.fromkeys(("base", "series", "counterfactual"), (*_STARTS, *REASONS)),
    "name": (),
}


@dataclass
class LayerEntry:
    """A parameter, input or policy, or the switches, as the layers together give them; with its faults in their places.

    faults  those of the entry alone
    values  key -> value, right or wrong
    layers  the tables of the files that name it, each with its place, from the deepest up
    """

    faults: Faults = field(default_factory=Faults)
    values: dict[str, Any] = field(default_factory=dict)
    layers: list[tuple[TomlFile, Path_, dict[str, Any]]] = field(default_factory=list)

    def put(self, document: TomlFile, path: Path_, table: dict[str, Any]) -> None:
        """Lay the keys of one file over those so far."""
        replaced = [REPLACED[key] for key in table if key in REPLACED]
        # A series of the user's own is its own source.
        is_own = is_own_series_name(str(table.get("series", "")))
        if replaced and not is_own and not table.keys() & {"records", "assumed"}:
            advice = "Name records of the ledger, or say why the value was assumed."
            self.faults.append(document.fault(path, "no reason", "`records`, `assumed` or both", advice))
        for key in chain(*replaced):
            self.values.pop(key, None)
        self.values |= table
        self.layers.append((document, path, table))

    def read(self, kind: type[Kind]) -> Kind | None:
        """The entry as a table of this kind; None if it is none. The faults of all layers are collected."""
        for document, path, table in self.layers:
            read_record(kind, table, document, path, self.faults, complete=False)
        return read_record(kind, self.values, self, (), self.faults)

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at a key of this entry, at the file and line where the key stands."""
        giving = [layer for layer in self.layers if path and path[0] in layer[2]]
        document, start, _ = giving[-1] if giving else self.layers[0]
        return document.fault((*start, *path), found, expected, advice)

    def refuse(self, path: Path_, found: str, expected: str, advice: str = "") -> None:
        """Collect such a fault."""
        self.faults.append(self.fault(path, found, expected, advice))

    def folder_of(self, key: str) -> Path | None:
        """The folder of the file that gives a key; None where none does, or where it was given in no file."""
        return next((document.folder for document, _, table in reversed(self.layers) if key in table), None)

    def says_where(self) -> str:
        """File and line of the entry, for a message about another one."""
        document, path, _ = self.layers[0]
        return f"{document.name}:{document.line(path)}"
