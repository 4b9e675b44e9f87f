"""Workbooks and CSV read back by other programs: numbers are numbers, text is text, and nothing computes."""

from __future__ import annotations

import csv
import io
import math

import openpyxl
import polars
import pytest

from legation.base.faults import UserError
from legation.report.exporting import sheets
from legation.report.exporting.sheets import ExportSheet, run_sheets, twin_sheets
from legation.report.exporting.workbooks import csv_files, fitting_sheets, workbook_bytes
from tests.report.exporting.conftest import FORMULA

NOTE = "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."
NUMBERS = ("reported_low", "reported_high", "low", "median", "high", "share_of_worlds", "worlds")


def _read(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def _rows(page):
    head, *rows = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def book(result):
    return _read(workbook_bytes(fitting_sheets(run_sheets(result))[0]))


def test_a_run_has_its_sheets_in_order(book):
    assert book.sheetnames == [
        "Answer", "Comparison", "Series", "Outcomes", "Draws", "Parameters", "Failures", "About"]  # fmt: skip


def test_numbers_of_the_comparison_are_number_cells(book, result):
    rows = _rows(book["Comparison"])
    assert [row["claim"] or "" for row in rows] == [row.claim for row in result.rows]
    for written, row in zip(rows, result.rows, strict=True):
        assert all(written[name] is None or isinstance(written[name], int | float) for name in NUMBERS)
        assert (written["low"], written["median"], written["high"]) == (row.low, row.median, row.high)
        assert (written["lies"], written["width"] or "", written["grounds"] or "") == (row.lies, row.width, row.grounds)
        ends = [end if math.isfinite(end) else None for end in row.reported or (math.inf, math.inf)]
        assert [written["reported_low"], written["reported_high"]] == [
            end and pytest.approx(end, rel=1e-3) for end in ends]  # fmt: skip
    assert any(row["low"] is not None for row in rows)


def test_each_claim_has_grade_outlet_and_date(book, result):
    for written in _rows(book["Comparison"]):
        if written["claim"]:
            claim = result.ledger.claims[written["claim"]]
            source = result.ledger.sources[claim.source]
            assert written["grade"] == result.ledger.grade(claim.id)
            assert written["outlet"] == result.ledger.outlets[source.outlet].name
            assert written["published"] == str(source.published).replace("..", " to ")


def test_each_sheet_has_a_frozen_head_and_filters(book):
    for page in book:
        assert page.freeze_panes == "A2" and page.auto_filter.ref.startswith("A1:")
        assert page.auto_filter.ref.endswith(str(page.max_row))
        assert all(cell.font.bold for cell in page[1])


def test_no_text_is_a_formula(book):
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    (cell,) = (cell for cell in cells if cell.value and FORMULA in str(cell.value))
    assert cell.data_type == "s" and cell.quotePrefix


def test_outcomes_and_draws_are_those_of_the_run(book, result):
    assert _rows(book["Outcomes"]) == result.outcomes.to_dicts()
    for written, drawn in zip(_rows(book["Draws"]), result.draws.to_dicts(), strict=True):
        assert written == pytest.approx(drawn, rel=1e-14)  # a workbook has 16 digits


def test_the_series_has_each_year_and_area_with_quantiles_over_worlds(book, result):
    rows = _rows(book["Series"])
    assert {row["year"] for row in rows} == set(result.outcomes["year"])
    flights = [row for row in rows if row["measure"] == "flights" and row["place"] == "all places"]
    values = result.outcomes.filter(place="all places", year=flights[0]["year"])["flights"]
    assert flights[0]["q50"] == pytest.approx(values.median(), rel=0.006) and flights[0]["worlds"] == len(values)
    assert not [row for row in rows if row["measure"] == "flights" and row["place"] == "Dandong"]


def test_what_is_too_large_for_a_workbook_is_shortened_or_left_out_and_said(result, monkeypatch):
    monkeypatch.setattr(
        sheets, "CELLS_MOST", result.outcomes.filter(place="all places").height * len(result.outcomes.columns)
    )
    kept, words = fitting_sheets(run_sheets(result))
    outcomes = next(sheet for sheet in kept if sheet.name == "Outcomes")
    assert {row[1] for row in outcomes.rows} == {"all places"}
    assert words[0].startswith("Outcomes: all places together alone, since the whole table has ")
    monkeypatch.setattr(sheets, "CELLS_MOST", 10)
    kept, words = fitting_sheets(run_sheets(result))
    assert not {"Outcomes", "Draws"} & {sheet.name for sheet in kept}
    assert [sentence.partition(":")[0] for sentence in words] == ["Outcomes", "Outcomes", "Draws"]


def test_a_note_stands_on_every_sheet_and_printed_page(result):
    book = _read(workbook_bytes(run_sheets(result, NOTE), NOTE))
    for page in book:
        assert page["A1"].value == page.oddHeader.center.text == page.oddFooter.center.text == NOTE
        assert page.freeze_panes == "A3" and page.auto_filter.ref.startswith("A2:")
    assert {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}["handling"] == NOTE


def test_a_text_that_no_cell_holds_is_told_with_sheet_and_cell():
    bad = ExportSheet("Answer", ("part", "sentence"), [("Answer", "a\x01b"), ("Answer", "x" * 40_000)])
    with pytest.raises(UserError) as problem:
        workbook_bytes([bad])
    assert [fault.field for fault in problem.value.faults] == ["Answer B2", "Answer B3"]


def test_csv_files_hold_the_same_and_are_marked_as_utf8(result):
    files = csv_files(run_sheets(result))
    assert set(files) == {f"{sheet.name.lower()}.csv" for sheet in run_sheets(result)}
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    table = polars.read_csv(files["outcomes.csv"])
    assert table.shape == result.outcomes.shape
    assert table["posted_officials"].cast(float).to_list() == result.outcomes["posted_officials"].to_list()
    head, *rows = csv.reader(io.StringIO(files["comparison.csv"].decode("utf-8-sig")))
    assert rows[0][head.index("because")] == f"'{FORMULA}."


def test_a_comparison_of_scenarios_has_effects_as_numbers(twins):
    book = _read(workbook_bytes(twin_sheets(twins)))
    assert book.sheetnames == ["Answer", "Effects", "Reports", "Differences", "Failures", "About"]
    rows = _rows(book["Effects"])
    assert len(rows) == len(twins.effects) > 0
    for written, effect in zip(rows, twins.effects, strict=True):
        middle = effect.difference.middle if effect.difference else None
        assert written["difference_median"] == middle and written["label"] == effect.label
