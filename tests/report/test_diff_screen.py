"""The screen of two runs side by side: verdicts first, and never more lines than a screen has."""

from __future__ import annotations

from dataclasses import replace

from legation.api.differences import Changed, ChangedVerdict, Moved, RunDifference
from legation.report.diff_screen import NOTHING, ORDER, difference_screen
from legation.report.screen import HEIGHT

A, B = ({"name": name, "run_id": number * 16, "folder": ""} for name, number in (("first", "a"), ("second", "b")))


def difference_by_hand(size):
    return RunDifference(
        A, B, [Changed("seed", "1", None)] * size, ["Parameter trade.loss becomes 3."] * size,
        [ChangedVerdict("nk-1", "It fell.", "inside", None, "4 (2-6)", "")] * size,
        [Moved("trade_income", "USD a year", 2018, 1000.0, 2000.0, 2.0, 8.5, True),
         Moved("flights", "a year", 2019, 0.0, 3.0, None, None, False)]
        * size, {"verdicts": 7, "measures": 3},
    )  # fmt: skip


def test_it_says_what_changed_by_hand():
    lines = difference_screen(difference_by_hand(1)).text().splitlines()
    assert lines[0].startswith("first (seed 1) beside second ") and lines[0].endswith("and bbbbbbbbbbbbbbbb")
    assert lines[1] == "1 verdict changed, 7 did not; 2 measures moved, 3 did not."
    rows = [" ".join(line.split()) for line in lines]
    assert "nk-1 inside not there 4 (2-6) –" in rows
    assert "trade_income * 2018 USD 1,000 USD 2,000 × 2 8.5" in rows and "flights 2019 0 3 – –" in rows
    assert ORDER in rows
    assert "seed 1 –" in rows and "Parameter trade.loss becomes 3." in rows
    assert rows.index("nk-1 inside not there 4 (2-6) –") < rows.index("seed 1 –")


def test_the_first_line_says_what_each_was_told_otherwise():
    about = [Changed("worlds", "200", "64"), Changed("outlets left out", None, "daily-nk"), Changed("day", "1", "2")]
    first = difference_screen(replace(difference_by_hand(1), about=about)).text(120).splitlines()[0]
    assert first.startswith("first (200 worlds) beside second (64 worlds, without daily-nk) ")


def test_however_much_changed_it_stands_on_one_screen():
    screen = difference_screen(difference_by_hand(50))
    assert screen.height() <= HEIGHT and "more: give --all for the rest." in screen.text()
    assert difference_screen(difference_by_hand(50), height=30).height() <= 30
    assert difference_screen(difference_by_hand(50), whole=True).text().count("nk-1") == 50


def test_where_nothing_changed_it_says_so():
    assert NOTHING in difference_screen(difference_by_hand(0)).text()
