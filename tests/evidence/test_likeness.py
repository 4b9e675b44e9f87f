"""Texts that are like claims: the same words in another order or for one another, and texts that only share some."""

from __future__ import annotations

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.likeness import SAME_WORDS, same_words


def likest(text):
    return [likeness.claim.id for likeness in same_words(load_ledger(), text)]


@pytest.mark.parametrize(
    "text",
    [
        "In June 2022 each trade official in China was told to give USD 3,000 by the end of July.",
        "in june 2022, each trade official in china was told to give USD 3000 by the end of july",
        "By the end of July each trade official in China was told to give USD 3,000 in June 2022.",
        "In June 2022 each trade representative in China was told to give USD 3,000 by the end of July.",
    ],
)
def test_order_signs_and_equal_terms_make_no_difference(text):
    assert likest(text)[0] == "pf-g-16-levy"


def test_a_text_that_is_the_same_comes_first_though_others_have_nearly_all_of_its_words():
    first, *others = same_words(load_ledger(), load_ledger().claims["pf-b-04-2023"].paraphrase)
    assert (first.claim.id, first.exact, first.share) == ("pf-b-04-2023", True, 1.0)
    assert others and all(not other.exact and SAME_WORDS <= other.share < 1.0 for other in others)


@pytest.mark.parametrize("text", ["", "trade", "China in 2022", "The price of rice in Hamhung rose to 6,000 won."])
def test_few_words_or_other_words_are_like_no_claim(text):
    assert likest(text) == []


def test_a_long_text_is_compared_by_its_beginning():
    assert likest("word " * 100_000) == []
