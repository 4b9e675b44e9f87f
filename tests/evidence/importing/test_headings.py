"""Headings: what is understood, how sure that is, what the user corrects, and that nothing vanishes unsaid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.importing.headings import Corrections, claims_sheet, corrections, layout_of
from legation.evidence.importing.spreadsheets import Sheet, read_tables
from tests.evidence.importing.helpers import as_bytes, book

HEAD = ["What happened", "When", "Where", "Amount"]
FINDING = ["Officials paid a special levy before the anniversary.", "Oct 2023", "Dandong", 3000]


def of(tmp_path: Path, *sheets: tuple[str, list[list[Any]]], corrected: Corrections | None = None) -> Sheet:
    (tmp_path / "a.xlsx").write_bytes(as_bytes(book(*sheets)))
    return claims_sheet(read_tables(tmp_path / "a.xlsx", "Claims"), corrected or Corrections())


def matched(sheet: Sheet) -> dict[str, tuple[str, str]]:
    return {match.heading: (match.column, match.how) for match in sheet.matches}


def test_headings_of_ones_own_are_matched_and_it_is_said_how_sure_that_is(tmp_path: Path) -> None:
    head = ["What happened", "Incident date", "where", "Amount (RMB)", "Statment", "Reporter", ""]
    sheet = of(tmp_path, ("Interviews", [head, [*FINDING, "", "M.K.", "x"]]))
    assert matched(sheet) == {
        "What happened": ("what_was_said", "likely"), "Incident date": ("when", "likely"), "where": ("where", "sure"),
        "Amount (RMB)": ("low", "likely"), "Statment": ("", "empty"), "Reporter": ("", "left out"),
        "column G": ("", "left out"),
    }  # fmt: skip
    assert sheet.unit_of("low") == "RMB" and sheet.faults == []


@pytest.mark.parametrize(
    ("heading", "column", "unit"),
    [
        ("Amount, USD", "low", "USD"), ("Amount in RMB", "low", "RMB"), ("Betrag [EUR]", "low", "EUR"),
        ("Share (%)", "low", "percent"), ("Percentage", "low", "percent"), ("금액(위안)", "low", "RMB"),
        ("Date (of the incident)", "when", ""), ("DATE:", "when", ""), ("What happened?*", "what_was_said", ""),
        ("Number of persons", "persons", ""), ("Descripton", "what_was_said", ""), ("Publishes", "", ""),
    ],
)  # fmt: skip
def test_units_remarks_and_slips_in_a_heading_are_understood(
    tmp_path: Path, heading: str, column: str, unit: str
) -> None:
    sheet = of(tmp_path, ("A", [[heading, "source_id", "city"], ["x", "story", "y"]]))
    assert sheet.matches[0].column == column and sheet.matches[0].unit == unit


def test_of_two_headings_for_one_column_the_surer_counts_and_the_other_is_said(tmp_path: Path) -> None:
    sheet = of(tmp_path, ("A", [["What happened", "Date", "Incident date"], ["x", "2018", "2019"]]))
    assert matched(sheet)["Date"] == ("", 'left out: when is "Incident date"')
    assert sheet.rows[0].cell("when").text == "2019"


def test_the_user_corrects_what_a_heading_means_and_leaves_others_out(tmp_path: Path) -> None:
    corrected = corrections({"Notes from the field": "said", "Date": "", "Reported": "when"})
    sheet = of(
        tmp_path, ("A", [["Notes from the field", "Date", "Reported"], ["x", "2018", "2019"]]), corrected=corrected
    )
    assert matched(sheet) == {
        "Notes from the field": ("what_was_said", "as you said"), "Date": ("", "left out, as you said"),
        "Reported": ("when", "as you said"),
    }  # fmt: skip


def test_what_the_user_said_before_holds_for_files_of_the_same_layout(tmp_path: Path) -> None:
    rows = [["Our field", "Date", "City"], ["x", "2019", "Dandong"]]
    sheet = of(tmp_path, ("A", rows), corrected=corrections({"Our field": "said"}))
    remembered = {sheet.layout: {0: "what_was_said", 2: ""}}
    later = of(tmp_path, ("Other", [["Title"], *rows]), corrected=corrections({}, remembered))
    assert later.layout == sheet.layout and "field" not in sheet.layout
    assert matched(later)["Our field"] == ("what_was_said", "as you said before")
    assert matched(later)["City"] == ("", "left out, as you said before")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"Date": "whenever"}, "a column such as what_was_said"), ({"Dete": "when"}, "Did you mean date?"),
    ],
)  # fmt: skip
def test_a_correction_that_means_nothing_is_refused(tmp_path: Path, said: dict[str, str], words: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        of(tmp_path, ("A", [["What happened", "Date"], ["x", "2019"]]), corrected=corrections(said))
    (fault,) = refused.value.faults
    assert fault.field == "headings" and words in str(fault)


def test_titles_above_and_totals_and_notes_below_are_no_findings_and_are_said(tmp_path: Path) -> None:
    rows = [
        ["Field notes"], [], HEAD, FINDING, HEAD, FINDING, ["합계", "", "", 6000], ["Total:", None, None, "6,000"], [],
        ["Collected by the Seoul office"],
    ]  # fmt: skip
    sheet = of(tmp_path, ("A", rows))
    assert [row.place for row in sheet.rows] == ["A row 4", "A row 6"]
    left_out = "row 5 (the head again), row 7 (a total), row 8 (a total), row 10 (one cell alone below the table)"
    assert sheet.notes == [
        "A: 2 rows above the head left out.",
        "A: 1 empty row left out.",
        f"A: left out, as no finding stands there: {left_out}.",
    ]


@pytest.mark.parametrize(
    "row", [["Total chaos followed.", "2019", "", ""], ["Total", "2019", "Dandong", 30], ["One alone.", "", "", ""]]
)
def test_what_may_be_a_finding_is_kept(tmp_path: Path, row: list[str]) -> None:
    sheet = of(tmp_path, ("A", [HEAD, row, FINDING]))
    assert len(sheet.rows) == 2


def test_a_title_merged_across_the_table_heads_a_part_and_is_no_finding(tmp_path: Path) -> None:
    made = book(("A", [["What happened", "When", "Where"], ["Dandong and around"], FINDING[:3]]))
    made["A"].merge_cells("A2:C2")
    (tmp_path / "a.xlsx").write_bytes(as_bytes(made))
    sheet = claims_sheet(read_tables(tmp_path / "a.xlsx", "Claims"), Corrections())
    assert [row.place for row in sheet.rows] == ["A row 3"] and "row 2 (a title across the table)" in sheet.notes[0]


def test_the_sheet_whose_headings_are_understood_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    findings = ("Interviews", [["What happened", "When"], FINDING[:2]])
    sheet = of(tmp_path, ("Contacts", [["Name", "Number"], ["x", "1"]]), findings)
    assert sheet.title == "Interviews" and sheet.notes == ['Sheets that are not read: "Contacts".']


def test_of_several_sheets_with_claims_the_user_says_which(tmp_path: Path) -> None:
    sheets = [(title, [["What happened", "When"], FINDING[:2]]) for title in ("Spring", "Autumn")]
    with pytest.raises(EvidenceError, match='Say which, such as --sheet "Spring"'):
        of(tmp_path, *sheets)
    assert of(tmp_path, *sheets, corrected=Corrections(sheet="autumn")).title == "Autumn"
    with pytest.raises(EvidenceError, match='found "Spring" and "Autumn"; expected one sheet called Summer'):
        of(tmp_path, *sheets, corrected=Corrections(sheet="Summer"))


def test_without_a_head_that_is_understood_it_is_said_what_was_seen_and_what_helps(tmp_path: Path) -> None:
    rows = [
        ["Our findings"],
        ["Ablauf", "Betroffene Stelle", "Höhe"],
        ["Eine sehr lange Beschreibung des Ablaufs", "A", 30],
    ]
    (fault,) = of(tmp_path, ("Tabelle1", rows)).faults
    assert fault.found == 'headings that it does not know (Tabelle1 row 2): "Ablauf", "Betroffene Stelle", "Höhe"'
    assert '--map said="Ablauf"' in fault.advice and "legation evidence template" in fault.advice


def test_cells_of_findings_are_never_shown_in_place_of_a_head(tmp_path: Path) -> None:
    (fault,) = of(tmp_path, ("A", [["Secret thing", "Mr X"], ["Other thing", "Mr Y"]])).faults
    assert fault.found == "no row of headings in the first 30 rows" and "ecret" not in str(fault)


def test_without_a_column_of_what_was_said_the_likely_one_is_offered(tmp_path: Path) -> None:
    sheet = of(tmp_path, ("A", [['My "own" field', "Date", "City"], FINDING[:3]]))
    (fault,) = sheet.faults
    assert fault.advice == 'Say which it is, such as --map said="My \\"own\\" field".' and sheet.rows == []


def test_a_second_row_of_headings_above_may_head_groups_of_columns(tmp_path: Path) -> None:
    made = book(("A", [["Event", "", "Numbers", ""], ["What happened", "When", "Low", "High"], ["x", "2019", 3, 6]]))
    made["A"].merge_cells("A1:B1")
    made["A"].merge_cells("C1:D1")
    (tmp_path / "a.xlsx").write_bytes(as_bytes(made))
    sheet = claims_sheet(read_tables(tmp_path / "a.xlsx", "Claims"), Corrections())
    assert sheet.faults == [] and [row.place for row in sheet.rows] == ["A row 3"]


def test_one_column_alone_may_be_a_sheet(tmp_path: Path) -> None:
    sheet = of(tmp_path, ("A", [["Findings"], ["Income fell."], ["Income rose."]]))
    assert matched(sheet) == {"Findings": ("what_was_said", "likely")} and len(sheet.rows) == 2


def test_a_layout_is_the_words_of_its_head_whatever_their_capitals(tmp_path: Path) -> None:
    layouts = set()
    for head in (["What happened", "When"], ["WHAT  happened:", "when", "", ""]):
        (tmp_path / "a.xlsx").write_bytes(as_bytes(book(("A", [head]))))
        (table,) = read_tables(tmp_path / "a.xlsx", "Claims")
        layouts.add(layout_of(table.rows[0]))
    assert len(layouts) == 1
