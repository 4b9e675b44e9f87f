"""Claims out as tables: nothing runs as a formula, and what is not public says so."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from legation.base.faults import EvidenceError
from legation.evidence.exporting import tables
from legation.evidence.importing.columns import CLAIMS
from legation.evidence.ledger import Ledger, load_ledger
from tests.evidence.helpers import PRACTICE, SOURCES, claim, folder, shipped

RUNS = '"=HYPERLINK(1)"'


def of(tmp_path: Path, *claims: str, sources: str = SOURCES) -> Ledger:
    return load_ledger(records=shipped(tmp_path / "records", *claims, sources=sources))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("text", ['"=1+2"', '"+82"', '"-x"', '"@x"'])
def test_a_text_that_would_run_stays_text_in_every_table(tmp_path: Path, text: str) -> None:
    ledger = of(tmp_path, claim(paraphrase=text))
    claims = list(ledger.claims.values())
    page = openpyxl.load_workbook(io.BytesIO(tables.workbook(ledger, claims)))["Claims"]
    assert (page["A2"].data_type, page["A2"].value, page["A2"].quotePrefix) == ("s", text.strip('"'), True)
    assert rows(tables.csv_text(ledger, claims))[0]["what_was_said"] == "'" + text.strip('"')
    uwazi = rows(tables.uwazi_text(ledger, claims))[0]
    assert uwazi["paraphrase"] == "'" + text.strip('"')


def test_numbers_stay_numbers_even_below_zero(tmp_path: Path) -> None:
    ledger = of(tmp_path, claim(wording='"between"', low="-3", high="30000", unit='"USD"'))
    (row,) = rows(tables.csv_text(ledger, ledger.claims.values()))
    assert (row["low"], row["high"]) == ("-3", "30000")


def test_each_sheet_says_that_it_is_not_public(tmp_path: Path) -> None:
    ledger = load_ledger(folders=[folder(tmp_path, claim())])
    book = openpyxl.load_workbook(io.BytesIO(tables.workbook(ledger, [ledger.claim("one")])))
    for page in book:
        assert page["A1"].value == "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."
        assert "NOT PUBLIC" in page.oddHeader.center.text
    public = openpyxl.load_workbook(io.BytesIO(tables.workbook(ledger, [ledger.claim("pf-a-01")])))
    assert [page["A1"].value for page in public] == ["what_was_said", "source_id"]


def test_a_workbook_has_grades_in_letters_and_words_and_filters_on_its_head(tmp_path: Path) -> None:
    ledger = of(tmp_path, claim(), claim(id='"two"', source_grade='"B"'))
    book = openpyxl.load_workbook(io.BytesIO(tables.workbook(ledger, list(ledger.claims.values()))))
    page = book["Claims"]
    head = [cell.value for cell in page[1]]
    first, second = (dict(zip(head, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=2))
    assert (first["grade"], first["outlet"], first["outlet_grade"], first["information_grade"]) == (
        "F/B-6", "A Paper", "B", 6,
    )  # fmt: skip
    assert first["source_grade_in_words"] == "F: anonymous or untested: reliability cannot be judged"
    assert second["source_grade_in_words"].startswith("B: identified body")
    assert first["citation"].endswith("(Legation ledger, claim one)")
    assert page.auto_filter.ref == f"A1:{page.cell(3, len(head)).coordinate}" and page.freeze_panes == "A2"
    assert book["Sources"].auto_filter.ref.startswith("A1:")
    mine = load_ledger(folders=[folder(tmp_path / "mine", claim())])
    marked = openpyxl.load_workbook(io.BytesIO(tables.workbook(mine, [mine.claim("one")])))["Claims"]
    assert marked.auto_filter.ref.startswith("A2:") and marked.freeze_panes == "A3", "below the note"


def test_only_sources_of_the_claims_go_along(tmp_path: Path) -> None:
    ledger = load_ledger(folders=[folder(tmp_path, claim())])
    sources = rows(tables.sources_csv_text(ledger, [ledger.claim("pf-a-01")]))
    assert [row["source_id"] for row in sources] == [ledger.claim("pf-a-01").source]


def test_uwazi_gets_titles_days_with_slashes_and_several_with_bars(tmp_path: Path) -> None:
    stands = '{ observable = ["flights"], mechanism = ["flight"] }'
    ledger = of(tmp_path, claim(place='"Liaoning"', period='"2019-04"', represented_by=stands))
    (row,) = rows(tables.uwazi_text(ledger, ledger.claims.values()))
    assert next(iter(row)) == "title" and not [head for head in row if " " in head]
    assert row["title"] == "one: Income fell." and row["places"] == "Dandong|Shenyang"
    assert row["period"] == "2019/04/01:2019/04/30" and row["published"] == "2019/05/06:2019/05/31"
    assert row["represented_by"] == "observable flights|mechanism flight"


def test_uwazi_gets_no_link_to_a_copy(tmp_path: Path) -> None:
    ledger = of(tmp_path / "a", claim())
    assert "example.org" not in tables.uwazi_text(ledger, ledger.claims.values())
    ledger = of(tmp_path / "b", claim(), sources=SOURCES.replace('"copy"', '"original"'))
    assert "A Paper|https://example.org/story" in tables.uwazi_text(ledger, ledger.claims.values())


@pytest.mark.parametrize(
    ("published", "slashed"),
    [
        ("2019-04-04", "2019/04/04:2019/04/04"),
        ("2019-04", "2019/04/01:2019/04/30"),
        ("2019", "2019/01/01:2019/12/31"),
        ("early 2019", "2019/01/01:2019/04/30"),
    ],
)
def test_uwazi_gets_no_day_that_nobody_knows(tmp_path: Path, published: str, slashed: str) -> None:
    sources = SOURCES.replace("2019-05-06..2019-05-31", published)
    ledger = of(tmp_path, claim(), sources=sources)
    assert rows(tables.uwazi_text(ledger, ledger.claims.values()))[0]["published"] == slashed


def test_a_bar_cuts_no_link_and_no_relation_in_uwazi(tmp_path: Path) -> None:
    """It splits these at each bar: a label and an address, the titles of claims."""
    sources = SOURCES.replace('"A Paper"', '"A | Paper"').replace('"copy"', '"original"').replace("/story", "/a|b")
    first = claim(paraphrase='"Up | down."', **PRACTICE)
    second = claim(id='"two"', upstream='"another"', denies="true", **PRACTICE)
    ledger = of(tmp_path, first, second, sources=sources)
    one, two = rows(tables.uwazi_text(ledger, ledger.claims.values()))
    assert one["source_link"].split("|") == ["A / Paper", "https://example.org/a%7Cb"]
    assert one["says_otherwise"].split("|") == [two["title"]] and two["says_otherwise"].split("|") == [one["title"]]


def test_a_number_below_zero_is_a_number_in_uwazi(tmp_path: Path) -> None:
    ledger = of(tmp_path, claim(wording='"about"', low="-15.7", high="-15.7", unit='"percent"', paraphrase='"-15.7 %"'))
    (row,) = rows(tables.uwazi_text(ledger, ledger.claims.values()))
    assert (row["low"], row["high"], row["paraphrase"]) == ("-15.7", "-15.7", "'-15.7 %")


def test_no_claims_are_a_table_without_rows(tmp_path: Path) -> None:
    ledger = of(tmp_path, claim())
    assert rows(tables.uwazi_text(ledger, [])) == rows(tables.csv_text(ledger, [])) == []


def test_text_that_a_workbook_can_not_hold_is_refused_with_its_claim(tmp_path: Path) -> None:
    """Such text can't be read; a program that makes claims of its own could still hold it."""
    ledger = of(tmp_path, claim(), claim(id='"two"'))
    claims = [replace(each, note="a\x01b") for each in ledger.claims.values()]
    with pytest.raises(EvidenceError) as refused:
        tables.workbook(ledger, claims)
    assert [(fault.field, fault.found) for fault in refused.value.faults] == [
        ("one note", "the character U+0001"),
        ("two note", "the character U+0001"),
    ]


def test_text_that_a_workbook_would_cut_is_refused_with_its_claim(tmp_path: Path) -> None:
    """One claim may agree with more others than a cell can name."""
    ledger = of(tmp_path, claim(), claim(id='"two"'))
    many = [replace(claim, related=["a" * 30] * 1025) for claim in ledger.claims.values()]
    with pytest.raises(EvidenceError) as refused:
        tables.workbook(ledger, many)
    assert [(fault.field, fault.found) for fault in refused.value.faults] == [
        ("one related", "32,798 characters"),
        ("two related", "32,798 characters"),
    ]
    limit = [replace(many[0], note="x" * 32_767, related=[])]
    page = openpyxl.load_workbook(io.BytesIO(tables.workbook(ledger, limit)))["Claims"]
    assert "x" * 32_767 in [cell.value for cell in page[2]]


@pytest.mark.parametrize(
    ("low", "written"), [("1.125", "1.1250"), ("-12.500", "-12.5"), ("0.125", "0.125"), ("30", "30")]
)
def test_a_number_in_csv_has_one_reading(tmp_path: Path, low: str, written: str) -> None:
    ledger = of(tmp_path, claim(wording='"at_least"', low=low, unit='"USD"'))
    assert rows(tables.csv_text(ledger, ledger.claims.values()))[0]["low"] == written


def test_every_claim_of_the_ledger_fills_its_row() -> None:
    ledger = load_ledger()
    for recorded in ledger.claims.values():
        row = tables.as_row(recorded, ledger)
        assert list(row) == [column.name for column in CLAIMS]
        assert all(isinstance(cell, str | int | float) for cell in row.values())


def test_a_source_fills_its_row_with_its_outlet(tmp_path: Path) -> None:
    ledger = load_ledger(records=shipped(tmp_path, claim()))
    row = tables.source_row(ledger.sources["story"], ledger.outlets["paper"])
    assert (row["source_id"], row["outlet"], row["outlet_name"]) == ("story", "paper", "A Paper")
    assert row["outlet_grade"] == "B"
