"""The words by which reports are read."""

from __future__ import annotations

import tomllib

import pytest

from legation.base.dates import parse_date
from legation.base.places import AREAS
from legation.evidence.csv_tables import RECORDS
from legation.evidence.reading.lexicon import WordGroups, build_lexicon, lexicon, lowered, plain_signs, tail, tokens
from legation.evidence.vocabulary import WHOSE, vocabulary

DATA = tomllib.loads((RECORDS / "reading.toml").read_text(encoding="utf-8"))


def _words(text):
    return [token.word for token in tokens(text)]


def test_a_text_is_cut_into_words_numbers_and_signs():
    assert _words("China's state-security can't pay 1,200.") == [
        "china", "'s", "state", "security", "ca", "n't", "pay", "1,200", "."]  # fmt: skip


def test_every_token_stands_where_it_says():
    text = "Die „Größe“ of 1,200 MEN’S"
    plain = plain_signs(text)
    assert len(plain) == len(text)
    assert all(lowered(plain)[token.start : token.end] == token.word for token in tokens(plain))


def test_letters_that_grow_when_made_small_keep_their_places():
    assert len(lowered("İstanbul")) == len("İstanbul")


@pytest.mark.parametrize(
    ("word", "text", "is_there"),
    [
        ("defect*", "he defected", True), ("defect", "he defected", False), ("sent back", "they were sent back", True),
        ("sent back", "sent, back", False), ("state security", "State-Security agents", True),
        ("close* firm*", "closing firms", False), ("clos* firm*", "closing firms", True), ("탈북", "탈북했다", True),
        ("n't", "he couldn't", True),
    ],
)  # fmt: skip
def test_words_are_found_by_stem_and_in_a_row(word, text, is_there):
    assert bool(WordGroups({"group": [word]}).find(text, tokens(text))) is is_there


def test_of_words_in_one_place_each_group_has_its_own():
    marks = WordGroups({"one": ["무역"], "two": ["무역일군"]}).find("무역일군들", tokens("무역일군들"))
    assert set(marks) == {"one", "two"}


def test_a_rule_may_only_name_groups_that_there_are():
    data = DATA | {"measure": {"flights": {"says": {"flee nonsense": 2}}}}
    with pytest.raises(KeyError, match="nonsense"):
        build_lexicon(data)


def test_every_measure_has_rules_and_every_rule_a_measure():
    assert set(DATA["measure"]) == set(vocabulary().measures)
    assert set(DATA["mechanism"]) == set(vocabulary().terms["mechanism"])
    assert all(cues.says for cues in lexicon().measures.values())


def test_kinds_of_persons_places_and_events_are_those_of_the_record():
    assert set(DATA["persons"]) == set(WHOSE)
    assert set(DATA["places"]) <= set(AREAS)
    assert all(parse_date(period) for period in DATA["events"])


def test_no_word_stands_twice_in_a_group():
    for name, words in {**DATA["words"], **DATA["persons"], **DATA["places"]}.items():
        assert len(words) == len(set(words)), name


def test_the_tail_of_a_text_ends_at_its_place():
    assert tail("abcdef", 3, 2) == "bc"
