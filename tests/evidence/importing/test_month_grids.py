"""Grids of months: years across, or down. All numbers are invented."""

from __future__ import annotations

import pytest

from tests.evidence.importing.test_month_tables import read

GRID = """Invented imports of one country
(unit: USD thousand),,,
Month,2018,2019,Total
Jan,1,13,14
Feb,2,,2
Total,3,13,16
1-2월,3,13,16
Source: invented
"""


def test_a_grid_with_years_across():
    values, table, faults = read(GRID)
    assert (values, faults) == ({"2018-01": "1", "2019-01": "13", "2018-02": "2", "2019-02": ""}, [])
    assert table.left_out == ['column "Total"', "line 6 (Total)", "line 7 (1-2월)", "line 8 (words)"]


def test_a_grid_with_years_down():
    values, table, faults = read("구분;1월;2월;합계\n2018년;1;2;3\n2019년;13;14;27\n합계;14;16;30\n")
    assert (values, faults) == ({"2018-01": "1", "2018-02": "2", "2019-01": "13", "2019-02": "14"}, [])
    assert table.left_out == ['column "합계"', "line 4 (합계)"]
    assert table.layout == "years down, months across"


@pytest.mark.parametrize(
    "labels", [("1", "2", "3"), ("01", "02", "03"), ("January", "February", "March"), ("1月", "2月", "3月")]
)
def test_a_grid_knows_its_months(labels):
    text = "month,2018,2019\n" + "".join(f"{label},{at},{at + 10}\n" for at, label in enumerate(labels))
    assert read(text)[0] == {
        f"{year}-{month + 1:02d}": str(month + 10 * (year - 2018)) for year in (2018, 2019) for month in range(3)
    }


def test_a_label_that_nobody_knows_is_a_fault():
    _, _, faults = read("month,2018\nJan,1\nBrumaire,2\n,3\n")
    assert [fault.split(";")[0] for fault in faults] == [
        'x.csv:3  row: found "Brumaire"',
        "x.csv:4  row: found no label",
    ]


def test_a_grid_has_nothing_to_choose():
    _, _, faults = read(GRID, where={"flow": "M"}, column="x")
    assert [fault.partition(":")[0] for fault in faults] == ["where", "column"]


def test_flows_side_by_side_under_one_year_are_refused():
    text = "month,2018,,2019,\n,exports,imports,exports,imports\nJan,1,2,3,4\nFeb,5,6,7,8\n"
    _, _, faults = read(text)
    assert [fault.split(";")[0] for fault in faults] == [
        f"x.csv:3  column {letter}: found numbers without a year above" for letter in "CE"
    ]
