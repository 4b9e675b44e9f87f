"""A user's table of months becomes a series: its unit, its numbers, and what is missing, doubled or out of range.

Nothing is guessed. A unit stands in the file or is said, a number has one reading or the file shows which is meant, and
a month without a value stays without one unless the user asks for a line between its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from legation.base.characters import visible
from legation.base.faults import EvidenceError, Fault, Faults, any_of, nearest, shown
from legation.base.number_reader import EXPECTED, Number, Unreadable, decimal_sign_of, read_text
from legation.base.number_text import how_many
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.month_grids import MonthTable, MonthValue, cell_fault
from legation.evidence.importing.month_tables import COMTRADE_VALUES, KNOWN_HEADINGS, read_month_table
from legation.evidence.importing.numbers import formatted
from legation.evidence.importing.spreadsheets import Cell, Table, few
from legation.evidence.importing.synonyms import plain_words
from legation.evidence.money_units import EXPECTED as A_UNIT
from legation.evidence.money_units import RMB, USD, MoneyUnit, money_unit_in_words, read_money_unit
from legation.evidence.own_series import (
    FILLS,
    INTERPOLATE,
    NO_FILL,
    OwnSeries,
    interpolated_months,
    is_own_series,
    month_ranges,
    read_own_series,
)
from legation.evidence.series import FIRST_YEAR, LAST_YEAR, rates_by_year

DECIMALS = {"point": ".", "comma": ","}
_ADVICE_ON_DASHES = "Leave the cell empty if the month is missing, or write 0 if there was no trade."


@dataclass(frozen=True)
class SeriesAsked:
    """What a user says of a file.

    where    heading -> the value that rows must have
    column   the heading of the values
    sheet    of a workbook
    unit     of the values, where the file states none
    decimal  a key of `DECIMALS`, where the file leaves open what a comma or point means
    fill     one of `FILLS`
    """

    where: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    sheet: str = ""
    unit: str = ""
    decimal: str = ""
    fill: str = NO_FILL


@dataclass(frozen=True)
class SeriesRead:
    """What became of a file.

    layout  of its table, in words
    notes   what else was noticed, in sentences
    """

    series: OwnSeries
    layout: str
    notes: list[str]


def read_series(path: Path, asked: SeriesAsked, today: date) -> SeriesRead:
    """The series in a table of a user's.

    Raises  EvidenceError with every fault of what was asked and of the file
    """
    faults = Faults()
    unit = _said_unit(asked, faults)
    if asked.decimal and asked.decimal not in DECIMALS:
        faults.append(Fault("decimal", shown(asked.decimal), any_of(DECIMALS)))
    if asked.fill not in FILLS:
        faults.append(Fault("fill", shown(asked.fill), any_of(FILLS), nearest(asked.fill, FILLS)))
    tables: list[Table] = []
    content = b""
    with faults.collecting():
        tables = spreadsheets.read_tables(path, "table", KNOWN_HEADINGS)
        content = path.read_bytes()
    if is_own_series(content):
        return _read_again(path, asked, faults)
    table = _table(tables, asked.sheet, faults) if tables else None
    if table is None:
        raise EvidenceError(dict.fromkeys(faults))
    faults += table.faults
    faults.refuse(EvidenceError)
    months = read_month_table(table, asked.where, asked.column, faults)
    unit = unit or _unit_of(table, months, faults)
    values = _usd_million(table, months, unit, asked.decimal, faults)
    faults.refuse(EvidenceError)
    filled = interpolated_months(values) if asked.fill == INTERPOLATE else {}
    series = OwnSeries(
        values | filled,
        _phrase(path.name),
        sha256(content).hexdigest(),
        str(unit),
        today,
        asked.fill,
        frozenset(filled),
        tuple(map(_phrase, months.taken)),
        tuple(map(_phrase, months.left_out)),
    )
    return SeriesRead(series, months.layout, [*table.notes, *months.notes, *_conversion(unit, values)])


def _read_again(path: Path, asked: SeriesAsked, faults: Faults) -> SeriesRead:
    """A series that was imported before. It says all of itself, so only gaps may still be filled."""
    for name in ("where", "column", "sheet", "unit", "decimal"):
        if getattr(asked, name):
            faults.append(Fault(name, "a choice", "nothing, as the file is a series that was imported before"))
    with faults.collecting():
        series = read_own_series(path).series
        if asked.fill == INTERPOLATE:
            filled = interpolated_months(series.months)
            series = replace(
                series,
                months={**series.months, **filled},
                fill=INTERPOLATE,
                interpolated=series.interpolated | filled.keys(),
            )
    faults.refuse(EvidenceError)
    return SeriesRead(series, "a series that was imported before", [])


def _phrase(text: str) -> str:
    """A text in one line, in which every character shows."""
    return visible(" ".join(text.split()))


def _table(tables: Sequence[Table], sheet: str, faults: Faults) -> Table | None:
    """The table that is meant; None, and a fault, where that is open."""
    filled = [table for table in tables if table.faults or not all(row.is_empty for row in table.rows)]
    names = [table.title for table in filled]
    if sheet:
        for table in filled:
            if plain_words(table.title) == plain_words(sheet):
                return table
        faults.append(Fault("sheet", shown(sheet), any_of(names) if names else "nothing", nearest(sheet, names)))
    elif not filled:
        faults.append(Fault("file", "an empty table", "a table of months and values", file=tables[0].file))
    elif len(filled) > 1:
        advice = f"Name one, such as --sheet {shown(names[0]) if ' ' in names[0] else names[0]}."
        faults.append(Fault("sheet", f"{len(names)} sheets: {few(names)}", "one of them", advice, ""))
    else:
        return filled[0]
    return None


# Units.


def _said_unit(asked: SeriesAsked, faults: Faults) -> MoneyUnit | None:
    if not asked.unit:
        return None
    unit = read_money_unit(asked.unit)
    if isinstance(unit, Unreadable):
        faults.append(unit.fault("unit"))
        return None
    return unit


def _unit_of(table: Table, months: MonthTable, faults: Faults) -> MoneyUnit | None:
    """The unit that the file states: of its values by their heading, or in its lines of words."""
    if plain_words(months.heading) in COMTRADE_VALUES:
        return MoneyUnit(USD, 1)  # So UN Comtrade defines it.
    if months.heading and (unit := money_unit_in_words(months.heading)):
        return unit
    cells = {id(value.cell) for value in months.values} | {id(value.label) for value in months.values}
    stated: dict[MoneyUnit, str] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell.text and id(cell) not in cells and not cell.is_number and (unit := money_unit_in_words(cell.text)):
                stated.setdefault(unit, f"{unit} ({cell.at or row.place})")
    if len(stated) == 1:
        return next(iter(stated))
    advice = 'Say it, such as --unit "USD million".'
    if stated:
        faults.append(Fault("unit", f"several: {', '.join(stated.values())}", "one unit of all values", advice))
    elif not any(fault.field == "unit" for fault in faults):
        faults.append(Fault("unit", f"none in {table.file}", A_UNIT, advice))
    return None


def _conversion(unit: MoneyUnit | None, months: Mapping[date, float]) -> list[str]:
    """How the values became USD million, where that needed a rate."""
    if unit is None or unit.currency != RMB:
        return []
    rates = rates_by_year()
    used = ", ".join(f"{year} {rates[year].rmb_per_usd:g}" for year in sorted({month.year for month in months}))
    return [f"RMB became USD by the yearly average rates of the record, RMB for one USD: {used}."]


# Values.


def _usd_million(
    table: Table, months: MonthTable, unit: MoneyUnit | None, decimal: str, faults: Faults
) -> dict[date, float]:
    """Month -> USD million. Every fault of a value is collected; months outside the record are left out, and said."""
    sign = DECIMALS.get(decimal) or _decimal_sign(table, months, faults)
    amounts: dict[date, float] = {}
    cells: dict[date, Cell] = {}
    twice: list[tuple[MonthValue, Cell]] = []
    outside: list[date] = []
    for value in months.values:
        if value.cell.is_empty:
            continue
        if not FIRST_YEAR <= value.month.year <= LAST_YEAR:
            outside.append(value.month)
            continue
        if value.month in cells:
            twice.append((value, cells[value.month]))
            continue
        cells[value.month] = value.cell
        amount = _amount(value.cell, unit, sign)
        if isinstance(amount, Unreadable):
            faults.append(cell_fault(table, value.cell, f"{value.month:%Y-%m}", *amount))
        else:
            amounts[value.month] = amount
    faults += [
        cell_fault(
            table, value.cell, f"{value.month:%Y-%m}", f"a second value ({value.cell.text})",
            f"one value for a month; {_where(first)} has {first.text}",
        )
        for value, first in twice
    ]  # fmt: skip
    if outside:
        months.left_out.append(f"{month_ranges(outside)}, outside the record of {FIRST_YEAR} to {LAST_YEAR}")
    if not cells and not faults:
        what = "no value within the record" if outside else "no value"
        faults.append(Fault(table.title, what, f"values of months from {FIRST_YEAR} to {LAST_YEAR}", file=table.file))
    if unit is None:
        return amounts
    return {month: _in_usd_million(amounts[month], month, unit) for month in sorted(amounts)}


def _where(cell: Cell) -> str:
    return cell.at or f"line {cell.line}"


def _in_usd_million(amount: float, month: date, unit: MoneyUnit) -> float:
    # Of powers of ten the quotient is exact, so that USD million stay the number that was written.
    scaled = amount * (unit.multiple // 10**6) if unit.multiple >= 10**6 else amount / (10**6 // unit.multiple)
    return scaled / rates_by_year()[month.year].rmb_per_usd if unit.currency == RMB else scaled


def _amount(cell: Cell, unit: MoneyUnit | None, sign: str) -> float | Unreadable:
    """The number in a cell, or why it is none that a month of trade can have."""
    if cell.odd or isinstance(cell.value, date):
        return Unreadable(cell.odd or f"the day {cell.text}", EXPECTED)
    stated = str(unit) if unit else ""
    if isinstance(cell.value, int | float):
        shown_number = formatted(float(cell.value), cell.style, unit=stated or USD)
        if isinstance(shown_number, Unreadable):
            return shown_number._replace(found=shown_number.found or shown(cell.text))
        number = float(cell.value)
    else:
        read = read_text(cell.text, unit=stated or "USD RMB", decimal=sign)
        if not isinstance(read, Number):
            is_dash = not any(map(str.isalnum, cell.text)) or plain_words(cell.text) in ("n a", "na")
            return read._replace(advice=_ADVICE_ON_DASHES) if is_dash else read
        number = float(read.value)
    if number < 0:
        return Unreadable(shown(cell.text), "a value of at least 0", "A balance of trade is no flow of goods.")
    return number


def _beside(table: Table, months: MonthTable) -> list[MonthValue]:
    """The other texts in the rows of values, such as rates of growth, each as if it were a value."""
    values = {id(value.cell): value for value in months.values}
    labels = {id(value.label) for value in months.values}
    return [
        values[own[0]]._replace(cell=cell)
        for row in table.rows
        if (own := [id(cell) for cell in row.cells if id(cell) in values])
        for cell in row.cells
        if id(cell) not in values and id(cell) not in labels and cell.value is None
    ]


def _decimal_sign(table: Table, months: MonthTable, faults: Faults) -> str:
    """The sign before decimals, as numbers of the table show it beyond doubt; empty where no number needs to know.

    One fault says where the table leaves it open, or contradicts itself.
    """
    texts = [value for value in months.values if value.cell.value is None and value.cell.text]
    shows: dict[str, MonthValue] = {}
    for value in texts:
        if sign := decimal_sign_of(value.cell.text):
            shows.setdefault(sign, value)
    if len(shows) > 1:
        point, comma = shows["."].cell, shows[","].cell
        both = f"{point.text} ({_where(point)}) and {comma.text} ({_where(comma)})"
        faults.append(Fault("decimal", both, "one sign before decimals in the whole table", file=table.file))
        return ""
    if not shows:
        for value in _beside(table, months):
            if sign := decimal_sign_of(value.cell.text):
                shows.setdefault(sign, value)
    unclear = [value for value in texts if isinstance(read := read_text(value.cell.text), Unreadable)
               and "can be read as" in read.advice]  # fmt: skip
    if len(shows) == 1:
        sign, value = next(iter(shows.items()))
        if unclear:
            name = {".": "point", ",": "comma"}[sign]
            months.notes.append(
                f"{how_many(len(unclear), 'number')} such as {unclear[0].cell.text} read with a {name} before "
                f"decimals, as in {value.cell.text} ({_where(value.cell)})."
            )
        return sign
    if unclear:
        cell = unclear[0].cell
        read = read_text(cell.text)
        assert isinstance(read, Unreadable)
        more = f", and {len(unclear) - 1} more like it" if len(unclear) > 1 else ""
        expected = "numbers of one reading"
        readings = read.advice.partition(":")[0]
        advice = f"{readings}. Say which with --decimal point or --decimal comma."
        faults.append(cell_fault(table, cell, "decimal", f"{shown(cell.text)}{more}", expected, advice))
        # The others are still checked; these are all named by this one fault.
        months.values = [value for value in months.values if value not in unclear]
    return ""
