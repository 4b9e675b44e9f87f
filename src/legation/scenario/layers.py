"""Layers: a scenario file over those it extends, with the file and line of every value.

Only what differs stands in a file that extends another. A key that it gives replaces the key below. `files.py` has
the rules for keys that go together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from legation.base.faults import Fault, Faults, Path_
from legation.base.toml import TomlFile

Place = tuple[TomlFile, Path_]


@dataclass
class LayerEntry:
    """One parameter, input or policy as the layers together give it. It is the origin of its faults.

    opened  where the entry was first opened
    faults  the list that all entries of a scenario share
    values  key -> value, right or wrong
    places  key -> where it stands
    """

    opened: Place
    faults: Faults
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def put(self, document: TomlFile, path: Path_, table: dict[str, Any]) -> None:
        """Lay the keys of one file over those so far."""
        self.values |= table
        self.places |= {key: (document, (*path, key)) for key in table}

    def forget(self, keys: Iterable[str]) -> None:
        """Take away keys of the files below."""
        for key in keys:
            self.values.pop(key, None)
            self.places.pop(key, None)

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> Fault:
        """A fault at a key of this entry, at the file and line where the key stands."""
        document, start = self.opened
        if path and path[0] in self.places:
            (document, start), path = self.places[str(path[0])], path[1:]
        return document.fault((*start, *path), found, expected, advice)

    def refuse(self, path: Path_, found: str, expected: str, advice: str = "") -> None:
        """Collect such a fault."""
        self.faults.append(self.fault(path, found, expected, advice))

    def says_where(self) -> str:
        """File and line of the entry, for a message about another one."""
        document, path = self.opened
        return f"{document.name}:{document.line(path)}"
