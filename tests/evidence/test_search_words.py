"""What is typed is split into words, phrases, names and years."""

from __future__ import annotations

import pytest

from legation.evidence.search_index import Document, SearchIndex
from legation.evidence.search_words import SearchWords, nearest_words, read_words


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    small = SearchIndex.empty()
    small.add(
        [
            Document("a", said="Traders owe their quota.", names=("id nk-1", "source nk", "observable quota_usd")),
            Document("b", said="IT staff left the mill; it rose.", outlet="The Daily Mill", names=("id nk-2",)),
            Document("c", said="About 3,000 were sent back.", key_term="충성자금", names=("id one", "topic Money")),
        ]
    )
    return small


def read(index: SearchIndex, text: str) -> SearchWords:
    return read_words(text, index, ["nk-1", "nk-2", "one"])


def typed(index: SearchIndex, text: str) -> list[str]:
    return [word.typed for word in read(index, text).words]


def found(index: SearchIndex, text: str) -> list[str]:
    return sorted(index.matching(read(index, text).expression))


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("quota 2019", ["2019"]),
        ("2015..2022", ["2015..2022"]),
        ("2015-2022", ["2015..2022"]),
        ("2015–2022", ["2015..2022"]),
        ("2015-22", ["2015..2022"]),
        ("2015-10", ["2015-10"]),
        ("2019-04-04", ["2019-04-04"]),
        ("early 2019", ["early 2019"]),
        ("2015 2019", ["2015", "2019"]),
        ('"2019"', []),
        ("2375", []),
        ("3000", []),
        ("2022..2015", []),
    ],
)
def test_years_are_told_from_other_numbers(index: SearchIndex, text: str, periods: list[str]) -> None:
    assert [str(period) for period in read(index, text).years] == periods


def test_words_that_are_no_years_remain(index: SearchIndex) -> None:
    assert typed(index, "quota 2015..2022") == ["quota"]
    assert typed(index, "early quota") == ["early", "quota"]


def test_words_that_narrow_nothing_are_left_out_unless_there_are_no_others(index: SearchIndex) -> None:
    words = read(index, "the quota of North Korean traders")
    assert [word.typed for word in words.words] == ["quota", "traders"]
    assert words.left_out == ("the", "of", "North Korean")
    assert typed(index, "North Korean") == ["North Korean"] and typed(index, "the") == ["the"]


def test_the_longest_term_is_taken(index: SearchIndex) -> None:
    assert typed(index, "forced return mill") == ["forced return", "mill"]


def test_terms_are_known_by_their_stem_and_in_any_capitals(index: SearchIndex) -> None:
    assert found(index, "QUOTAS") == found(index, "target") == found(index, "Targets") == ["a", "c"]
    assert found(index, "repatriations") == ["c"]


def test_a_phrase_in_quotes_is_looked_for_as_it_stands(index: SearchIndex) -> None:
    assert found(index, '"the mill"') == ["b"] and found(index, '"mill the"') == []
    assert found(index, "“sent back”") == ["c"] and found(index, '"target"') == []


def test_an_acronym_is_no_common_word(index: SearchIndex) -> None:
    assert found(index, "IT") == ["b"] and typed(index, "it mill") == ["mill"]


def test_hangul_is_found_by_its_beginning_and_with_what_is_joined_to_it(index: SearchIndex) -> None:
    assert "c" in found(index, "충성") and "c" in found(index, "충성자금을")
    assert found(index, "총화") == []


def test_numbers_are_found_however_they_are_separated(index: SearchIndex) -> None:
    assert found(index, "3000") == found(index, "3,000") == ["c"]


def test_ids_names_and_topics_are_found_whole(index: SearchIndex) -> None:
    assert found(index, "nk-1") == ["a"] and found(index, "nk-") == ["a", "b"]
    assert found(index, "one") == ["c"] and found(index, "money") == ["c"]
    assert found(index, "quota_usd") == found(index, "observable quota_usd") == ["a"]


def test_a_word_that_nobody_says_is_looked_for_among_outlets(index: SearchIndex) -> None:
    assert found(index, "daily") == ["b"]


def test_signs_of_the_search_language_mean_nothing(index: SearchIndex) -> None:
    for text in (
        '"',
        "quota AND",
        "quota OR mill",
        "NEAR(quota)",
        "said:quota",
        "(",
        "quota*",
        "^quota",
        "a\"b'c",
        "-- ;",
    ):
        read(index, text)
        if read(index, text).words:
            index.matching(read(index, text).expression)


def test_a_year_is_a_word_where_nothing_has_a_date(index: SearchIndex) -> None:
    assert [word.typed for word in read_words("quota 2019", index, dated=False).words] == ["quota", "2019"]


def test_the_nearest_words_are_those_of_the_thesaurus_where_nothing_is_public(index: SearchIndex) -> None:
    assert nearest_words("refoulment", index) == ["refoulement"]
