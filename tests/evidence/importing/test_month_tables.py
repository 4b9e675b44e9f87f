"""Tables of months: lists, grids and exports of UN Comtrade. All numbers are invented."""

from __future__ import annotations

import pytest

from legation.base.faults import EvidenceError, Faults
from legation.evidence.importing.month_tables import KNOWN_HEADINGS, read_month_table
from legation.evidence.importing.text_files import read_text_table
from tests.evidence.own_series import comtrade, comtrade_row


def read(text, where=None, column=""):
    """What the table holds as texts by month, and the table and faults themselves."""
    faults = Faults()
    table = read_month_table(
        read_text_table(text.encode(), "x.csv", "table", KNOWN_HEADINGS), where or {}, column, faults
    )
    return {f"{value.month:%Y-%m}": value.cell.text for value in table.values}, table, [str(fault) for fault in faults]


def refused(text, **asked):
    with pytest.raises(EvidenceError) as problem:
        read(text, **asked)
    assert len(problem.value.faults) == 1
    return str(problem.value)


@pytest.mark.parametrize("head", ["", "date,value\n", "Trade of two countries\n\nMonth,Value\n"])
def test_a_list_with_or_without_a_head(head):
    values, table, faults = read(f"{head}2019-01,5\nFeb 2019,6\n201903,7\n")
    assert (values, faults) == ({"2019-01": "5", "2019-02": "6", "2019-03": "7"}, [])
    assert table.layout == "a month in each row"


def test_years_and_lines_of_words_are_left_out_of_a_list():
    values, table, faults = read("date,value\n2019-01,5\n2019,60\nTotal,60\nSource: invented,\n")
    assert (values, faults) == ({"2019-01": "5"}, [])
    assert table.left_out == ["line 5 (words)", "line 3 (2019)", "line 4 (Total)"]


def test_a_row_of_a_list_without_a_month_is_a_fault():
    _, _, faults = read("date,value\n2019-01,5\nsoon,6\n2019-13,7\n")
    assert [fault.split(";")[0] for fault in faults] == [
        'x.csv:3  month: found "soon"',
        'x.csv:4  month: found "2019-13"',
    ]


def test_october_without_its_zero_is_asked_for():
    """A spreadsheet writes 2019.10 as 2019.1; beside 2019.10 it is January."""
    values, _, faults = read("2019.1,5\n2019.2,6\n2019.10,7\n")
    assert (values, faults) == ({"2019-01": "5", "2019-02": "6", "2019-10": "7"}, [])
    _, _, faults = read("2019.08,5\n2019.09,6\n2019.1,7\n")
    assert len(faults) == 1 and "x.csv:3" in faults[0] and "2019-01 or 2019-10" in faults[0]


def test_several_columns_of_values_are_asked_for():
    text = "date,exports,imports\n2019-01,5,6\n2019-02,7,8\n"
    assert "found 2 columns of numbers: exports, imports; expected one of them" in refused(text)
    assert read(text, column="Imports")[0] == {"2019-01": "6", "2019-02": "8"}
    assert "Did you mean imports" in refused(text, column="import")


def test_two_columns_of_one_heading_are_told_apart_by_their_letters():
    """Customs tables print the flows in a row of their own above, and call both columns alike."""
    text = ",수출,,수입,\n기간,금액,증감률,금액,증감률\n2019.01,5,1.5,6,2.5\n2019.02,7,1.5,8,2.5\n"
    assert "found 2 columns called 금액; expected one of B, D" in refused(text, column="금액")
    values, table, _ = read(text, column="d")
    assert (values, table.taken) == ({"2019-01": "6", "2019-02": "8"}, ["column 금액 (D)"])
    assert "금액 (B), 증감률 (C), 금액 (D), 증감률 (E)" in (asked := refused(text)) and "--column B." in asked


def test_year_and_month_in_columns_of_their_own():
    values, table, faults = read("year,month,value\n2019,1,5\n2019,2,6\n2019,Total,11\n2019,14,9\n")
    assert values == {"2019-01": "5", "2019-02": "6"} and table.left_out == ["line 4 (Total)"]
    assert len(faults) == 1 and "x.csv:5" in faults[0]


def test_a_list_of_several_countries_is_not_added_up():
    text = "date,country,value\n2019-01,A,5\n2019-01,B,6\n2019-02,A,7\n2019-02,B,8\n"
    assert "country A, B" in refused(text) and "--where country=A" in refused(text)
    values, table, _ = read(text, where={"country": "b"})
    assert values == {"2019-01": "6", "2019-02": "8"}
    assert (table.taken, table.left_out) == (["country b", "column value"], ["2 rows with other values"])


def test_countries_that_follow_one_another_are_said():
    _, table, _ = read("date,country,value\n2019-01,A,5\n2019-02,B,6\n")
    assert table.notes == ["The rows taken have 2 values of country: A, B."]


@pytest.mark.parametrize(
    ("where", "says"),
    [({"land": "A"}, "a heading of the table"), ({"country": "C"}, "a value of country: A, B"),
     ({"country": "A", "kind": "y"}, "rows that have all of these values")],
)  # fmt: skip
def test_a_choice_that_chooses_nothing_is_refused(where, says):
    assert says in refused("date,country,kind,value\n2019-01,A,x,5\n2019-02,B,y,6\n", where=where)


def test_a_table_of_no_months_is_refused():
    assert "expected a table of months" in refused("name,value\nA,1\n")


def test_an_export_of_un_comtrade():
    """The comma at the end of each row is a cell without a heading, and moves no other."""
    text = comtrade(comtrade_row((2019, 1), 5000), comtrade_row((2019, 2), "6000.5"), comtrade_row(2019, 11000))
    values, table, faults = read(text)
    assert (values, faults) == ({"2019-01": "5000", "2019-02": "6000.5"}, [])
    assert (table.layout, table.heading) == ("an export of UN Comtrade", "primaryValue")
    assert table.left_out == ["line 4 (2019)"]


def test_an_export_with_several_series_asks_once_for_all():
    text = comtrade(
        comtrade_row((2019, 1), 1), comtrade_row((2019, 1), 2, flow="X"), comtrade_row((2019, 2), 3, reporter="KOR"),
        comtrade_row((2019, 3), 4, mode=1000, commodity="27"),
    )  # fmt: skip
    message = refused(text)
    for choice in ("flowCode M, X", "reporterISO CHN, KOR", "motCode 0, 1000", "cmdCode TOTAL, 27",
                   "--where flowCode=M --where reporterISO=CHN --where cmdCode=TOTAL --where motCode=0"):  # fmt: skip
        assert choice in message
    assert read(text, where={"flowCode": "M", "reporterISO": "CHN", "motCode": "0"})[0] == {"2019-01": "1"}


def test_an_export_of_the_older_comtrade():
    head = "Year,Period,Trade Flow,Reporter,Partner,Commodity Code,Trade Value (US$)\n"
    text = head + "2019,201901,Imports,China,DPRK,TOTAL,5000\n2019,201902,Imports,China,DPRK,TOTAL,6000\n"
    assert read(text)[0] == {"2019-01": "5000", "2019-02": "6000"}
    assert "Trade Flow Imports, Exports" in refused(text + "2019,201902,Exports,China,DPRK,TOTAL,6000\n")
