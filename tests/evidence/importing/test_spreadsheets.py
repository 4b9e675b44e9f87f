"""Spreadsheets as people make them: what is read, and what is said about it. Faults are in the corpus."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.faults import EvidenceError
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.headings import Corrections, claims_sheet
from legation.evidence.importing.spreadsheets import Sheet, guarded, read_tables, unguarded
from tests.evidence.importing.helpers import as_bytes, book

HEAD = "what_was_said,wording,source_id\n"


def of(tmp_path: Path, content: str | bytes, name: str = "mine.csv") -> Sheet:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return claims_sheet(read_tables(tmp_path / name, "Claims"), Corrections())


def texts(sheet: Sheet) -> list[dict[str, str]]:
    return [{name: cell.text for name, cell in row.cells.items()} for row in sheet.rows]


ONE = [{"what_was_said": "Income fell, a bit.", "wording": "none", "source_id": "story"}]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (HEAD + '"Income fell, a bit.",none,story\n', None),
        ("\ufeff" + HEAD + '"Income fell, a bit.",none,story\n', None),
        (HEAD.replace(",", ";") + "Income fell, a bit.;none;story\n", "semicolons"),
        (HEAD.replace(",", "\t") + "Income fell, a bit.\tnone\tstory\n", "tabs"),
        ("Our findings,,\n\n" + HEAD + '"Income fell, a bit.",none,story\n', "2 rows above the head"),
        (HEAD + '\n,,\n"Income fell, a bit.",none,story\n,,\n', "2 empty rows"),
        (HEAD + '" Income fell, a bit.\u00a0",none ,story\n', "spaces"),
        ("Source ID,WORDING,What was said\nstory,none," + '"Income fell, a bit."\n', None),
        (HEAD.strip() + ",\n" + '"Income fell, a bit.",none,story,\n', None),
        (HEAD.replace("\n", "\r\n") + '"Income fell, a bit.",none,story\r\n', None),
    ],
)
def test_text_files_are_read_whatever_their_habits(tmp_path: Path, text: str, note: str | None) -> None:
    sheet = of(tmp_path, text)
    assert [dict(sorted(row.items())) for row in texts(sheet)] == [dict(sorted(row.items())) for row in ONE]
    assert sheet.faults == []
    assert (note is None and sheet.notes == []) or (note and note in " ".join(sheet.notes))


@pytest.mark.parametrize(("code", "said"), [("cp949", "cp949"), ("utf-16", "UTF-16"), ("utf-8", "")])
def test_the_encoding_is_found_and_said(tmp_path: Path, code: str, said: str) -> None:
    sheet = of(tmp_path, (HEAD + "수입이 줄었다,none,story\n").encode(code))
    assert texts(sheet)[0]["what_was_said"] == "수입이 줄었다"
    assert said in " ".join(sheet.notes) and bool(sheet.notes) == bool(said)


def test_lines_are_counted_where_rows_begin(tmp_path: Path) -> None:
    sheet = of(tmp_path, HEAD + '"Two\nlines",none,story\nNext,none,story\n')
    assert [row.line for row in sheet.rows] == [2, 4]


def test_a_workbook_has_one_sheet_or_one_called_claims(tmp_path: Path) -> None:
    rows = [["what_was_said", "wording", "source_id"], ["Income fell, a bit.", "none", "story"]]
    assert texts(of(tmp_path, as_bytes(book(("Tabelle1", rows))), "a.xlsx")) == ONE
    assert texts(of(tmp_path, as_bytes(book(("Notes", []), ("claims ", rows))), "b.xlsx")) == ONE


def test_cells_keep_where_they_stand_and_what_the_workbook_holds(tmp_path: Path) -> None:
    rows = [["what_was_said", "low", "source_id"], ["Income fell.", 3.5, "story"]]
    cell = of(tmp_path, as_bytes(book(("Claims", rows))), "a.xlsx").rows[0].cell("low")
    assert (cell.at, cell.value, cell.text) == ("Claims!B2", 3.5, "3.5")


def test_cells_merged_downwards_are_filled_and_it_is_said(tmp_path: Path) -> None:
    made = book(("Claims", [["what_was_said", "source_id"], ["One.", "story"], ["Two.", ""]]))
    made["Claims"].merge_cells("B2:B3")
    sheet = of(tmp_path, as_bytes(made), "a.xlsx")
    assert [row["source_id"] for row in texts(sheet)] == ["story", "story"]
    assert "Claims!B2:B3: merged cells" in sheet.notes[0]


@pytest.mark.parametrize("text", ["=1+2", "+1", "-1", "@x", "'=x", "''+x"])
def test_a_text_that_would_run_is_guarded(text: str) -> None:
    assert guarded(text)[0] == "'" and guarded(text)[1:] == text


@given(st.text(alphabet="'=+-@\t\ra ", max_size=6))
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_read_or_refused_and_never_a_crash(tmp_path: Path, seed: int) -> None:
    rows = [["what_was_said", "low", "source_id"], ["Income fell.", 3.5, "story"]]
    luck, packed = random.Random(seed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_bytes(book(("Claims", rows))))) as whole, zipfile.ZipFile(packed, "w") as made:
        victim = luck.choice(whole.namelist())
        for name in whole.namelist():
            part = bytearray(whole.read(name))
            if name == victim:
                start = luck.randrange(len(part))
                part[start : start + luck.randint(1, 40)] = luck.randbytes(luck.randint(0, 3))
            made.writestr(name, bytes(part))
    with contextlib.suppress(EvidenceError):
        of(tmp_path, packed.getvalue(), "a.xlsx")


def test_a_text_file_of_far_too_many_rows_or_cells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 30 * "Income fell.,none,story\n"
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 29)
    assert [fault.found for fault in of(tmp_path, HEAD + rows).faults] == ["more than 29 rows"]
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 30)
    assert of(tmp_path, HEAD + rows).faults == []
    monkeypatch.setattr(spreadsheets, "MOST_CELLS", 92)
    assert [fault.found for fault in of(tmp_path, HEAD + rows).faults] == ["more than 92 cells"]


def test_empty_cells_of_a_text_file_count_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_CELLS", 1000)
    assert [fault.found for fault in of(tmp_path, HEAD + 2000 * "," + "\n").faults] == ["more than 1000 cells"]


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_BYTES", 10)
    with pytest.raises(EvidenceError, match="at most 0 MB"):
        of(tmp_path, HEAD)


def test_columns_that_the_program_computes_are_named_and_not_read(tmp_path: Path) -> None:
    """Whoever edits an export and changes a grade there must be told that this changes nothing."""
    text = "what_was_said,wording,when,source_id,grade,outlet\nIncome fell.,none,2019,story,A/A-1,Another Paper\n"
    sheet = of(tmp_path, text)
    assert sheet.faults == [] and texts(sheet)[0]["what_was_said"] == "Income fell." and "grade" not in texts(sheet)[0]
    assert sheet.notes == ["Claims: not read, as the program computes them: grade, outlet."]
