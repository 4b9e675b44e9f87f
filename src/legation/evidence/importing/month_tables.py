"""Tables of months as people keep them: where the months and their values stand, and what stands there besides.

Two layouts are known. A **list** has a month in each row, beside it one value or more, and perhaps columns that say
whose value it is, as the exports of UN Comtrade have. A **grid** has months down and years across, or the other way
round, as customs offices print it. Nothing is added up: where several values of one month stand, the caller says which
are meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from legation.base.faults import EvidenceError, Fault, Faults, nearest, shown
from legation.base.number_reader import Unreadable
from legation.base.number_text import how_many
from legation.evidence.importing.month_grids import (
    MonthTable,
    MonthValue,
    cell_at,
    cell_fault,
    holds_number,
    read_grid,
    row_place,
)
from legation.evidence.importing.month_labels import (
    EXPECTED,
    SUM,
    has_lost_a_zero,
    labelled_year,
    month_in,
    month_number,
)
from legation.evidence.importing.spreadsheets import Cell, Table, TableRow, column_letter, few
from legation.evidence.importing.synonyms import plain_words

_LOOKED_AT = 100  # rows above a table
# Columns of UN Comtrade, today's names first; each line is one question that a series must answer in one way.
COMTRADE_VALUES = ("primaryvalue", "trade value us $", "tradevalueus", "trade value us")
_PERIODS = ("period", "refperiodid")
_QUESTIONS = (
    ("typecode",),
    ("freqcode",),
    ("flowcode", "flowdesc", "trade flow code", "trade flow", "tradeflow code", "tradeflow"),
    ("reporteriso", "reportercode", "reporterdesc", "reporter iso", "reporter code", "reporter"),
    ("partneriso", "partnercode", "partnerdesc", "partner iso", "partner code", "partner"),
    ("partner2iso", "partner2code", "partner2desc", "2nd partner code", "2nd partner"),
    ("cmdcode", "cmddesc", "commodity code", "commodity"),
    ("customscode", "customs proc code"),
    ("motcode", "mode of transport code"),
    ("moscode",),
)
KNOWN_HEADINGS = frozenset((*COMTRADE_VALUES, *_PERIODS, "refyear", "refmonth", *(n for q in _QUESTIONS for n in q)))


def read_month_table(table: Table, where: Mapping[str, str], column: str, faults: Faults) -> MonthTable:
    """Find months and values in a table.

    where   heading -> the value that its rows must have, of a list
    column  the heading of the values, of a list with several columns of numbers; empty if none was said
    Raises  EvidenceError if the table has no known layout; what is wrong with single rows goes to `faults`
    """
    rows = [row for row in table.rows if not row.is_empty]
    grid = read_grid(table, rows, faults)
    if grid is None:
        return _list(table, rows, where, column, faults)
    for field_, asked in (("where", where), ("column", column)):
        if asked:
            advice = "It holds one series; leave the option away."
            faults.append(Fault(field_, "a choice", "nothing, as the table has months and years only", advice))
    return grid


@dataclass
class _Columns:
    """The columns of a list: its headings by position, and those with months and with values."""

    headings: dict[int, str]
    months: int
    year: int | None = None  # where year and month stand apart, `months` holds the month
    value: int = -1

    def at(self, names: Sequence[str]) -> int | None:
        """The position of the first of these headings, in plain words, that it has."""
        plain = {plain_words(heading): place for place, heading in reversed(self.headings.items())}
        return next((plain[name] for name in names if name in plain), None)


def _list(table: Table, rows: Sequence[TableRow], where: Mapping[str, str], column: str, faults: Faults) -> MonthTable:
    """The table as a list of months. Raises EvidenceError if it is none, or says not which values are meant."""
    start, columns = _columns(table, rows)
    body = rows[start:]
    reading = MonthTable("a month in each row")
    is_comtrade = columns.at(COMTRADE_VALUES) is not None
    if is_comtrade:
        reading.layout = "an export of UN Comtrade"
    reading.left_out += [
        f"{row_place(row)} ({row.filled[0].text})"
        for row in rows[:start]
        if month_in(row.filled[0].text) == SUM and any(holds_number(cell) for cell in row.filled[1:])
    ]
    chosen = _chosen(table, columns, body, where, reading)
    dated = _dated(table, columns, chosen, reading, faults)
    columns.value = _value_column(table, columns, [row for row, _ in dated], column, is_comtrade)
    reading.heading = columns.headings.get(columns.value, "")
    if reading.heading:
        several = list(columns.headings.values()).count(reading.heading) > 1
        letter = f" ({column_letter(columns.value)})" if several else ""
        reading.taken.append(f"column {reading.heading}{letter}")
    _ask_which(columns, [row for row, _ in dated], reading, is_comtrade, _repeated(dated))
    for row, month in dated:
        reading.values.append(MonthValue(month, cell_at(row, columns.value), cell_at(row, columns.months)))
    return reading


def _columns(table: Table, rows: Sequence[TableRow]) -> tuple[int, _Columns]:
    """Where the rows of a list begin, and its columns. Raises EvidenceError if no row holds a month."""
    for at, head in enumerate(rows[:_LOOKED_AT]):
        columns = _Columns({place: cell.text for place, cell in enumerate(head.cells) if cell.text}, 0)
        year = columns.at(("refyear", "year", "연도", "년도", "년", "年", "年份"))
        month = columns.at(("refmonth", "month", "월", "月", "月份"))
        period = columns.at(_PERIODS)
        if period is not None and columns.at(COMTRADE_VALUES) is not None:
            columns.months = period
            return at + 1, columns
        if year is not None and month is not None:
            columns.months, columns.year = month, year
            return at + 1, columns
        for place, cell in enumerate(head.cells):
            if isinstance(_month_of_cell(cell), date) and any(holds_number(c) for c in head.cells if c is not cell):
                return at, _Columns(_headings_above(rows[:at]), place)
    expected = (
        "a table of months: a date and a value in each row, months down and years across, or an export of UN Comtrade"
    )
    advice = "A date is such as 2019-01, 201901 or Jan 2019, a month such as Jan, 1월 or 1."
    raise EvidenceError(Fault(table.title, "no months with values", expected, advice, table.file))


def _headings_above(rows: Sequence[TableRow]) -> dict[int, str]:
    """The headings of a list by position, from the rows above its first month; none where no row is a head.

    Some tables print a total between the head and the months.
    """
    for row in reversed(rows):
        if not any(holds_number(cell) for cell in row.cells):
            return (
                {place: cell.text for place, cell in enumerate(row.cells) if cell.text} if len(row.filled) > 1 else {}
            )
        if month_in(row.filled[0].text) != SUM:
            break
    return {}


def _month_of_cell(cell: Cell) -> date | str | Unreadable:
    if isinstance(cell.value, date):
        return date(cell.value.year, cell.value.month, 1)
    return month_in(cell.text)


def _chosen(
    table: Table, columns: _Columns, rows: Sequence[TableRow], where: Mapping[str, str], reading: MonthTable
) -> list[TableRow]:
    """The rows that have the values asked for. Raises EvidenceError with each choice that chooses nothing."""
    faults = Faults()
    kept = list(rows)
    for heading, value in where.items():
        place = columns.at((plain_words(heading),))
        if place is None:
            names = list(columns.headings.values())
            expected = f"a heading of the table: {few(names, 60)}" if names else "nothing, as the table has no headings"
            faults.append(Fault("where", shown(heading), expected, nearest(heading, names)))
            continue
        values = list(dict.fromkeys(cell_at(row, place).text for row in rows if not cell_at(row, place).is_empty))
        matching = [row for row in rows if cell_at(row, place).text.lower() == value.lower()]
        if not matching:
            expected = f"a value of {columns.headings[place]}: {few(values)}"
            faults.append(Fault("where", shown(value), expected, nearest(value, values)))
        kept = [row for row in kept if cell_at(row, place).text.lower() == value.lower()]
        reading.taken.append(f"{columns.headings[place]} {value}")
    if not faults and where and not kept:
        faults.append(Fault("where", ", ".join(reading.taken), "rows that have all of these values"))
    faults.refuse(EvidenceError)
    if len(kept) < len(rows):
        reading.left_out.append(f"{how_many(len(rows) - len(kept), 'row')} with other values")
    return kept


def _dated(
    table: Table, columns: _Columns, rows: Sequence[TableRow], reading: MonthTable, faults: Faults
) -> list[tuple[TableRow, date]]:
    """The rows that are months, each with its month. Sums and lines of words are left out, and said."""
    dated: list[tuple[TableRow, date]] = []
    sums: list[str] = []
    texts = {cell_at(row, columns.months).text.strip() for row in rows}
    for row in rows:
        label = cell_at(row, columns.months)
        month = _month_of_row(row, columns)
        if has_lost_a_zero(label.text) and columns.year is None and f"{label.text.strip()}0" not in texts:
            year = label.text.strip()[:4]
            advice = f"It can be read as {year}-01 or {year}-10: write the one meant."
            faults.append(cell_fault(table, label, "month", shown(label.text), EXPECTED, advice))
        elif isinstance(month, date):
            dated.append((row, month))
        elif month == SUM:
            sums.append(f"{row_place(row)} ({label.text})")
        elif not any(holds_number(cell) for cell in row.cells if cell is not label):
            reading.left_out.append(f"{row_place(row)} (words)")
        else:
            assert isinstance(month, Unreadable)
            text = shown(label.text) if label.text else "nothing"
            faults.append(cell_fault(table, label, "month", text, month.expected, month.advice))
    reading.left_out += sums if len(sums) <= 20 else [f"{how_many(len(sums), 'row')} for longer times than a month"]
    return dated


def _month_of_row(row: TableRow, columns: _Columns) -> date | str | Unreadable:
    label = cell_at(row, columns.months)
    if columns.year is None:
        return _month_of_cell(label)
    year, month = labelled_year(cell_at(row, columns.year).text), month_number(label.text)
    if year and isinstance(month, int):
        return date(year, month, 1)
    # UN Comtrade writes 52 for the month of a whole year.
    is_sum = month == SUM or label.text in ("52", "0") or month_number(cell_at(row, columns.year).text) == SUM
    return SUM if is_sum else Unreadable("", "a year and a month from 1 to 12")


def _value_column(table: Table, columns: _Columns, rows: Sequence[TableRow], asked: str, is_comtrade: bool) -> int:
    """The position of the values. Raises EvidenceError if several columns hold numbers and nobody said which."""
    width = max((len(row.cells) for row in rows), default=0)
    numbers = [
        place for place in range(width)
        if place not in (columns.months, columns.year) and any(holds_number(cell_at(row, place)) for row in rows)
    ]  # fmt: skip
    names = {place: columns.headings.get(place, column_letter(place)) for place in range(width)}
    if asked:
        called = [place for place, name in names.items() if plain_words(name) == plain_words(asked)]
        called = called or [place for place in names if column_letter(place) == asked.upper()]
        if len(called) > 1:
            letters = few([column_letter(place) for place in called])
            raise EvidenceError(Fault("column", f"{len(called)} columns called {asked}", f"one of {letters}"))
        if not called:
            expected = f"a column of numbers: {few([names[place] for place in numbers], 60)}"
            raise EvidenceError(Fault("column", shown(asked), expected, nearest(asked, names.values())))
        return called[0]
    place = columns.at(COMTRADE_VALUES) if is_comtrade else None
    if place is not None:
        return place
    if len(numbers) == 1:
        return numbers[0]
    if not numbers:
        raise EvidenceError(Fault(table.title, "months without values", "a number beside each month", "", table.file))
    every = list(names.values())
    listed = [
        names[place] if every.count(names[place]) == 1 else f"{names[place]} ({column_letter(place)})"
        for place in numbers
    ]
    example = names[numbers[0]] if listed[0] == names[numbers[0]] else column_letter(numbers[0])
    advice = f"Name one, such as --column {_typed(example)}."
    raise EvidenceError(Fault("column", f"{len(listed)} columns of numbers: {few(listed)}", "one of them", advice))


def _repeated(dated: Sequence[tuple[TableRow, date]]) -> list[list[TableRow]]:
    """The rows of each month that has several."""
    by_month: dict[date, list[TableRow]] = {}
    for row, month in dated:
        by_month.setdefault(month, []).append(row)
    return [rows for rows in by_month.values() if len(rows) > 1]


def _ask_which(
    columns: _Columns, rows: Sequence[TableRow], reading: MonthTable, is_comtrade: bool, repeated: list[list[TableRow]]
) -> None:
    """Raise EvidenceError, one fault, if the rows belong to several series.

    In an export of UN Comtrade every column that tells series apart is known. In another list it is asked for where a
    month has several rows, and otherwise said.
    """
    several: dict[str, list[str]] = {}
    if is_comtrade:
        for names in _QUESTIONS:
            place = columns.at(names)
            if place is not None and len(values := _values(rows, place)) > 1:
                several[columns.headings[place]] = values
    else:
        for place, heading in columns.headings.items():
            is_number = any(holds_number(cell_at(row, place)) for row in rows)
            if place in (columns.months, columns.year) or is_number or len(values := _values(rows, place)) < 2:
                continue
            if any(len(_values(same, place)) > 1 for same in repeated):
                several[heading] = values
            else:
                reading.notes.append(f"The rows taken have {len(values)} values of {heading}: {few(values)}.")
    if several:
        listed = "; ".join(f"{heading} {few(values)}" for heading, values in several.items())
        choice = " ".join(f"--where {_typed(f'{heading}={values[0]}')}" for heading, values in several.items())
        advice = f"They are not added up. Choose one, such as {choice}."
        raise EvidenceError(Fault("where", f"several series in one file: {listed}", "one series", advice))


def _typed(word: str) -> str:
    """A word as it is typed in a command."""
    return f'"{word}"' if " " in word or "(" in word else word


def _values(rows: Sequence[TableRow], place: int) -> list[str]:
    return list(dict.fromkeys(cell_at(row, place).text for row in rows))
