"""CSV tables of the record: read strictly, with every fault at its line.

A table has a fixed head. Values stay text here; whoever reads a table says what each column must be.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from legation.base.faults import EvidenceError, Fault, Faults, any_of, as_written, nearest, shown

RECORDS = Path(__file__).parents[1] / "records"

Value = TypeVar("Value")


@dataclass(frozen=True)
class CsvRow:
    """One line of a table: its values by column, and where it stands."""

    values: dict[str, str]
    file: str
    line: int

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def fault(self, column: str, expected: str, advice: str = "") -> Fault:
        return Fault(column, shown(self.values[column]), expected, advice, self.file, self.line)

    def number(self, column: str, faults: Faults, *, least: float, most: float) -> float:
        """The number in a column; outside `least` to `most` it is a fault."""
        try:
            value = float(self.values[column])
        except ValueError:
            faults.append(self.fault(column, "a number with a decimal point, without separators or signs of currency"))
            return 0.0
        if not least <= value <= most:
            faults.append(self.fault(column, f"a number from {least:g} to {most:g}"))
        return value

    def one_of(self, column: str, words: Iterable[str], faults: Faults) -> str:
        """The word in a column, which must be one of `words`."""
        words = list(words)
        if self.values[column] not in words:
            faults.append(self.fault(column, any_of(words), nearest(self.values[column], words)))
        return self.values[column]

    def parsed(self, column: str, parse: Callable[[str], Value], expected: str, faults: Faults) -> Value | None:
        """What `parse` makes of a column; its ValueError is a fault."""
        try:
            return parse(self.values[column])
        except ValueError as problem:
            faults.append(self.fault(column, expected, str(problem)))
            return None


def read_table(path: Path, columns: tuple[str, ...], faults: Faults) -> list[CsvRow]:
    """The rows of a CSV file with exactly these columns. What is wrong with the file as a whole goes to `faults`."""
    name = as_written(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        reason = (problem.strerror or type(problem).__name__).lower()
        faults.append(Fault("file", reason, "a CSV file that can be read", file=name))
        return []
    except UnicodeDecodeError as problem:
        faults.append(
            Fault(
                "text",
                f"a byte that is not UTF-8 at position {problem.start}",
                "UTF-8 text",
                "Save the file as UTF-8.",
                name,
                1,
            )
        )
        return []
    reader = csv.reader(io.StringIO(text, newline=""))
    head = next(reader, [])
    if tuple(head) != columns:
        faults.append(_head_fault(head, columns, name))
        return []
    rows = []
    for cells in reader:
        if len(cells) != len(columns):
            faults.append(
                Fault(
                    "row",
                    f"{len(cells)} cells",
                    f"{len(columns)} cells, one for each column of the head",
                    "Put text that holds a comma in double quotes.",
                    name,
                    reader.line_num,
                )
            )
            continue
        rows.append(CsvRow(dict(zip(columns, cells, strict=True)), name, reader.line_num))
    return rows


def unique(rows: list[CsvRow], column: str, faults: Faults) -> None:
    """A fault for each id that an earlier line already has."""
    seen: dict[str, int] = {}
    for row in rows:
        if row[column] in seen:
            faults.append(row.fault(column, f"an id of its own; line {seen[row[column]]} already has this one"))
        seen.setdefault(row[column], row.line)


def refuse(faults: Faults) -> None:
    """Raise all faults at once, if there are any: file by file as they were read, each from its first line down."""
    if faults:
        files = list(dict.fromkeys(fault.file for fault in faults))
        raise EvidenceError(sorted(faults, key=lambda fault: (files.index(fault.file), fault.line)))


def _head_fault(head: list[str], columns: tuple[str, ...], name: str) -> Fault:
    missing = [column for column in columns if column not in head]
    extra = [column for column in head if column not in columns]
    advice = [f"{label}: {', '.join(names)}." for label, names in (("Missing", missing), ("Unknown", extra)) if names]
    return Fault("head", shown(",".join(head)), "the columns " + ",".join(columns), " ".join(advice), name, 1)
