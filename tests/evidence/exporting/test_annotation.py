"""New columns in a workbook: every other byte stays, whatever else the workbook holds."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from legation.base.faults import EvidenceError
from legation.evidence.exporting.annotation import annotated, is_signed

HEADS = ("verdict", "why")


def own() -> bytes:
    """A workbook as people make them: a title, a coloured head, a formula, formats, a choice, a table and a chart."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = " Claims "
    page["A1"] = "My findings"
    page.merge_cells("A1:B1")
    for column, head in enumerate(("what", "low", "twice"), start=1):
        page.cell(3, column, head).fill = PatternFill("solid", fgColor="FFDD00")
    for row, what in enumerate(("Income fell.", "Nobody left."), start=4):
        page.cell(row, 1, what)
        page.cell(row, 2, row)
        page.cell(row, 3, f"=2*B{row}")
    page.conditional_formatting.add("B4:B5", CellIsRule(operator="greaterThan", formula=["4"]))
    choice = DataValidation(type="list", formula1='"a,b"')
    choice.add("A4:A5")
    page.add_data_validation(choice)
    page.freeze_panes = "A4"
    other = book.create_sheet("Numbers")
    for cells in (("n", "m"), (1, 2), (2, 4), (3, 9)):
        other.append(cells)
    other.add_table(Table(displayName="Mine", ref="A1:B4"))
    chart = BarChart()
    chart.add_data(Reference(other, min_col=2, min_row=1, max_row=4))
    other.add_chart(chart, "E2")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_sheet(text: str, **others: str) -> bytes:
    """The same workbook with another text for its first sheet, and with further parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts(own()).items():
            archive.writestr(name, text.encode() if name == "xl/worksheets/sheet1.xml" else content)
        for name, content in others.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def sheet_of(raw: bytes) -> str:
    return parts(raw)["xl/worksheets/sheet1.xml"].decode()


def read(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0]


def test_the_new_columns_stand_behind_the_last_in_the_style_of_the_head() -> None:
    page = read(annotated(own(), "own.xlsx", "claims", HEADS, {4: ("fits", "=1+2 & more"), 5: ("", "<b>")}))
    assert [cell.value for cell in page[3]] == ["what", "low", "twice", "verdict", "why"]
    assert page["D3"].fill.fgColor.rgb == page["C3"].fill.fgColor.rgb == "00FFDD00"
    assert [cell.value for cell in page[4]] == ["Income fell.", 4, "=2*B4", "fits", "=1+2 & more"]
    assert (page["E4"].data_type, page["D5"].value, page["E5"].value) == ("s", None, "<b>"), "text, and no formula"


def test_nothing_else_of_the_workbook_is_changed() -> None:
    before = own()
    after = annotated(before, "own.xlsx", "Claims", HEADS, {4: ("fits", "why")})
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet1.xml"]
    # Without the cells and the reach that were put in, the sheet is what it was.
    text = re.sub(r'<c r="[DE]\d+".*?</c>', "", sheet_of(after))
    text = text.replace('ref="A1:E5"', 'ref="A1:C5"')
    text = re.sub(r'spans="1:5"', 'spans="1:3"', text)
    assert text == sheet_of(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # cells without places, as some programs write them
        (
            '<row><c t="inlineStr"><is><t>head</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row>',
            ["C1:verdict", "D1:why", "C2:fits", "D2:because"],
        ),
        # a prefix, and a quoted mark inside a tag
        (
            '<x:row r="1" note="a > b"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="A2"/></x:row>',
            ["B1:verdict", "C1:why", "B2:fits", "C2:because"],
        ),
        # an empty row in one tag
        (
            '<row r="1" spans="1:2"><c r="B1"><v>1</v></c></row><row r="2"/>',
            ["C1:verdict", "D1:why", "C2:fits", "D2:because"],
        ),
        # columns beyond Z
        (
            '<row r="1"><c r="Z1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
            ["AA1:verdict", "AB1:why", "AA2:fits", "AB2:because"],
        ),
    ],
)
def test_sheets_as_other_programs_write_them(before: str, after: list[str]) -> None:
    prefix = "x:" if "x:row" in before else ""
    space = f'xmlns{":x" if prefix else ""}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    text = f"<{prefix}worksheet {space}><{prefix}sheetData>{before}</{prefix}sheetData></{prefix}worksheet>"
    made = annotated(with_sheet(text), "own.xlsx", "Claims", HEADS, {2: ("fits", "because")})
    found = re.findall(r'c r="([A-Z]+\d+)"[^>]*t="inlineStr"><\w?:?is><\w?:?t [^>]*>(.*?)<', sheet_of(made))
    assert [f"{place}:{words}" for place, words in found if words != "head"] == after
    read(made)  # openpyxl agrees that this is a sheet


def test_a_title_above_the_head_is_not_taken_for_it() -> None:
    page = read(annotated(own(), "own.xlsx", "Claims", HEADS, {5: ("fits", "")}))
    assert page["D1"].value is None and page["D3"].value == "verdict" and page["D4"].value is None


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"no archive", "no workbook, or a damaged one"),
        (with_sheet("<worksheet><sheetData><row r='4'>"), "no workbook, or a damaged one"),
        (with_sheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), "no workbook, or a damaged one"),
        (with_sheet('<worksheet><sheetData><row r="1"/></sheetData></worksheet>'), "no row 4"),
        (with_sheet('<worksheet><sheetData><row r="4"><c r="XFD4"/></row></sheetData></worksheet>'), "16384 columns"),
    ],
)
def test_what_can_not_be_changed_safely_is_refused(raw: bytes, found: str) -> None:
    with pytest.raises(EvidenceError, match=found):
        annotated(raw, "own.xlsx", "Claims", HEADS, {4: ("fits", "")})


def test_a_sheet_must_be_there() -> None:
    with pytest.raises(EvidenceError, match="one sheet called Findings"):
        annotated(own(), "own.xlsx", "Findings", HEADS, {4: ("fits", "")})


def test_a_signature_is_noticed() -> None:
    text = sheet_of(own())
    assert not is_signed(own()) and is_signed(with_sheet(text, _xmlsignatures__sig1="x"))
