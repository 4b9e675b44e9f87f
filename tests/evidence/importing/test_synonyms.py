"""What users call things: one meaning for each word, and none that a code of ours has already."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from legation.evidence.csv_tables import RECORDS
from legation.evidence.importing.columns import CLAIMS, IN_PARTS, OF_SOURCE, WORDS
from legation.evidence.importing.synonyms import code_of, headings, is_code, plain_words, total_words

FILE = tomllib.loads((RECORDS / "headings.toml").read_text(encoding="utf-8"))


def test_each_heading_means_one_column_that_there_is() -> None:
    listed = [plain_words(text) for texts in FILE["heading"].values() for text in texts]
    assert [text for text, count in Counter(listed).items() if count > 1] == []
    names = {column.name for column in (*CLAIMS, *OF_SOURCE, *IN_PARTS)}
    assert FILE["heading"].keys() <= names
    assert {text for text in listed if text in map(plain_words, names)} <= {
        plain_words(name) for name in FILE["heading"]
    }


@pytest.mark.parametrize("column", FILE["means"])
def test_each_word_means_one_code_that_there_is(column: str) -> None:
    listed = [plain_words(text) for texts in FILE["means"][column].values() for text in texts]
    assert [text for text, count in Counter(listed).items() if count > 1] == []
    if column in WORDS:
        assert FILE["means"][column].keys() <= set(WORDS[column])
        assert {text for text in listed if is_code(column, text)} == set(), "a code of ours needs no other word"


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("wording", "At least", "at_least"), ("wording", "mindestens", "at_least"), ("where", "단둥", "Dandong"),
        ("where", "NORTH-EAST CHINA", "north-east China"), ("span", "/month", "month"), ("where", "Nowhere", ""),
        ("whose", "Trade officials", "officials"),
    ],
)  # fmt: skip
def test_words_are_compared_without_capitals_accents_and_punctuation(column: str, text: str, code: str) -> None:
    assert code_of(column, text) == code


def test_headings_of_several_languages_are_known() -> None:
    for heading, column in (
        ("What happened?", "what_was_said"),
        ("Übermaß", ""),
        ("Datum", "when"),
        ("시기", "when"),
        ("Évènement", "what_was_said"),
    ):
        meaning = headings().get(plain_words(heading))
        assert (meaning.column if meaning else "") == column
    assert {"total", "합계", "summe"} <= total_words()
