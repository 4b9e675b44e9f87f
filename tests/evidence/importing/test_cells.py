"""A row and its claim: what cells mean, and that nothing is lost on the way out and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.evidence.claims import Claim
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
    "x,,,none,,,,,story,,secret,", "x,,,none,,,,,story,,,secret",
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
    faults = imported(tmp_path, text.format("none"), "b.csv", small(tmp_path / "b")).all_faults
    assert faults[0].found == "this text" and "ecret" not in str(faults[0])


def test_a_short_number_that_has_two_readings_is_refused_with_both_whatever_its_handling(tmp_path: Path) -> None:
    made = book(
        ("Claims", [HEAD, ["Income fell.", "", "at_least", "30.000", "", "persons", "Dandong", "2019", "story"]])
    )
    (fault,) = imported(tmp_path, as_bytes(made), "a.xlsx").all_faults
    assert (fault.field, fault.found) == ("Claims!D2 low", "(not shown: this is not public)")
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
