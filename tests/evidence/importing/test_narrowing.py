"""What could point at somebody is refused when it is brought in, whatever columns the sheet has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.importing.helpers import as_bytes, book, imported

TEXT = "A colonel left with his wife and took USD 130,000 along."
HEAD = ["What happened", "Date", "City"]


def faults(tmp_path: Path, head: list[str], row: list[str]) -> list[str]:
    batch = imported(tmp_path, as_bytes(book(("A", [head, row]))), "a.xlsx")
    return [fault.found for fault in batch.all_faults]


def test_rank_family_sum_city_and_day_are_refused_without_a_column_of_persons(tmp_path: Path) -> None:
    """The persons are inferred from the words, and where these name no number, one is assumed."""
    (found,) = faults(tmp_path, HEAD, [TEXT, "23 April 2019", "Dandong"])
    assert found.startswith(
        "5 narrowing details: city or finer, month or finer, employer, trade or rank, family, exact sum"
    )
    assert faults(
        tmp_path, HEAD, [TEXT.replace("A colonel", "Officials, a colonel among them,"), "April 2019", "Dandong"]
    )
    assert faults(tmp_path, [*HEAD, "Number of persons"], [TEXT, "April 2019", "Dandong", ""])
    assert not faults(tmp_path, [*HEAD, "Number of persons"], [TEXT, "April 2019", "Dandong", "40"])
    many = "Forty people left with their wives, and took USD 130,000 along."
    assert not faults(tmp_path, HEAD, [many, "April 2019", "Dandong"])


@pytest.mark.parametrize("column", ["supports", "translation_note", "place_named", "note", "key_term"])
def test_details_count_in_whatever_column_they_stand(tmp_path: Path, column: str) -> None:
    row = ["Somebody left.", "April 2019", "Dandong", "the colonel's wife, with USD 130,000"]
    assert len(faults(tmp_path, [*HEAD, column], row)) == 1


def test_a_speaker_may_not_be_described_so_closely_either(tmp_path: Path) -> None:
    speaker = "the wife of a colonel in Dandong, heard on 23 April 2019"
    (found,) = faults(tmp_path, [*HEAD, "said_by"], ["Forty people left.", "2019", "China", speaker])
    assert found.startswith("4 narrowing details")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("A man born on 12 March 1970 left.", "a date of birth"), ("PS836410123 was taken.", "a passport number"),
        ("A man, a.k.a. Brother Tiger, left.", "a name of a person"), ("They met at 40.12, 124.38.", "coordinates"),
        ("Colonel Pak left.", "a name after a title"), ("PAK JONG SU left.", "a name of a person"),
        ("김철수 대사가 떠났다.", "a name after a title, in Hangul"),
        ("Call 一三八〇一三八零零零.", "a telephone number"),
        ("Write to １３８１２３４５６７８.", "a telephone number"),
    ],
)  # fmt: skip
def test_what_identifies_somebody_is_refused_and_not_repeated(tmp_path: Path, text: str, mark: str) -> None:
    assert faults(tmp_path, HEAD, [text, "2019", "China"]) == [mark]
