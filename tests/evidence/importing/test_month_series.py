"""A table becomes a series: units, numbers, encodings and what is missing. All numbers are invented."""

from __future__ import annotations

import io
from datetime import date
from hashlib import sha256

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.base.faults import EvidenceError
from legation.evidence.importing.month_series import SeriesAsked, read_series
from legation.evidence.own_series import month_starts
from legation.evidence.series import rates_by_year
from tests.evidence.own_series import comtrade, comtrade_row, own_series

TODAY = date(2026, 1, 31)
JAN, FEB, MAR = (date(2019, month, 1) for month in (1, 2, 3))
MILLION = {"unit": "USD million"}


def read(folder, content, name="x.csv", **asked):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_series(path, SeriesAsked(**asked), TODAY)


def months(folder, content, **asked):
    return dict(read(folder, content, **asked).series.months)


def refused(folder, content, **asked):
    with pytest.raises(EvidenceError) as problem:
        read(folder, content, **asked)
    return [str(fault).replace(f"{folder.as_posix()}/", "") for fault in problem.value.faults]


def test_a_series_says_where_it_comes_from(tmp_path):
    text = "date,value (USD thousand)\n2019-01,5\n2019,60\n2019-03,7000\n2030-01,1\n"
    series = read(tmp_path, text).series
    assert series.months == {JAN: 0.005, MAR: 7.0}
    assert (series.source, series.source_sha256) == ("x.csv", sha256(text.encode()).hexdigest())
    assert (series.unit, series.imported, series.fill) == ("USD thousand", TODAY, "none")
    assert series.missing() == [FEB]
    assert series.left_out == ("line 3 (2019)", "2030-01, outside the record of 2009 to 2025")
    assert series.taken == ("column value (USD thousand)",)


def test_months_between_are_filled_on_request(tmp_path):
    series = read(tmp_path, "2019-01,5\n2019-03,7\n", **MILLION, fill="interpolate").series
    assert series.months == {JAN: 5.0, FEB: 6.0, MAR: 7.0}
    assert (series.interpolated, series.missing()) == ({FEB}, [])


# Units.


@pytest.mark.parametrize(
    ("unit", "value"),
    [("USD", 5e-6), ("USD thousand", 0.005), ("USD 10,000", 0.05), ("USD million", 5.0), ("USD billion", 5000.0)],
)
def test_units_differ_by_their_multiple(tmp_path, unit, value):
    assert months(tmp_path, "2019-01,5\n2019-02,6\n", unit=unit)[JAN] == value


def test_rmb_become_usd_by_the_rate_of_the_year_and_it_is_said(tmp_path):
    done = read(tmp_path, "2018-12,6.62\n2019-01,6.91\n", unit="RMB million")
    assert done.series.months == {date(2018, 12, 1): 1.0, JAN: 1.0}
    rates = rates_by_year()
    (note,) = done.notes
    assert f"2018 {rates[2018].rmb_per_usd:g}, 2019 {rates[2019].rmb_per_usd:g}" in note


def test_a_file_without_a_unit_is_refused_once(tmp_path):
    (fault,) = refused(tmp_path, "2019-01,5\n2019-02,6\n")
    assert fault.startswith("unit: found none in x.csv; expected USD or RMB with a multiple, such as")
    assert '--unit "USD million"' in fault
    (fault,) = refused(tmp_path, "2019-01,5\n2019-02,6\n", unit="KRW million")
    assert fault.startswith('unit: found "KRW million"; expected USD or RMB')


def test_two_units_in_a_file_are_asked_for(tmp_path):
    text = "unit: USD thousand\nin USD million\nmonth,2018,2019\nJan,1,2\n"
    (fault,) = refused(tmp_path, text)
    assert "several: USD thousand (line 1), USD million (line 2)" in fault
    assert months(tmp_path, text, **MILLION)[JAN] == 2.0


def test_un_comtrade_counts_in_usd(tmp_path):
    text = comtrade(comtrade_row((2019, 1), 5_000_000), comtrade_row((2019, 2), "6000000.5"))
    assert months(tmp_path, text) == {JAN: 5.0, FEB: 6.0000005}


# Numbers.


def test_a_comma_is_what_the_table_shows_it_to_be(tmp_path):
    """1,234 is open by itself; beside 2,345.6 it is 1234, beside 2.345,6 it would be 1.234."""
    done = read(tmp_path, "x;y\n2019-01;1,234\n2019-02;2,345.6\n", **MILLION)
    assert done.series.months == {JAN: 1234.0, FEB: 2345.6}
    assert any("1 number such as 1,234 read with a point before decimals" in note for note in done.notes)
    assert months(tmp_path, "x;y\n2019-01;1,234\n2019-02;2.345,6\n", **MILLION) == {JAN: 1.234, FEB: 2345.6}


def test_a_table_that_leaves_it_open_asks_once(tmp_path):
    text = "x;y\n2019-01;1,234\n2019-02;2,345\n2019-03;12\n"
    (fault,) = refused(tmp_path, text, **MILLION)
    assert 'x.csv:2  decimal: found "1,234", and 1 more like it' in fault and "--decimal point" in fault
    assert months(tmp_path, text, **MILLION, decimal="point") == {JAN: 1234.0, FEB: 2345.0, MAR: 12.0}
    assert months(tmp_path, text, **MILLION, decimal="comma") == {JAN: 1.234, FEB: 2.345, MAR: 12.0}


def test_rates_beside_the_values_show_the_sign_too(tmp_path):
    """A customs table of invented numbers: a total between the head and the months, rates with decimals beside."""
    text = "(단위 : 천불, %)\n기간;수출;증감률\n총계;3,468;1.5\n2019.01;1,234;1.5\n2019.02;2,234;1.5\n"
    done = read(tmp_path, text, column="수출")
    assert done.series.months == {JAN: 1.234, FEB: 2.234}
    assert done.series.left_out == ("line 3 (총계)",)


def test_a_table_that_contradicts_itself_is_refused(tmp_path):
    (fault,) = refused(tmp_path, "x;y\n2019-01;1,234.5\n2019-02;2.345,6\n", **MILLION)
    assert "1,234.5 (line 2) and 2.345,6 (line 3)" in fault


def test_every_wrong_value_is_told_at_once(tmp_path):
    text = "date,value\n2019-01,5\n2019-01,6\n2019-02,-3\n2019-03,n/a\n2019-04,-\n2019-05,45 %\n2019-06,\n2019-07,9\n"
    faults = refused(tmp_path, text, **MILLION)
    for says in (
        "x.csv:3  2019-01: found a second value (6); expected one value for a month; line 2 has 5",
        'x.csv:4  2019-02: found "-3"; expected a value of at least 0',
        'x.csv:5  2019-03: found "n/a"',
        'x.csv:6  2019-04: found "-"; expected a number such as 3000 or 0.5. Leave the cell empty',
        'x.csv:7  2019-05: found "45 %"',
    ):
        assert any(fault.startswith(says) for fault in faults), says
    assert len(faults) == 5


def test_a_file_without_values_is_refused(tmp_path):
    assert "no value within the record" in refused(tmp_path, "2030-01,5\n2030-02,6\n", **MILLION)[0]
    assert "an empty table" in refused(tmp_path, "\n", **MILLION)[0]
    with pytest.raises(EvidenceError, match="no such file"):
        read_series(tmp_path / "none.csv", SeriesAsked(), TODAY)


def test_what_was_asked_and_the_file_are_judged_together(tmp_path):
    path = tmp_path / "none.csv"
    with pytest.raises(EvidenceError) as problem:
        read_series(path, SeriesAsked(unit="x", decimal="dot", fill="guess"), TODAY)
    assert [fault.field for fault in problem.value.faults] == ["unit", "decimal", "fill", "file"]


# Files.

GRID = "단위: 천달러\n월,2018,2019\n1월,1000,2000\n2월,3000,4000\n합계,4000,6000\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path, encoding, mark):
    values = months(tmp_path, GRID.replace(",", mark).encode(encoding))
    assert values == {date(2018, 1, 1): 1.0, date(2018, 2, 1): 3.0, JAN: 2.0, FEB: 4.0}


def test_a_western_file_of_un_comtrade(tmp_path):
    text = comtrade(comtrade_row((2019, 1), 5_000_000).replace("Invented", "Côte d'Invention, Türkiye"))
    done = read(tmp_path, text.encode("cp1252"))
    assert done.series.months == {JAN: 5.0} and "cp1252" in done.notes[0]


def workbook(rows, *titles, formats=()):
    book = openpyxl.Workbook()
    book.active.title = titles[0] if titles else "Sheet1"
    for row in rows:
        book.active.append(row)
    for cell, style in formats:
        book.active[cell].number_format = style
    for title in titles[1:]:
        book.create_sheet(title).append(["2019-01", 1])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_with_dates_and_number_cells(tmp_path):
    rows = [["Month", "Value (USD million)"], [date(2019, 1, 1), 1234], [date(2019, 2, 28), 0.5]]
    content = workbook(rows, formats=[("B2", "#,##0")])
    assert months(tmp_path, content, name="x.xlsx") == {JAN: 1234.0, FEB: 0.5}


def test_a_grid_in_a_workbook(tmp_path):
    rows = [
        ["unit: USD thousand"],
        ["Month", 2018, 2019, "Total"],
        ["Jan", 1000, 2000, 3000],
        ["Feb", 3000, None, 3000],
    ]
    values = months(tmp_path, workbook(rows), name="x.xlsx")
    assert values == {date(2018, 1, 1): 1.0, date(2018, 2, 1): 3.0, JAN: 2.0}


def test_a_cell_that_shows_less_than_it_holds_is_refused(tmp_path):
    content = workbook([["2019-01", 1234567], ["2019-02", 5]], formats=[("A1", "@"), ("B1", "#,##0,")])
    (fault,) = refused(tmp_path, content, name="x.xlsx", **MILLION)
    assert "Sheet1!B1 2019-01" in fault and "leaves thousands out" in fault


def test_a_sheet_is_asked_for(tmp_path):
    content = workbook([["2019-01", 5], ["2019-02", 6]], "Imports", "Exports")
    (fault,) = refused(tmp_path, content, name="x.xlsx", **MILLION)
    assert "2 sheets: Imports, Exports" in fault and "--sheet Imports" in fault
    assert months(tmp_path, content, name="x.xlsx", **MILLION, sheet="exports") == {JAN: 1.0}
    assert "Did you mean Imports" in refused(tmp_path, content, name="x.xlsx", **MILLION, sheet="Import")[0]


# What is written in any form is read as the same.

every_month = st.sets(st.sampled_from(list(month_starts(date(2009, 1, 1), date(2025, 12, 1)))), min_size=2, max_size=40)
amounts = st.integers(0, 10**7).map(lambda number: number / 100)


@given(every_month, st.data())
def test_a_list_is_read_as_it_was_written(tmp_path_factory, days, data):
    values = {month: data.draw(amounts) for month in days}
    form = data.draw(st.sampled_from(["%Y-%m", "%Y%m", "%b %Y", "%Y/%m", "%Y-%m-%d"]))
    mark = data.draw(st.sampled_from([",", ";", "\t"]))
    head = data.draw(st.sampled_from(["", "date{}value\n"])).format(mark)
    text = head + "".join(f"{month.strftime(form)}{mark}{value:.2f}\n" for month, value in values.items())
    assert months(tmp_path_factory.mktemp("list"), text, **MILLION) == values


@given(every_month, st.booleans(), st.data())
def test_a_grid_is_read_as_it_was_written(tmp_path_factory, days, by_year, data):
    values = {month: data.draw(amounts) for month in days}
    years = sorted({month.year for month in values})
    names = [date(2000, month, 1).strftime("%b") for month in range(1, 13)]

    def cell(year, month):
        value = values.get(date(year, month, 1))
        return "" if value is None else f"{value:.2f}"

    if by_year:
        rows = [["", *names], *([str(year), *(cell(year, month) for month in range(1, 13))] for year in years)]
    else:
        rows = [["", *map(str, years)], *([names[m - 1], *(cell(year, m) for year in years)] for m in range(1, 13))]
    text = "unit: USD million\n" + "".join(";".join(row) + "\n" for row in rows)
    assert months(tmp_path_factory.mktemp("grid"), text) == values


@given(every_month, st.data())
def test_an_export_of_comtrade_is_read_as_it_was_written(tmp_path_factory, days, data):
    values = {month: data.draw(st.integers(0, 10**12)) for month in days}
    text = comtrade(*(comtrade_row((month.year, month.month), value) for month, value in values.items()))
    read_back = months(tmp_path_factory.mktemp("comtrade"), text)
    assert read_back == {month: value / 10**6 for month, value in values.items()}


@given(every_month, st.booleans())
def test_an_imported_series_is_imported_again_as_the_same(tmp_path_factory, days, filled):
    missing = set(month_starts(min(days), max(days))) - days
    series = own_series(first=min(days), last=max(days), without=missing, fill="interpolate" if filled else "none")
    folder = tmp_path_factory.mktemp("again")
    assert read(folder, series.text()).series == series
    assert read(folder, series.text(), fill="interpolate").series.missing() == []


POOL = [
    "", "2019-01", "201902", "2019.1", "Jan", "2월", "3", "2019", "2020년", "Total", "1,234", "1.234", "5", "-5", "n/a",
    "-", "primaryValue", "period", "refYear", "flowCode", "unit: USD", "단위: 천달러", "USD", "date", "x", "\x07",
    "\ufeff", "9" * 50, "1e400", "월", "year", "month", "# legation series 1", "'=1", '"', "2019-13", "1-2월", "%",
    "€5",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(POOL), max_size=6), max_size=8), st.sampled_from(",;\t"), st.booleans())
def test_any_table_is_read_or_refused(tmp_path_factory, rows, mark, is_said):
    """Whatever stands in a table, it gives a series that can be written, or faults."""
    path = tmp_path_factory.mktemp("any") / "x.csv"
    path.write_text("\n".join(mark.join(row) for row in rows))
    asked = SeriesAsked(unit="USD million", decimal="point", fill="interpolate") if is_said else SeriesAsked()
    try:
        series = read_series(path, asked, TODAY).series
    except EvidenceError:
        return  # It carries faults, as every such error asserts.
    assert read(path.parent, series.text(), name="again.csv").series == series


def test_an_imported_series_leaves_no_choice(tmp_path):
    faults = refused(tmp_path, own_series().text(), unit="USD", column="x", where={"a": "b"})
    assert [fault.partition(":")[0] for fault in faults] == ["where", "column", "unit"]
