"""OpenDocument spreadsheets: what a cell shows is read, and what is dangerous is refused before it is opened."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from datetime import date
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.headings import Corrections, claims_sheet
from legation.evidence.importing.spreadsheets import Sheet, read_tables
from tests.evidence.importing.helpers import imported
from tests.evidence.importing.open_documents import Shown, open_document, packed

TEXT = '<table:table-cell office:value-type="string" ><text:p>'
HEAD = ["what_was_said", "low", "when", "source_id"]


def of(tmp_path: Path, content: bytes) -> Sheet:
    (tmp_path / "a.ods").write_bytes(content)
    return claims_sheet(read_tables(tmp_path / "a.ods", "Claims"), Corrections())


def test_texts_numbers_and_days_are_read_with_their_places(tmp_path: Path) -> None:
    sheet = of(tmp_path, open_document(("Claims", [HEAD, ["Income fell.", 3.5, date(2019, 4, 5), "story"]])))
    (row,) = sheet.rows
    assert (row.cell("low").value, row.cell("low").at, row.place) == (3.5, "Claims!B2", "Claims row 2")
    assert (row.cell("when").value, row.cell("what_was_said").text) == (date(2019, 4, 5), "Income fell.")
    assert sheet.faults == [] and sheet.notes == []


@pytest.mark.parametrize(("shown", "written"), [("Apr 19", "2019-04-01"), ("April 2019", "2019-04"), ("2019", "2019"),
                                                ("1 April 2019", "2019-04-01")])  # fmt: skip
def test_a_day_is_read_as_its_cell_shows_it(tmp_path: Path, shown: str, written: str) -> None:
    """`Apr 19` may show a month or a day, so the day that the document holds counts."""
    rows = [HEAD, ["Income fell.", "", Shown(date(2019, 4, 1), shown), "story"]]
    (row,) = imported(tmp_path, open_document(("Claims", rows)), "a.ods").rows
    assert row.claim and str(row.claim.period) == written


@pytest.mark.parametrize(
    ("cell", "low", "unit"),
    [
        (Shown(0.45, "45%", kind="percentage"), 45, "percent"),
        (Shown(30, "30 €", 'office:currency="EUR"', "currency"), 30, "EUR"), (30, 30, "not stated"),
    ],
)  # fmt: skip
def test_percentages_and_currencies_are_told_from_plain_numbers(
    tmp_path: Path, cell: Shown | int, low: float, unit: str
) -> None:
    rows = [[*HEAD, "wording"], ["Income fell.", cell, "2019", "story", "about"]]
    (row,) = imported(tmp_path, open_document(("Claims", rows)), "a.ods").rows
    assert row.claim and (row.claim.low, row.claim.unit) == (low, unit)


def test_a_formula_is_read_by_its_last_value_and_an_error_is_none(tmp_path: Path) -> None:
    formula = 'table:formula="of:=1+1"'
    rows = [
        HEAD,
        ["One.", Shown(2, "2", formula), "2019", "story"],
        ["Two.", Shown("#REF!", "#REF!", formula), "", "story"],
    ]
    sheet = of(tmp_path, open_document(("Claims", rows)))
    assert sheet.rows[0].cell("low").value == 2.0 and sheet.rows[1].cell("low").odd == "the error #REF!"
    assert sheet.notes == ["Claims: 2 formulas read by the value last computed: B2, B3."]


def test_rows_that_people_overlook_are_read_and_noted(tmp_path: Path) -> None:
    styles = '<style:style style:name="gone"><style:table-properties table:display="false"/></style:style>'
    styles += (
        '<style:style style:name="cut"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    rows = [HEAD, [Shown("One.", "One.", 'table:style-name="cut"'), "", "2019", "story"], ["Two.", "", "2019", "story"]]
    content = open_document(("Claims", rows), styles=styles)
    content = changed(content, f"<table:table-row>{TEXT}Two.", f'<table:table-row table:visibility="filter">{TEXT}Two.')
    content = changed(content, 'table:name="Claims"', 'table:name="Claims" table:style-name="gone"')
    assert of(tmp_path, content).notes == [
        "Claims: the sheet is hidden; it is read all the same.",
        "Claims: 1 row hidden or filtered out, read like the others: 3.",
        "Claims: 1 row struck out, read like the others: 2.",
    ]


def test_cells_merged_downwards_are_filled_and_others_are_faults(tmp_path: Path) -> None:
    down, across = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"'
    rows = [HEAD, ["One.", "", "2019", Shown("story", "story", down)], ["Two.", "", "2019", ""]]
    end = "2019</text:p></table:table-cell><table:{}table-cell/></table:table-row>"
    content = changed(open_document(("Claims", rows)), end.format(""), end.format("covered-"))
    sheet = of(tmp_path, content)
    assert [row.cell("source_id").text for row in sheet.rows] == ["story", "story"]
    assert sheet.notes == ["Claims!D2: merged cells; each of them taken as the value of the first."]
    rows = [
        [Shown("Our findings", "Our findings", across), "", "", ""],
        HEAD,
        [Shown("x", "x", across), "", "2019", "story"],
    ]
    (fault,) = of(tmp_path, open_document(("Claims", rows))).faults
    assert (fault.field, fault.found) == ("Claims!A3", "merged cells")


def test_comments_are_no_text_and_spaces_are_kept(tmp_path: Path) -> None:
    content = open_document(("Claims", [HEAD, ["One.", "", "2019", "story"]]))
    note = '<office:annotation><text:p>secret</text:p></office:annotation><text:p>One<text:s text:c="2"/>more.</text:p>'
    assert (
        of(tmp_path, changed(content, "<text:p>One.</text:p>", note)).rows[0].cell("what_was_said").text == "One  more."
    )


@pytest.mark.parametrize("repeat", ['table:number-rows-repeated="1000000"', 'table:number-rows-repeated="99999999999"'])
def test_a_row_repeated_a_million_times_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repeat: str
) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 100)
    content = open_document(("Claims", [HEAD, ["One.", "", "2019", "story"]]))
    content = changed(content, f"<table:table-row>{TEXT}One.", f"<table:table-row {repeat}>{TEXT}One.")
    assert [fault.found for fault in of(tmp_path, content).faults] == ["more than 100 rows or 4 columns"]


def test_cells_repeated_far_to_the_right_are_refused(tmp_path: Path) -> None:
    wide = Shown("x", "x", 'table:number-columns-repeated="16000"')
    assert "columns" in of(tmp_path, open_document(("Claims", [HEAD, ["One.", "", "2019", wide]]))).faults[0].found


def test_entities_and_what_is_no_document_are_refused(tmp_path: Path) -> None:
    declared = changed(open_document(("Claims", [HEAD])), "?><office", '?><!DOCTYPE x [<!ENTITY a "b">]><office')
    for wrong in (declared, packed({"other.xml": "<x/>"}), packed({"content.xml": "<x>"})):
        with pytest.raises(EvidenceError):
            of(tmp_path, wrong)


def test_a_document_with_a_password_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="found a workbook with a password"):
        of(tmp_path, packed({"content.xml": "x", "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_document_is_read_or_refused_and_never_a_crash(tmp_path: Path, seed: int) -> None:
    luck = random.Random(seed)
    rows = [HEAD, ["Income fell.", 3.5, date(2019, 4, 5), Shown("story", "story", 'table:number-columns-spanned="2"')]]
    text = bytearray(content_of(open_document(("Claims", rows))).encode())
    start = luck.randrange(len(text))
    text[start : start + luck.randint(1, 30)] = bytes(luck.choices(b'abc<>/"=0 ', k=luck.randint(0, 4)))
    with contextlib.suppress(EvidenceError):
        of(tmp_path, packed({"content.xml": text.decode(errors="replace")}))


def content_of(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        return parts.read("content.xml").decode()


def changed(document: bytes, old: str, new: str) -> bytes:
    """A document with one place of its XML changed by hand."""
    text = content_of(document)
    assert text.count(old) == 1, text
    return packed({"content.xml": text.replace(old, new)})
