"""A row and its claim: what cells mean, and that nothing is lost on the way out and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.evidence.claims import Claim
from legation.evidence.importing.rows import ImportBatch
from tests.evidence.importing.helpers import HEAD, as_bytes, book, imported, small


def only_claim(tmp_path: Path, **cells: str) -> Claim:
    row = {"what_was_said": "Income fell.", "wording": "none", "source_id": "story", **cells}
    text = ",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n"
    batch = imported(tmp_path, text)
    assert batch.all_faults == [], [str(fault) for fault in batch.all_faults]
    (row_read,) = batch.rows
    assert row_read.claim
    return row_read.claim


def test_a_short_row_becomes_a_claim_by_the_stated_rules(tmp_path: Path) -> None:
    claim = only_claim(tmp_path)
    assert claim.id == "story-01" and claim.kind == "event" and claim.role == "context"
    assert claim.handling == "embargoed" and claim.upstream == "story" and claim.language == "en"
    assert claim.source_grade == "F" and str(claim.graded_on) == "2026-01-31"


@pytest.mark.parametrize(
    ("cell", "observables", "mechanisms"),
    [
        ("flights", ["flights"], []),
        ("trade", [], ["trade"]),
        ("observable alert", ["alert"], []),
        ("mechanism alert; Own income month RMB", ["own_income_month_rmb"], ["alert"]),
        ("flights\nclampdowns", ["flights", "clampdowns"], []),
    ],
)
def test_what_a_claim_is_about_is_named_with_or_without_its_kind(
    tmp_path: Path, cell: str, observables: list[str], mechanisms: list[str]
) -> None:
    stands = only_claim(tmp_path, about=cell).represented_by
    assert (stands.observable, stands.mechanism) == (observables, mechanisms)


def test_coded_words_may_be_written_with_capitals_and_spaces(tmp_path: Path) -> None:
    claim = only_claim(
        tmp_path, wording="At least", low="3", unit="persons", where="north-east china", source_id="STORY"
    )
    assert (claim.wording, claim.place, claim.source) == ("at_least", "north-east China", "story")


@pytest.mark.parametrize(
    ("wording", "kind"), [("rose", "trend"), ("existence", "event"), ("several", "quantity"), ("none", "event")]
)
def test_the_kind_follows_the_wording(tmp_path: Path, wording: str, kind: str) -> None:
    assert only_claim(tmp_path, wording=wording).kind == kind


def test_windows_are_two_columns(tmp_path: Path) -> None:
    claim = only_claim(tmp_path, wording="rose", before="2013..2016", after="2018")
    assert claim.windows and str(claim.windows.before) == "2013..2016" and str(claim.windows.after) == "2018"


@pytest.mark.parametrize(
    ("cells", "ends"),
    [
        ({"low": "30", "wording": "about"}, ("about", 30, 30)), ({"high": "30", "wording": "exact"}, ("exact", 30, 30)),
        ({"low": "30", "wording": "at most"}, ("at_most", None, 30)),
        ({"high": "30", "wording": "at least"}, ("at_least", 30, None)), ({"low": "30"}, ("none", 30, None)),
        ({"low": "about 30"}, ("about", 30, 30)), ({"low": "30+"}, ("at_least", 30, None)),
        ({"low": "up to 30"}, ("at_most", None, 30)), ({"low": "several"}, ("several", None, None)),
    ],
)  # fmt: skip
def test_an_empty_end_and_an_empty_wording_follow_from_what_stands_there(
    tmp_path: Path, cells: dict[str, str], ends: tuple[str, float | None, float | None]
) -> None:
    claim = only_claim(tmp_path, **{"unit": "persons", "wording": "", **cells})
    assert (claim.wording, claim.low, claim.high) == ends


def test_a_cell_may_not_contradict_the_wording(tmp_path: Path) -> None:
    row = "Income fell.,exact,about 30,persons,story,public"
    (fault,) = imported(tmp_path, "what_was_said,wording,low,unit,source_id,handling\n" + row + "\n").all_faults
    assert fault.found == '"about 30"' and "wording says how firmly" in fault.advice


@pytest.mark.parametrize(
    ("cells", "unit", "span"),
    [
        ({"low": "3", "unit": "times per week", "measure": "sessions"}, "sessions per week", "week"),
        ({"low": "30", "unit": "people"}, "persons", ""), ({"low": "30 people"}, "persons", ""),
        ({"low": "$30"}, "USD", ""), ({"low": "30"}, "not stated", ""), ({"low": "45%"}, "percent", ""),
        ({"low": "3000", "unit": "yuan a month", "measure": "own income"}, "RMB per month", "month"),
        ({"low": "5", "unit": "USD per year", "measure": "levy"}, "USD per year", ""),
        ({"low": "5", "unit": "widgets"}, "widgets", ""),
    ],
)  # fmt: skip
def test_units_are_written_as_the_record_has_them(tmp_path: Path, cells: dict[str, str], unit: str, span: str) -> None:
    claim = only_claim(tmp_path, **{"wording": "at least", **cells})
    assert (claim.unit, claim.span) == (unit, span)


def test_a_number_that_can_be_a_share_or_percent_is_asked_about(tmp_path: Path) -> None:
    made = book(("Claims", [HEAD, ["Some.", "", "about", 0.45, "", "percent", "China", "2019", "story"]]))
    (fault,) = imported(tmp_path, as_bytes(made), "a.xlsx").all_faults
    assert fault.advice == "It can be read as 0.45 % or 45 %: write the one meant, with the sign."
    assert only_claim(tmp_path / "a", low="0.45 %", unit="percent", wording="about").low == 0.45
    made["Claims"]["D2"].number_format = "0%"
    assert imported(tmp_path / "b", as_bytes(made), "a.xlsx").rows[0].claim.low == 45


@pytest.mark.parametrize("cells", [{"unit": "people"}, {"unit": "USD", "measure": "levy", "whose": "officials"}])
def test_a_count_or_sum_below_zero_is_refused(tmp_path: Path, cells: dict[str, str]) -> None:
    row = {"what_was_said": "x", "wording": "about", "source_id": "story", "low": "-5", **cells}
    (fault,) = imported(tmp_path, ",".join(row) + "\n" + ",".join(row.values()) + "\n").all_faults
    assert (fault.field, fault.expected) == ("low", "0 or more") and "fewer than none" in fault.advice


def test_words_of_other_languages_are_read_and_towns_keep_their_names(tmp_path: Path) -> None:
    claim = only_claim(tmp_path, where="둥강", whose="간부", measure="levy", wording="existence")
    assert (claim.place, claim.place_named, claim.whose) == ("Liaoning", "둥강", "officials")


DAYS = [  # the number formats of a cell, and what the 1st of April 2019 means in it
    ("yyyy-mm-dd", "2019-04-01"), ("mm-dd-yy", "2019-04-01"), ("d mmm yyyy", "2019-04-01"), ("mmm-yy", "2019-04"),
    ("mmmm yyyy", "2019-04"), ('yyyy"년" m"월"', "2019-04"), ("yyyy", "2019"), ("[$-409]mmm yy;@", "2019-04"),
]  # fmt: skip


@pytest.mark.parametrize(("style", "written"), DAYS)
def test_a_day_is_read_as_its_cell_shows_it(tmp_path: Path, style: str, written: str) -> None:
    made = book(("Claims", [HEAD, ["x", "", "none", "", "", "", "China", date(2019, 4, 1), "story"]]))
    made["Claims"]["H2"].number_format = style
    (row,) = imported(tmp_path, as_bytes(made), "a.xlsx").rows
    assert row.claim and str(row.claim.period) == written


def test_days_beside_dates_that_stayed_text_may_have_been_turned_round(tmp_path: Path) -> None:
    """A spreadsheet that takes 04/05/2019 for April has left 23/04/2019 as text."""
    rows = [["x", "", "none", "", "", "", "China", day, "story"] for day in (date(2019, 4, 5), "23/04/2019")]
    batch = imported(tmp_path, as_bytes(book(("Claims", [HEAD, *rows]))), "a.xlsx")
    assert [row.state for row in batch.rows] == ["faulty", "new"]
    assert "2019-04-05 or 2019-05-04" in batch.all_faults[0].advice


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        ({"Year": "2019", "Month": "4"}, "2019-04"), ({"Year": "2019", "Month": "October"}, "2019-10"),
        ({"Year": "2019", "Month": "4", "Day": "23"}, "2019-04-23"), ({"Year": "2019", "Month": ""}, "2019"),
        ({"Month": "April 2019"}, "2019-04"),
    ],
)  # fmt: skip
def test_year_month_and_day_may_stand_in_columns_of_their_own(
    tmp_path: Path, cells: dict[str, str], written: str
) -> None:
    text = ",".join(["What happened", *cells]) + "\n" + ",".join(["Income fell.", *cells.values()]) + "\n"
    (row,) = imported(tmp_path, text).rows
    assert row.claim and str(row.claim.period) == written


@pytest.mark.parametrize(
    ("city", "province", "place", "named"),
    [
        ("Dandong", "Liaoning", "Dandong", "Liaoning"), ("Kuandian", "Liaoning", "Liaoning", "Kuandian, Liaoning"),
        ("Liaoning", "Dandong", "Dandong", "Liaoning"), ("Dandong", "Nowhere", "Dandong", "Nowhere"),
        ("Beijing", "Jilin", "Beijing", "Jilin"),
    ],
)  # fmt: skip
def test_of_two_places_the_finer_one_that_is_known_counts(
    tmp_path: Path, city: str, province: str, place: str, named: str
) -> None:
    (row,) = imported(tmp_path, f"What happened,City,Province\nIncome fell.,{city},{province}\n").rows
    assert row.claim and (row.claim.place, row.claim.place_named) == (place, named)


def test_a_number_that_can_be_october_or_january_is_refused(tmp_path: Path) -> None:
    made = book(("Claims", [HEAD, ["x", "", "none", "", "", "", "China", 2019.1, "story"]]))
    assert "2019-01 or 2019-10" in imported(tmp_path, as_bytes(made), "a.xlsx").all_faults[0].advice


def test_a_range_in_low_is_both_ends(tmp_path: Path) -> None:
    claim = only_claim(tmp_path, wording="between", low="3-6", unit="persons")
    assert (claim.low, claim.high) == (3, 6)


def test_published_may_be_repeated_as_the_source_has_it(tmp_path: Path) -> None:
    assert only_claim(tmp_path, published="2019-05-06..2019-05-31").source == "story"


def test_a_year_typed_as_a_number_is_a_year(tmp_path: Path) -> None:
    made = book(("Claims", [HEAD, ["Income fell.", "", "none", "", "", "", "Dandong", 2019, "story"]]))
    batch = imported(tmp_path, as_bytes(made), "a.xlsx")
    assert batch.rows[0].claim and str(batch.rows[0].claim.period) == "2019"


HEAD_OF_ALL = "what_was_said,out_of_scope,about,wording,low,unit,where,when,source_id,related,persons,handling\n"
SECRETS = [
    "Secret thing.,secret reason,flights,none,,,,,story,,,",  # both reasons and names of what represents it
    "x,,secret-about,none,,,,,story,,,", "x,,alert,none,,,,,story,,,", "x,,,secret-wording,,,,,story,,,",
    "x,,,at_least,secret-low,persons,,,story,,,", "x,,,at_least,$770,RMB,,,story,,,",
    "x,,,at_least,770k,persons,,,story,,,",
    "x,,,at_least,0x302,persons,,,story,,,", "x,,,none,,,Secretville,,story,,,", "x,,,none,,,,secret 2019,story,,,",
    "x,,,none,,,,,secret story,,,", "x,,,none,,,,,secret-story,,,", "x,,,none,,,,,story,secret-claim,,",
    "x,,,none,,,,,story,,secret,", "x,,,none,,,,,story,,,secretly",
]  # fmt: skip


@pytest.mark.parametrize("row", SECRETS)
def test_a_message_about_a_claim_that_is_not_public_repeats_no_cell(tmp_path: Path, row: str) -> None:
    batch = imported(tmp_path, HEAD_OF_ALL + row + "\n")
    said = " ".join([*map(str, batch.all_faults), *batch.notes]).lower()
    assert batch.all_faults and not [word for word in ("secret", "770", "alert", "flights") if word in said], said


def test_a_message_about_a_public_claim_repeats_coded_words_and_never_free_text(tmp_path: Path) -> None:
    text = HEAD_OF_ALL + "Secret thing.,secret reason,flights,{},,,,,story,,,public\n"
    faults = imported(tmp_path, text.format("nome")).all_faults
    assert '"nome"' in str(faults[0]) and "ecret" not in " ".join(map(str, faults))
    faults = imported(tmp_path, text.format("none"), "b.csv", small()).all_faults
    assert faults[0].found == "this text" and "ecret" not in str(faults[0])


def test_a_short_number_that_has_two_readings_is_refused_with_both_whatever_its_handling(tmp_path: Path) -> None:
    made = book(
        ("Claims", [HEAD, ["Income fell.", "", "at_least", "30.000", "", "persons", "Dandong", "2019", "story"]])
    )
    (fault,) = imported(tmp_path, as_bytes(made), "a.xlsx").all_faults
    assert (fault.field, fault.found) == ("Claims!D2 low", "a number with a point (not shown)")
    assert fault.advice == "It can be read as 30000 or 30: write the one meant."


@pytest.mark.parametrize("kind", ["about", "wording", "low", "where", "when", "source_id", "persons", "related"])
def test_a_coded_cell_that_holds_a_whole_text_is_refused_unread(tmp_path: Path, kind: str) -> None:
    row = {"what_was_said": "Income fell.", "wording": "none", "source_id": "story", kind: "1-" * 40_000}
    text = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    assert "80000 characters" in [fault.found for fault in imported(tmp_path, text).all_faults]


def test_a_control_character_is_no_value_anywhere(tmp_path: Path) -> None:
    row = {"what_was_said": "Income\x1b[2J fell.", "wording": "no\x9bne", "source_id": "sto\u202ery", "note": "a\tb"}
    text = ",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n"
    assert [fault.found for fault in imported(tmp_path, text).all_faults] == [
        "the character U+001B",
        "the character U+009B",
        "the character U+202E",
    ]


def amounts(tmp_path: Path, *cells: str, mark: str = ",") -> ImportBatch:
    """A file whose rows have these texts as amounts."""
    rows = [
        ["what_was_said", "low", "unit", "source_id"],
        *(["Some.", f'"{cell}"', "persons", "story"] for cell in cells),
    ]
    return imported(tmp_path, "\n".join(mark.join(row) for row in rows) + "\n")


def test_a_thousands_comma_is_read_and_the_words_about_it_become_the_wording(tmp_path: Path) -> None:
    batch = amounts(tmp_path, "30,000", "about 1,050", "1,050 persons", "over 1,000", "2.5")
    claims = [row.claim for row in batch.rows if row.claim]
    assert batch.all_faults == [] and [claim.low for claim in claims] == [30_000, 1_050, 1_050, 1_000, 2.5]
    assert [claim.wording for claim in claims] == ["none", "about", "none", "at_least", "none"]
    assert [note.how for note in batch.readings] == [
        '"30,000" read as 30000', "read as 1050; wording about", "read as 1050",
        '"over 1,000" read as 1000; wording at_least',
    ]  # fmt: skip


@pytest.mark.parametrize(("other", "mark"), [("3,5", ","), ("30.000", ","), ("1.050,25", ","), ("4", ";")])
def test_a_comma_keeps_both_readings_where_something_speaks_for_decimals(tmp_path: Path, other: str, mark: str) -> None:
    faults = amounts(tmp_path, "12,000", other, mark=mark).all_faults
    assert "It can be read as 12000 or 12: write the one meant." in [fault.advice for fault in faults]


def test_text_cells_of_a_workbook_are_read_alike(tmp_path: Path) -> None:
    head = ["what_was_said", "low", "high", "unit", "source_id"]
    rows = [["Some.", "about 1,050", None, "persons", "story"], ["Some.", 1.125, None, "persons", "story"]]
    claims = [
        row.claim
        for row in imported(tmp_path, as_bytes(book(("Claims", [head, *rows]))), "mine.xlsx").rows
        if row.claim
    ]
    assert [(claim.low, claim.wording) for claim in claims] == [(1050, "about"), (1.125, "none")]


@pytest.mark.parametrize(("place", "area"), [("Kunming", "other China"), ("the riverside of Dandong", "Dandong")])
def test_a_town_that_is_no_area_is_read_as_the_area_that_holds_it_and_that_is_said(
    tmp_path: Path, place: str, area: str
) -> None:
    text = f"what_was_said,where,source_id\nSome.,{place},story\n"
    batch = imported(tmp_path, text)
    (row,) = batch.rows
    assert row.claim and (row.claim.place, row.claim.place_named) == (area, place) and not batch.all_faults
    (note,) = [note for note in batch.readings if note.column == "where"]
    assert note.how == f"lies in {area}, and is read so"  # The town itself is not repeated.
