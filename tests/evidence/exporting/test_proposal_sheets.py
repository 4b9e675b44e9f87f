"""Proposed claims as a sheet to be mended and imported."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl

from legation.evidence.exporting.proposal_sheets import COLUMNS, proposal_sheet
from legation.evidence.importing.batch import read_batch
from legation.evidence.importing.columns import CLAIMS
from legation.evidence.ledger import load_ledger
from legation.evidence.reading.articles import read_article

DAY = date(2019, 5, 29)
TEXT = (
    "In April 2019 about ten trade officials in China were recalled. Minister Pak said that twenty more were recalled."
)


def _rows(text=TEXT):
    raw = proposal_sheet(read_article(text, DAY), "nk-2019-intv", ".csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(raw)))


def test_each_proposal_is_a_row_of_the_template():
    first, _ = _rows()
    assert set(first) == {column.name for column in COLUMNS} <= {column.name for column in CLAIMS}
    assert first["what_was_said"] == "In April 2019 about ten trade officials in China were recalled."
    assert (first["measure"], first["low"], first["where"], first["source_id"]) == (
        "recalls",
        "10",
        "China",
        "nk-2019-intv",
    )


def test_a_sentence_with_a_name_is_left_out_and_the_note_says_why():
    _, second = _rows()
    assert second["what_was_said"] == ""
    assert "a name after a title" in second["note"]
    assert "Pak" not in str(second)


def test_a_long_sentence_is_cut_to_what_a_record_may_hold():
    (row,) = _rows("Ten officials were recalled " + "and others stayed on " * 30 + "in China.")
    assert len(row["what_was_said"]) <= 400
    assert row["what_was_said"].endswith("…")


def test_a_text_that_a_spreadsheet_would_run_is_guarded():
    (row,) = _rows("=Ten trade officials in China were recalled to the North.")
    assert row["what_was_said"].startswith("'=")


def test_the_sheet_can_be_imported(tmp_path):
    for ending in (".csv", ".xlsx"):
        path = tmp_path / f"proposals{ending}"
        path.write_bytes(proposal_sheet(read_article(TEXT.partition(".")[0] + ".", DAY), "nk-2019-intv", ending))
        batch = read_batch(path, load_ledger(), today=date(2026, 1, 31))
        assert batch.all_faults == []
        assert [(row.claim.measure, row.claim.low, row.claim.handling) for row in batch.rows] == [
            ("recalls", 10, "embargoed")
        ]


def test_a_workbook_says_that_it_is_not_public_and_has_the_sentences():
    book = openpyxl.load_workbook(io.BytesIO(proposal_sheet(read_article(TEXT, DAY), "", ".xlsx")))
    assert book.sheetnames == ["Claims", "Sentences"]
    assert book["Claims"]["A1"].value.startswith("NOT PUBLIC: holds 2 embargoed claims")
    sentences = [[cell.value for cell in row] for row in book["Sentences"].iter_rows(min_row=3)]
    assert sentences[0][:3] == [
        1,
        TEXT.partition(".")[0] + ".",
        "recalls · officials · about 10 persons · in a month · China · 2019-04",
    ]
    assert "Pak" not in str(sentences)
