"""A user's own monthly series: what the file of one says, and how it is read and written.

`legation series import` writes it; a scenario names it as an input. It opens with lines of provenance and holds a row
for each month from the first to the last, in USD million, the unit of the record's own series:

    # legation series 1
    # source: customs.xlsx
    # source sha256: …
    # unit of the source: USD thousand
    # imported: 2026-01-31
    # fill: interpolate
    month,usd_million,basis
    2013-01,12.5,reported
    2013-02,,missing
    2013-03,13.5,interpolated
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from legation.base.characters import forbidden_character
from legation.base.faults import EvidenceError, Fault, Faults, any_of, as_written, nearest, shown
from legation.base.number_reader import Unreadable, read_plain
from legation.base.refusals import refusal

FORMAT_LINE = "# legation series 1"
HEAD = ("month", "usd_million", "basis")
BASES = REPORTED, INTERPOLATED, MISSING = ("reported", "interpolated", "missing")
FILLS = NO_FILL, INTERPOLATE = ("none", "interpolate")
ENDING = ".csv"
MOST_BYTES = 1_000_000
_ONCE = ("source", "source sha256", "unit of the source", "imported", "fill")
_AGAIN = ("taken", "left out")  # one line each
_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class OwnSeries:
    """A monthly series that a user brought in.

    months         first day of the month -> USD million, of those months that have a value
    interpolated   those of them that no source states
    source         the name of the file that it was read from, and that file's SHA-256
    unit           in which that file states it
    imported       the day on which it was read
    fill           one of `FILLS`
    taken          what was chosen from the file, in phrases
    left_out       what of the file was left out, in phrases
    """

    months: Mapping[date, float]
    source: str
    source_sha256: str
    unit: str
    imported: date
    fill: str = NO_FILL
    interpolated: frozenset[date] = frozenset()
    taken: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def first(self) -> date:
        """The first day of its first month."""
        return min(self.months)

    @property
    def last(self) -> date:
        """The first day of its last month."""
        return max(self.months)

    def missing(self) -> list[date]:
        """The months between its first and its last that have no value."""
        return [month for month in month_starts(self.first, self.last) if month not in self.months]

    def text(self) -> str:
        """The file, as `read_own_series` reads it."""
        once = (self.source, self.source_sha256, self.unit, self.imported.isoformat(), self.fill)
        lines = [FORMAT_LINE, *(f"# {key}: {value}" for key, value in zip(_ONCE, once, strict=True))]
        lines += [f"# taken: {phrase}" for phrase in self.taken]
        lines += [f"# left out: {phrase}" for phrase in self.left_out]
        lines.append(",".join(HEAD))
        for month in month_starts(self.first, self.last):
            value = repr(float(self.months[month])) if month in self.months else ""
            basis = INTERPOLATED if month in self.interpolated else REPORTED if month in self.months else MISSING
            lines.append(f"{month:%Y-%m},{value},{basis}")
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class SeriesFile:
    """An own series as it was found in a file.

    name     of the file, without its ending
    content  the bytes of the file
    """

    name: str
    series: OwnSeries
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file."""
        return sha256(self.content).hexdigest()

    @property
    def kept_name(self) -> str:
        """How a run folder calls its copy: two files of one name and another content stay apart."""
        mark = f"-{self.sha256[:8]}"
        return f"{self.name.removesuffix(mark)}{mark}{ENDING}"

    def provenance(self) -> dict[str, str]:
        """Where it comes from, as plain data."""
        series = self.series
        return {
            "name": f"{self.name}{ENDING}",
            "sha256": self.sha256,
            "source": series.source,
            "source_sha256": series.source_sha256,
            "unit_of_source": series.unit,
            "imported": series.imported.isoformat(),
            "from": f"{series.first:%Y-%m}",
            "to": f"{series.last:%Y-%m}",
            "missing": month_ranges(series.missing()),
            "interpolated": month_ranges(series.interpolated),
            "taken": "; ".join(series.taken),
            "left_out": "; ".join(series.left_out),
        }


def month_starts(first: date, last: date) -> Iterator[date]:
    """The first days of the months from one to another, both included."""
    for number in range(12 * first.year + first.month - 1, 12 * last.year + last.month):
        yield date(number // 12, number % 12 + 1, 1)


def month_ranges(months: Iterable[date], most: int | None = None) -> str:
    """Months as ranges: `2013-02, 2014-05..2014-08`.

    most  how many ranges are written before the rest is counted
    """
    ranges: list[list[date]] = []
    for month in sorted(months):
        if ranges and list(month_starts(ranges[-1][1], month))[1:] == [month]:
            ranges[-1][1] = month
        else:
            ranges.append([month, month])
    texts = [f"{first:%Y-%m}" if first == last else f"{first:%Y-%m}..{last:%Y-%m}" for first, last in ranges]
    more = f" and {len(texts) - most} more" if most and len(texts) > most else ""
    return ", ".join(texts[:most]) + more


def is_own_series_name(text: str) -> bool:
    """Whether a scenario that names a series means a file."""
    return text.lower().endswith(ENDING) and "\0" not in text


def is_own_series(content: bytes) -> bool:
    """Whether a file opens as an own series does, of any format."""
    return content.removeprefix(b"\xef\xbb\xbf").startswith(b"# legation series")


def read_own_series(path: Path) -> SeriesFile:
    """The series in a file that `legation series import` wrote.

    Raises  EvidenceError with every fault of the file, each at its line
    """
    name = as_written(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as problem:
        raise EvidenceError(refusal(problem, path, "file")) from None
    if not is_own_series(content):
        advice = f"`legation series import {name}` makes one of a table of months."
        found = "a file that is none" if content else "an empty file"
        raise EvidenceError(Fault("file", found, "a series that `legation series import` wrote", advice, name))
    if len(content) > MOST_BYTES:
        raise EvidenceError(Fault("file", "more than 1 MB", "a series of months", file=name))
    faults = Faults()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise EvidenceError(Fault("text", "bytes that are not UTF-8", "UTF-8 text", "", name, line)) from None
    series = _read(text.splitlines(), name, faults)
    faults.refuse(EvidenceError)
    assert series is not None
    return SeriesFile(path.stem, series, content)


def _read(lines: list[str], name: str, faults: Faults) -> OwnSeries | None:
    """The series in the lines of a file; None if any fault was collected."""
    comments = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if lines[0].rstrip() != FORMAT_LINE:
        faults.append(Fault("format", shown(lines[0]), f'"{FORMAT_LINE}"', "Import its source again.", name, 1))
        return None
    said = _provenance(lines[:comments], name, faults)
    rows = csv.reader(io.StringIO("\n".join(lines[comments:])))
    months, interpolated = _rows(rows, comments, name, faults)
    if faults:
        return None
    return OwnSeries(
        months,
        said["source"][0],
        said["source sha256"][0],
        said["unit of the source"][0],
        date.fromisoformat(said["imported"][0]),
        said["fill"][0],
        frozenset(interpolated),
        tuple(said["taken"]),
        tuple(said["left out"]),
    )


def _provenance(lines: list[str], name: str, faults: Faults) -> dict[str, list[str]]:
    """What the lines of provenance say: key -> values."""
    said: dict[str, list[str]] = {key: [] for key in (*_ONCE, *_AGAIN)}
    for number, line in enumerate(lines[1:], start=2):
        key, colon, value = (part.strip() for part in line.removeprefix("#").partition(":"))
        problem = _wrong_value(key, value) if key in said else ""
        if not colon or key not in said:
            faults.append(Fault("provenance", shown(line), any_of((*_ONCE, *_AGAIN)), nearest(key, said), name, number))
        elif mark := forbidden_character(value):
            faults.append(Fault(key, f"the character {mark}", "plain text", file=name, line=number))
        elif problem:
            faults.append(Fault(key, shown(value), problem, file=name, line=number))
        elif key in _ONCE and said[key]:
            faults.append(Fault(key, "a second one", "one line", file=name, line=number))
        else:
            said[key].append(value)
    if not faults:
        faults.extend(
            Fault("provenance", "nothing", f'a line "# {key}: …"', "Import its source again.", name, 1)
            for key in _ONCE
            if not said[key]
        )
    return said


def _wrong_value(key: str, value: str) -> str:
    """What would be right, if a value of provenance is wrong; else empty."""
    if key == "fill" and value not in FILLS:
        return any_of(FILLS)
    if key == "source sha256" and not re.fullmatch(r"[0-9a-f]{64}", value):
        return "a SHA-256 of 64 hexadecimal digits"
    if key == "imported":
        try:
            date.fromisoformat(value)
        except ValueError:
            return "a day such as 2026-01-31"
    return "" if value else "some text"


def _rows(rows: Iterable[list[str]], above: int, name: str, faults: Faults) -> tuple[dict[date, float], set[date]]:
    """The values by month, and the months that were interpolated. `above` is the number of lines above the rows."""
    months: dict[date, float] = {}
    bases: dict[date, str] = {}
    line = above
    for line, cells in enumerate(rows, start=above + 1):
        if line == above + 1:
            if tuple(cells) != HEAD:
                faults.append(Fault("head", shown(",".join(cells)), ",".join(HEAD), file=name, line=line))
                return {}, set()
            continue
        if len(cells) != len(HEAD):
            faults.append(Fault("row", f"{len(cells)} cells", ",".join(HEAD), file=name, line=line))
            if cells and (month := _month(cells[0])):
                bases[month] = ""
            continue
        month, value = _month(cells[0]), _value(cells[1], cells[2])
        right = _after(max(bases)) if bases else month
        if month is None or month != right:
            expected = f"{right:%Y-%m}, the month after the row above" if right else "a month such as 2013-01"
            faults.append(Fault("month", shown(cells[0]), expected, file=name, line=line))
            if month is None or month in bases:
                continue
        if cells[2] not in BASES:
            faults.append(Fault("basis", shown(cells[2]), any_of(BASES), file=name, line=line))
        elif isinstance(value, Unreadable):
            faults.append(value.fault("usd_million", name, line))
        elif value is not None:
            months[month] = value
        bases[month] = cells[2]
    if not faults and not (months and {min(bases), max(bases)} <= months.keys()):
        faults.append(Fault("row", "no value", "a value in the first and the last month", file=name, line=line))
    return months, {month for month, basis in bases.items() if basis == INTERPOLATED}


def _month(text: str) -> date | None:
    match = _MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match else None


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _value(text: str, basis: str) -> float | Unreadable | None:
    """USD million; None of a month that is missing."""
    if basis == MISSING:
        return None if not text else Unreadable(shown(text), "nothing, as the month is missing")
    value = read_plain(text)
    if isinstance(value, Unreadable):
        return value
    return float(value) if value >= 0 else Unreadable(shown(text), "a number of at least 0")


def interpolated_months(months: Mapping[date, float]) -> dict[date, float]:
    """Values for the months without one between two that have one, evenly along a line."""
    known = sorted(months)
    filled = {}
    for before, after in pairwise(known):
        gap = list(month_starts(before, after))
        for step, month in enumerate(gap[1:-1], start=1):
            share = step / (len(gap) - 1)
            filled[month] = months[before] + (months[after] - months[before]) * share
    return filled


def nearest_months(months: Mapping[date, float], wanted: Collection[date]) -> dict[date, float]:
    """A value for each of these months: its own, or else that of the nearest month; of two equally near the earlier."""
    known = sorted(months)
    return {
        month: months[min(known, key=lambda day: (abs(_count(day) - _count(month)), day))] for month in sorted(wanted)
    }


def _count(month: date) -> int:
    return 12 * month.year + month.month
