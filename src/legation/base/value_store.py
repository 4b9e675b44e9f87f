"""Values of many worlds, kept chunk by chunk and read cell by cell: in memory while they are few, then on the disk.

The file has no name, so whatever ends the process, nothing of it is left.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from legation.base.faults import Fault, UserError, as_written
from legation.base.refusals import refusing

HELD_BYTES = 2**26  # in memory; what 200 worlds of a run come to is a little more

Values = NDArray[np.float64]


class ValueStore:
    """Tables of (cells, worlds) by name, which grow by worlds.

    folder  in which the file is opened; None for the system's own
    held    bytes that are kept in memory
    """

    def __init__(self, folder: Path | None = None, *, held: int = HELD_BYTES):
        self.folder, self.held = folder, held
        self.bytes = 0
        self._parts: dict[str, list[_Part | Values]] = {}
        self._file: IO[bytes] | None = None

    def add(self, name: str, values: Values) -> None:
        """Append the values of further worlds, (cells, worlds).

        Raises  UserError if the disk is full
        """
        self._parts.setdefault(name, []).append(np.ascontiguousarray(values, np.float64))
        self.bytes += values.nbytes
        if self.bytes > self.held:
            self._write_all()

    def check_room(self, size: int) -> None:
        """Raise UserError if so many bytes will not find room on the disk, before anything is computed."""
        free = shutil.disk_usage(self._place).free
        if self.held < size > free:
            found = f"so many that they need {_gigabytes(size)} of disk, and {_gigabytes(free)} are free"
            raise UserError(Fault("worlds", found, "fewer worlds, or more room", file=as_written(self._place)))

    def worlds(self, name: str) -> int:
        """Of how many worlds there are values."""
        return sum(part.shape[1] for part in self._parts.get(name, ()))

    def read(self, name: str, cells: slice, worlds: slice | None = None) -> Values:
        """The values of these cells, which follow one another, in these worlds, all by default: (cells, worlds)."""
        start, stop, _ = (worlds or slice(None)).indices(self.worlds(name))
        values = np.empty((cells.stop - cells.start, stop - start))
        first = 0
        for part in self._parts.get(name, ()):
            last = first + part.shape[1]
            if first < stop and start < last:
                read = self._read(part, cells) if isinstance(part, _Part) else part[cells]
                at = max(first, start)
                inside = read[:, at - first : min(last, stop) - first]
                values[:, at - start : at - start + inside.shape[1]] = inside
            first = last
        return values

    def _read(self, part: _Part, cells: slice) -> Values:
        assert self._file
        values = np.empty((cells.stop - cells.start, part.shape[1]))
        with refusing(self._place, "worlds"):
            self._file.seek(part.offset + cells.start * part.shape[1] * values.itemsize)
            read = self._file.readinto(values.data.cast("B"))  # type: ignore[attr-defined]
        assert read == values.nbytes, "the values on the disk end before they should"
        return values

    def _write_all(self) -> None:
        """Write what is in memory behind what is on the disk."""
        with refusing(self._place, "worlds"):
            if self._file is None:
                self._file = tempfile.TemporaryFile(dir=self.folder)  # noqa: SIM115
                weakref.finalize(self, self._file.close)
            self._file.seek(0, 2)
            for parts in self._parts.values():
                for position, part in enumerate(parts):
                    if not isinstance(part, _Part):
                        parts[position] = _Part(self._file.tell(), (part.shape[0], part.shape[1]))
                        self._file.write(part.data.cast("B"))
            self._file.flush()
        self.bytes = 0

    @property
    def _place(self) -> Path:
        return self.folder or Path(tempfile.gettempdir())


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB"


class _Part(NamedTuple):
    """Where the values of some worlds lie in the file, and their shape: (cells, worlds)."""

    offset: int
    shape: tuple[int, int]
