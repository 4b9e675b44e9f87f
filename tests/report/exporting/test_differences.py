"""The sheets of two runs side by side."""

from __future__ import annotations

from legation.report.exporting.differences import difference_sheets
from tests.report.test_diff_screen import difference_by_hand


def test_each_part_is_a_sheet_with_its_numbers():
    sheets = {sheet.name: sheet for sheet in difference_sheets(difference_by_hand(1))}
    assert list(sheets) == ["Runs", "Verdicts", "Numbers", "Scenario"]
    assert sheets["Runs"].rows[0] == ("name", "first", "second") and sheets["Runs"].rows[-1] == ("seed", "1", None)
    assert sheets["Verdicts"].rows == [("nk-1", "It fell.", "inside", None, "4 (2-6)", "")]
    assert sheets["Numbers"].rows[0] == ("trade_income", "USD a year", 2018, 1000.0, 2000.0, 2.0, 8.5, True)
    assert all(len(row) == len(sheet.columns) for sheet in sheets.values() for row in sheet.rows)
