"""Layers: a scenario file over those it extends, with the file and line of every value.

Only what differs stands in a file that extends another. A key that it gives replaces the key below. `files.py` has
the rules for keys that go together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from legation.base.faults import Faults, Path_
from legation.base.toml import TomlFile

Origin = tuple[TomlFile, Path_]


@dataclass
class Entry:
    """One parameter, input or policy as the layers together give it.

    values   key -> value
    origin   where the entry was first opened
    origins  key -> where it stands, also if its value was wrong
    faults   the list that all entries of a reading share
    """

    origin: Origin
    faults: Faults
    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def get(self, key: str, otherwise: Any = None) -> Any:
        """The value of a key, or `otherwise`."""
        return self.values.get(key, otherwise)

    def has(self, *keys: str) -> bool:
        """Whether all these keys were given and right."""
        return all(key in self.values for key in keys)

    def put(self, document: TomlFile, path: Path_, given: dict[str, Any], taken: dict[str, Any]) -> None:
        """Lay the keys of one file over those so far. `taken` holds those of the `given` keys that were right."""
        for key in given:
            self.origins[key] = (document, (*path, key))
            self.values.pop(key, None)
        self.values |= taken

    def forget(self, keys: tuple[str, ...]) -> None:
        """Take away keys of the files below."""
        for key in keys:
            self.values.pop(key, None)
            self.origins.pop(key, None)

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> None:
        """Collect a fault at a key of this entry, at the file and line where the key stands."""
        document, start = self.origin
        if path and path[0] in self.origins:
            document, start = self.origins[str(path[0])]
            path = path[1:]
        self.faults.append(document.fault((*start, *path), found, expected, advice))

    def fault_count(self) -> int:
        """How many faults there are so far, to see later whether any came."""
        return len(self.faults)

    def says_where(self) -> str:
        """File and line of the entry, for a message about another one."""
        document, path = self.origin
        return f"{document.name}:{document.line(path)}"
