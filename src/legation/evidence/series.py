"""Monthly trade and yearly exchange rates: from what was released to what the model reads.

Customs-basis releases only. Totals that add estimated crude oil (KOTRA) and totals quoted by intelligence services
measure something else and are kept in the table for comparison, never used here.

How a year's months are filled, in this order; each filled value says how:

1. `printed`   the month's own release. Of two releases a printed one beats a back-calculated one, then the later wins.
   `derived`   back-calculated by the compilers from printed growth, or the total less the other flow.
2. `split`     only the month's total was released: split by the nearest month of which both flows are known.
3. `prorated`  what a cumulative total (narrowest first), then the year's total, leaves for months without a release,
               in equal parts. Where only a combined total exists, the part is split as in 2.
4. If a cumulative total finds nothing missing, its split months are scaled to it. If the year's total finds nothing
   missing, the weakest values of the year (split, then prorated, then derived) are scaled to it; printed values stand.

Each year's sum therefore equals the yearly row used, unless every month of the year was printed. Yearly totals of
the two flows beat a combined total, which leaves their shares open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from legation.base.faults import Faults
from legation.evidence.csv_tables import RECORDS, CsvRow, read_table, refuse, unique

FIRST_YEAR, LAST_YEAR = 2009, 2025
CUSTOMS = ("commerce ministry", "customs", "KITA", "ITC", "IBK")
OTHER_BASES = ("KOTRA incl. estimated crude oil", "NIS")
EXPORTS, IMPORTS, TOTAL = "china_exports_to_dprk", "china_imports_from_dprk", "total"
FLOWS = (EXPORTS, IMPORTS)

TRADE_COLUMNS = (
    "row_id",
    "period_start",
    "period_end",
    "freq",
    "flow",
    "value",
    "unit",
    "basis",
    "derived",
    "publisher",
    "url",
    "pub_date",
    "note",
)
ARRIVAL_COLUMNS = (
    "row_id",
    "year",
    "arrivals_best",
    "arrivals_low",
    "arrivals_high",
    "male",
    "female",
    "basis",
    "publisher",
    "url",
    "note",
)
RATE_COLUMNS = ("year", "rmb_per_usd", "krw_per_usd", "eur_per_usd", "basis")


class TradeMonth(NamedTuple):
    """Trade between China and the modelled state in one month, in USD million, seen from China.

    month          its first day
    exports, imports
                   USD million: what China shipped, what China bought
    *_basis        printed, derived, prorated or split: how the value was found
    """

    month: date
    exports_usd_million: float
    imports_usd_million: float
    exports_basis: str
    imports_basis: str


class YearRates(NamedTuple):
    """Yearly average exchange rates: units of the currency for one US dollar."""

    year: int
    rmb_per_usd: float
    krw_per_usd: float
    eur_per_usd: float


class YearArrivals(NamedTuple):
    """Residents who arrived in South Korea in a year, and the range of releases. Context: never fitted or assessed."""

    year: int
    persons: int
    least: int
    most: int


class Release(NamedTuple):
    """One released number: a flow over whole months, counted from January 2009 (month 0)."""

    row_id: str
    first: int
    last: int
    flow: str
    usd_million: float
    derived: bool
    published: str

    @property
    def rank(self) -> tuple[bool, str, str]:
        """The release with the highest rank is used."""
        return (not self.derived, self.published, self.row_id)


class SeriesCell:
    """One flow in one month while the year is being filled."""

    def __init__(self, value: float, basis: str):
        self.value = value
        self.basis = basis


Cells = dict[tuple[int, str], SeriesCell]


def trade_months(path: Path | None = None) -> list[TradeMonth]:
    """Every month from January 2009 to December 2025. Raises EvidenceError if the table is wrong."""
    releases = _best(trade_releases(path))
    cells: Cells = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        _months_as_released(releases, year, cells)
    _split_totals(releases, cells)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        _fill_from_longer_releases(releases, year, cells)
    return [_row(month, cells) for month in range(12 * (LAST_YEAR - FIRST_YEAR + 1))]


def years_used(path: Path | None = None) -> dict[tuple[int, str], tuple[str, float]]:
    """The yearly rows that the months add up to: (year, flow) -> (row id, USD million)."""
    releases = _best(trade_releases(path))
    used = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for flow in _yearly_flows(releases, year):
            release = releases[(*_year(year), flow)]
            used[year, flow] = (release.row_id, release.usd_million)
    return used


@lru_cache(maxsize=1)
def rates_by_year() -> dict[int, YearRates]:
    """The shipped exchange rates by year, read once."""
    return {rate.year: rate for rate in rates()}


def rates(path: Path | None = None) -> list[YearRates]:
    """Yearly exchange rates, 2009 to 2025. Raises EvidenceError if the table is wrong."""
    path = path or RECORDS / "rates.csv"
    faults = Faults()
    years = []
    for row in read_table(path, RATE_COLUMNS, faults):
        year = int(row.number("year", faults, least=FIRST_YEAR, most=LAST_YEAR))
        rmb = row.number("rmb_per_usd", faults, least=1, most=20)
        krw = row.number("krw_per_usd", faults, least=500, most=5000)
        eur = row.number("eur_per_usd", faults, least=0.2, most=3)
        years.append(YearRates(year, rmb, krw, eur))
    refuse(faults)
    return years


def arrivals(path: Path | None = None) -> list[YearArrivals]:
    """Yearly arrivals in South Korea, 1998 to 2022. Raises EvidenceError if the table is wrong."""
    path = path or RECORDS / "arrivals_series.csv"
    faults = Faults()
    rows = read_table(path, ARRIVAL_COLUMNS, faults)
    unique(rows, "year", faults)
    years = []
    for row in rows:
        year, persons, least, most = (
            int(row.number(column, faults, least=0, most=10_000))
            for column in ("year", "arrivals_best", "arrivals_low", "arrivals_high")
        )
        if not least <= persons <= most:
            faults.append(row.fault("arrivals_best", f"a number from {least} to {most}, the low and high of the row"))
        years.append(YearArrivals(year, persons, least, most))
    refuse(faults)
    return years


def trade_releases(path: Path | None = None) -> list[Release]:
    """All customs-basis releases in the table. Raises EvidenceError with every fault of the table."""
    path = path or RECORDS / "trade_series.csv"
    faults = Faults()
    rows = read_table(path, TRADE_COLUMNS, faults)
    unique(rows, "row_id", faults)
    releases = [release for row in rows if (release := _release(row, faults))]
    refuse(faults)
    return releases


def _release(row: CsvRow, faults: Faults) -> Release | None:
    before = len(faults)
    first = row.parsed("period_start", _month_number, "a month from 2009-01 to 2025-12", faults)
    last = row.parsed("period_end", _month_number, "a month from 2009-01 to 2025-12", faults)
    flow = row.one_of("flow", (*FLOWS, TOTAL), faults)
    basis = row.one_of("basis", (*CUSTOMS, *OTHER_BASES), faults)
    row.one_of("derived", ("0", "1"), faults)
    row.one_of("unit", ("USD million",), faults)
    value = row.number("value", faults, least=0, most=20_000)
    freq = row.one_of("freq", ("monthly", "cumulative", "annual"), faults)
    if first is not None and last is not None and len(faults) == before:
        if last < first or last // 12 != first // 12:
            faults.append(row.fault("period_end", f"a month from {row['period_start']} to the end of that year"))
        elif freq != (right := {0: "monthly", 11: "annual"}.get(last - first, "cumulative")):
            faults.append(row.fault("freq", f"{right}, for {row['period_start']} to {row['period_end']}"))
    if first is None or last is None or len(faults) > before or basis in OTHER_BASES:
        return None
    return Release(row["row_id"], first, last, flow, value, row["derived"] == "1", row["pub_date"])


def _month_number(text: str) -> int:
    """2009-01 -> 0, 2025-12 -> 203."""
    if not (match := re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)):
        raise ValueError("Write year and month, such as 2019-04.")
    month = (int(match[1]) - FIRST_YEAR) * 12 + int(match[2]) - 1
    if not 0 <= month < 12 * (LAST_YEAR - FIRST_YEAR + 1):
        raise ValueError("The model's record runs from 2009 to 2025.")
    return month


Releases = dict[tuple[int, int, str], Release]


def _best(releases: Iterable[Release]) -> Releases:
    """One release for each period and flow."""
    best: Releases = {}
    for release in releases:
        key = (release.first, release.last, release.flow)
        if key not in best or release.rank > best[key].rank:
            best[key] = release
    return best


def _year(year: int) -> tuple[int, int]:
    first = (year - FIRST_YEAR) * 12
    return first, first + 11


def _yearly_flows(releases: Releases, year: int) -> tuple[str, ...]:
    """What the year's months must add up to: both flows if both were released, else the combined total."""
    if all((*_year(year), flow) in releases for flow in FLOWS):
        return FLOWS
    return (TOTAL,)


def _months_as_released(releases: Releases, year: int, cells: Cells) -> None:
    """Step 1: the month's own releases, and the total less the other flow."""
    first, last = _year(year)
    for month in range(first, last + 1):
        for flow in FLOWS:
            if release := releases.get((month, month, flow)):
                cells[month, flow] = SeriesCell(release.usd_million, "derived" if release.derived else "printed")
        for flow, other in (FLOWS, FLOWS[::-1]):
            total = releases.get((month, month, TOTAL))
            if total and (month, flow) not in cells and (month, other) in cells:
                cells[month, flow] = SeriesCell(total.usd_million - cells[month, other].value, "derived")


def _split_totals(releases: Releases, cells: Cells) -> None:
    """Step 2: months of which only the total is known."""
    shares = _known_shares(cells)
    for first, last, flow in releases:
        if first == last and flow == TOTAL and (first, EXPORTS) not in cells:
            _split(cells, first, releases[first, last, flow].usd_million, shares, "split")


def _known_shares(cells: Cells) -> dict[int, float]:
    """China's exports as a share of the month's trade, where both flows are known."""
    shares = {}
    for month, flow in cells:
        if flow == EXPORTS and (month, IMPORTS) in cells:
            exports, imports = cells[month, EXPORTS].value, cells[month, IMPORTS].value
            shares[month] = exports / (exports + imports)
    return shares


def _nearest_share(shares: dict[int, float], month: int) -> float:
    """The share of the nearest month; of two equally near the earlier one."""
    return shares[min(shares, key=lambda known: (abs(known - month), known))]


def _split(cells: Cells, month: int, total: float, shares: dict[int, float], basis: str) -> None:
    exports = total * _nearest_share(shares, month)
    cells[month, EXPORTS] = SeriesCell(exports, basis)
    cells[month, IMPORTS] = SeriesCell(total - exports, basis)


def _fill_from_longer_releases(releases: Releases, year: int, cells: Cells) -> None:
    """Steps 3 and 4: cumulative totals, narrowest first, then the year's; flows before combined totals."""
    start, end = _year(year)
    spans = sorted({(last - first, first, last) for first, last, _ in releases if start <= first < last <= end})
    for _, first, last in spans:
        if (first, last) != (start, end):
            for flow, value in _flows_of_span(releases, first, last).items():
                _fit(cells, range(first, last + 1), (flow,), value, ("split",))
    for _, first, last in spans:
        if (first, last) != (start, end) and (first, last, TOTAL) in releases:
            _fill_from_total(cells, range(first, last + 1), releases[first, last, TOTAL].usd_million)
    for flow in _yearly_flows(releases, year):
        value = releases[start, end, flow].usd_million
        months = range(start, end + 1)
        if flow == TOTAL:
            _fill_from_total(cells, months, value)
            _fit(cells, months, FLOWS, value, ("split", "prorated", "derived"))
        else:
            _fit(cells, months, (flow,), value, ("split", "prorated", "derived"))


def _flows_of_span(releases: Releases, first: int, last: int) -> dict[str, float]:
    """The flows released for a span, the second found as the total less the first."""
    values = {flow: releases[first, last, flow].usd_million for flow in FLOWS if (first, last, flow) in releases}
    if len(values) == 1 and (first, last, TOTAL) in releases:
        known = next(iter(values))
        other = IMPORTS if known == EXPORTS else EXPORTS
        values[other] = releases[first, last, TOTAL].usd_million - values[known]
    return values


def _fit(cells: Cells, months: range, flows: tuple[str, ...], value: float, weakest: tuple[str, ...]) -> None:
    """Give what is left of `value` to the missing months; if none is missing, scale the weakest values to it."""
    keys = [(month, flow) for month in months for flow in flows]
    missing = [key for key in keys if key not in cells]
    left = value - _sum(cells, [key for key in keys if key in cells])
    if missing:
        assert left > 0, f"releases leave {left} for {len(missing)} months from month {months.start}"
        for key in missing:
            cells[key] = SeriesCell(left / len(missing), "prorated")
        return
    for basis in weakest:
        soft = [key for key in keys if cells[key].basis == basis]
        if soft:
            before = _sum(cells, soft)
            factor = (before + left) / before
            assert 0.4 < factor < 2.5, f"{basis} values from month {months.start} would be scaled by {factor}"
            for key in soft:
                cells[key].value *= factor
            return


def _fill_from_total(cells: Cells, months: range, value: float) -> None:
    """Give what is left of a combined total to the months with something missing.

    Is only one flow missing, it takes all that is left. Otherwise a month with one flow known gets the other by the
    nearest share, and the months with nothing known share the rest equally.
    """
    missing = [(month, flow) for month in months for flow in FLOWS if (month, flow) not in cells]
    if not missing:
        return
    if len({flow for _, flow in missing}) == 1:
        known = _sum(cells, [(month, flow) for month in months for flow in FLOWS if (month, flow) in cells])
        assert value > known, f"releases leave nothing for one flow from month {months.start}"
        for key in missing:
            cells[key] = SeriesCell((value - known) / len(missing), "prorated")
        return
    shares = _known_shares(cells)
    empty = [month for month in months if (month, EXPORTS) not in cells and (month, IMPORTS) not in cells]
    for month, flow in missing:
        if month not in empty:
            share = _nearest_share(shares, month)
            ratio = share / (1 - share) if flow == EXPORTS else (1 - share) / share
            other = IMPORTS if flow == EXPORTS else EXPORTS
            cells[month, flow] = SeriesCell(cells[month, other].value * ratio, "split")
    left = value - _sum(cells, [(month, flow) for month in months for flow in FLOWS if month not in empty])
    assert left > 0 or not empty, f"releases leave {left} from month {months.start}"
    for month in empty:
        _split(cells, month, left / len(empty), shares, "prorated")


def _sum(cells: Cells, keys: list[tuple[int, str]]) -> float:
    return sum(cells[key].value for key in keys)


def _row(month: int, cells: Cells) -> TradeMonth:
    exports, imports = cells[month, EXPORTS], cells[month, IMPORTS]
    first_day = date(FIRST_YEAR + month // 12, month % 12 + 1, 1)
    return TradeMonth(first_day, exports.value, imports.value, exports.basis, imports.basis)
