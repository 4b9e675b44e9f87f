"""Senses: a company that only employs, and money that is handed over."""

from __future__ import annotations

import pytest

from legation.evidence.reading.analysis import analyse
from legation.evidence.reading.lexicon import lexicon


def groups(said):
    return analyse(said, None, lexicon()).marks


@pytest.mark.parametrize(
    ("said", "is_about_firms"),
    [
        ("Officials of a trading company in Dandong had to pay.", False),
        ("Officials from one of the larger trading companies had to pay.", False),
        ("Managers posted by a company had to pay.", False),
        ("A trading company in Dandong had to pay.", True),
        ("Officials said that companies had to pay.", True),
        ("Officials of a company said that all firms had to pay.", True),
    ],
)
def test_a_firm_counts_unless_it_only_says_whose_officials_they_are(said, is_about_firms):
    assert ("firm" in groups(said)) is is_about_firms


@pytest.mark.parametrize(
    ("said", "is_of_persons"),
    [
        ("They were ordered to hand over 500 dollars.", False),
        ("They must hand over money before a holiday.", False),
        ("The quota was handed over to the embassy.", False),
        ("They had to turn over $500.", False),
        ("The police hand over those whom they catch.", True),
        ("Ten officials were handed over to state security.", True),
        ("They were returned with their money.", True),
    ],
)
def test_what_is_handed_over_is_persons_or_money(said, is_of_persons):
    assert bool({"hands_over", "handed_over", "forced_return"} & set(groups(said))) is is_of_persons
