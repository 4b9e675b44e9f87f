"""Sheets of a run: the answer, rows of the right length, and a manifest in rows of name and value."""

from __future__ import annotations

from legation.report import first_page
from legation.report.exporting.sheets import about_rows, export_note, run_answer, run_sheets, twin_sheets
from legation.report.findings import gather_findings


def test_a_manifest_is_told_in_rows_of_name_and_value():
    manifest = {"worlds": 3, "ledger": {"as_of": None, "without": ["rfa", "paper"]}, "scenarios": [{"name": "a"}]}
    assert about_rows(manifest) == [
        ("worlds", 3), ("ledger.as_of", None), ("ledger.without", "rfa, paper"), ("scenarios 1.name", "a")]  # fmt: skip


def test_every_row_is_as_long_as_its_head(result, twins):
    for sheet in (*run_sheets(result), *twin_sheets(twins)):
        assert {len(row) for row in sheet.rows} <= {len(sheet.columns)}, sheet.name


def test_the_answer_is_that_of_the_report(result):
    lines = list(run_answer(result))
    assert lines[0] == ("Question", first_page.question(result))
    assert [text for part, text in lines if part == "Answer"] == first_page.answer(gather_findings(result))
    assert any(part == "Not estimable" and "Deaths" in text for part, text in lines)


def test_a_public_run_needs_no_note(result):
    assert export_note(result) == ""


def test_parameters_tell_what_the_worlds_drew(result):
    (sheet,) = (sheet for sheet in run_sheets(result) if sheet.name == "Parameters")
    rows = {row[0]: row for row in sheet.rows}
    assert list(rows) == list(result.scenario.parameters)
    assert rows["founding.posted"][3:7] == (2500, 2500, 2500, "yes")
    drawn = result.draws["trade.median_margin"]
    assert drawn.min() <= rows["trade.median_margin"][4] <= drawn.max() and rows["trade.median_margin"][6] == "no"
