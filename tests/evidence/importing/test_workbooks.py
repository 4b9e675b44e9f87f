"""Workbooks: what is refused before it is opened, and what people overlook in one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from legation.base.faults import EvidenceError
from legation.evidence.importing import spreadsheets, workbooks
from legation.evidence.importing.headings import Corrections, claims_sheet
from legation.evidence.importing.spreadsheets import Sheet, read_tables
from tests.evidence.importing.helpers import as_bytes, book

ROWS = [["what_was_said", "low", "source_id"], ["Income fell.", 3.5, "story"], ["Income rose.", 4, "story"]]
SHEET = "xl/worksheets/sheet1.xml"


def of(tmp_path: Path, content: bytes) -> Sheet:
    (tmp_path / "a.xlsx").write_bytes(content)
    return claims_sheet(read_tables(tmp_path / "a.xlsx", "Claims"), Corrections())


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part changed by hand."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_bytes(book(("Claims", ROWS))))) as whole, zipfile.ZipFile(packed, "w") as made:
        for name in whole.namelist():
            made.writestr(name, change(whole.read(name)) if name == part else whole.read(name))
    return packed.getvalue()


def refusal(tmp_path: Path, content: bytes) -> str:
    with pytest.raises(EvidenceError) as refused:
        of(tmp_path, content)
    (fault,) = refused.value.faults
    return fault.found


def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let opening fail, so that a refusal is known to come before it."""

    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError("the workbook was opened")

    monkeypatch.setattr(openpyxl, "load_workbook", fail)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_entities_of_a_workbooks_own_are_refused_and_never_expanded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    unopened(monkeypatch)
    declared = b'<!DOCTYPE x [<!ENTITY harmless "expanded">]>'
    assert refusal(tmp_path, changed(part, lambda text: declared + text)) == (
        f'a document type or entities of its own in "{part}"'
    )


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-7"])
def test_xml_in_another_encoding_can_hide_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    unopened(monkeypatch)
    text = f'<?xml version="1.0" encoding="{code}"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
    content = text.encode("ascii" if code == "utf-7" else code)
    assert refusal(tmp_path, changed(SHEET, lambda _: content)).startswith("XML that is not UTF-8")


@pytest.mark.parametrize(
    "areas",
    [
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<x:mergeCells><x:mergeCell  ref = "A1:A200000" /></x:mergeCells>',
        '<hyperlinks><hyperlink r="1" ref="A1:XFD1048576"/></hyperlinks>',
        '<hyperlinks><hyperlink tooltip="a > b" ref="A1:XFD1048576"/></hyperlinks>',
        '<mergeCells><mergeCell ref="$A$1:$XFD$1048576"/></mergeCells>',
        '<mergeCells><mergeCell ref="a1:xfd1048576"/></mergeCells>',
        '<mergeCells><mergeCell ref="A1&#58;XFD1048576"/></mergeCells>',
        "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, workbooks.MOST_AREAS + 2)),
    ],
)
def test_merged_and_linked_areas_are_counted_before_the_workbook_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, areas: str
) -> None:
    unopened(monkeypatch)
    refused = refusal(
        tmp_path, changed(SHEET, lambda text: text.replace(b"</sheetData>", b"</sheetData>" + areas.encode()))
    )
    assert "merged or linked areas" in refused


def test_empty_cells_are_counted_before_the_workbook_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_CELLS", 20)
    empty = b"".join(b'<c r="A%d" s="0"/>' % row for row in range(9, 30))
    content = changed(SHEET, lambda text: text.replace(b"</sheetData>", b'<row r="9">' + empty + b"</row></sheetData>"))
    unopened(monkeypatch)
    assert refusal(tmp_path, content) == "a workbook with 30 cells, many of them empty"


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = as_bytes(book(("Claims", ROWS)))
    monkeypatch.setattr(spreadsheets, "MOST_BYTES", len(content) + 1)
    unopened(monkeypatch)
    assert refusal(tmp_path, content).startswith("a workbook that unpacks to")


def test_a_cell_far_away_is_refused(tmp_path: Path) -> None:
    made = book(("Claims", ROWS))
    made["Claims"]["A90000"] = "x"
    assert [fault.found for fault in of(tmp_path, as_bytes(made)).faults] == ["90000 rows, 3 columns"]


@pytest.mark.parametrize("number", ["1e999", "9" * 400, "-1e400", "1e-300"])
def test_a_number_out_of_all_measure_is_no_value(tmp_path: Path, number: str) -> None:
    content = changed(SHEET, lambda text: text.replace(b"<v>3.5</v>", f"<v>{number}</v>".encode()))
    assert of(tmp_path, content).rows[0].cell("low").odd.startswith("a number out of all measure")


@pytest.mark.parametrize("titles", [("Claims", "claims "), ("claims", "CLAIMS  ")])
def test_two_sheets_of_one_name_are_refused(tmp_path: Path, titles: tuple[str, str]) -> None:
    made = book(*((title, ROWS) for title in titles))
    assert refusal(tmp_path, as_bytes(made)) == " and ".join(f'"{title}"' for title in titles)


def test_rows_that_people_overlook_are_read_and_noted(tmp_path: Path) -> None:
    made = book(("Claims", [*ROWS, *ROWS[1:], *ROWS[1:]]))
    page = made["Claims"]
    page.row_dimensions[3].hidden = True
    page.row_dimensions[5].hidden = True
    page.row_dimensions[99].hidden = True
    page["A4"].font = Font(strike=True)
    page["B9"].font = Font(strike=True)
    page.column_dimensions["B"].hidden = True
    made.create_sheet("Other")
    page.sheet_state = "hidden"
    made.active = 1
    sheet = of(tmp_path, as_bytes(made))
    assert len(sheet.rows) == 6
    assert sheet.notes == [
        "Claims: the sheet is hidden; it is read all the same.",
        "Claims: 2 rows hidden or filtered out, read like the others: 3, 5.",
        "Claims: 1 row struck out, read like the others: 4.",
        "Claims: hidden columns, read like the others: B.",
        'Sheets that are not read: "Other".',
    ]


def test_a_long_list_of_hidden_rows_is_cut(tmp_path: Path) -> None:
    made = book(("Claims", [ROWS[0], *[ROWS[1]] * 15]))
    for row in range(2, 17):
        made["Claims"].row_dimensions[row].hidden = True
    assert of(tmp_path, as_bytes(made)).notes[0].endswith("2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 5 more.")


def test_a_sheets_name_steers_no_terminal(tmp_path: Path) -> None:
    sheet = of(tmp_path, as_bytes(book(("a\u202eb", ROWS))))
    assert sheet.title == "a\\u202eb" and sheet.rows[0].place == "a\\u202eb row 2"
