"""How well articles are read, and that the rules were not made of the very sentences on which they are scored.

The five texts are not in this repository: name their folder in the variable LEGATION_SEEDS.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verification.reading.score import (
    LEAST_QUANTITIES,
    LEAST_TOPICS,
    VARIABLE,
    phrases_of,
    quantities_right,
    rule_texts,
    score_all,
    topics_right,
)

FOLDER = os.environ.get(VARIABLE)
pytestmark = pytest.mark.skipif(not FOLDER, reason=f"the five texts are not in this repository; set {VARIABLE}")


def test_most_claims_are_proposed_with_the_right_numbers_and_topics():
    scored, _ = score_all(Path(FOLDER))
    assert quantities_right(scored).value >= LEAST_QUANTITIES
    assert topics_right(scored).value >= LEAST_TOPICS


def test_no_rule_shares_four_words_in_a_row_with_the_texts():
    texts = set().union(*(phrases_of(path.read_text(encoding="utf-8")) for path in Path(FOLDER).iterdir()))
    assert [text for text in rule_texts() if phrases_of(text) & texts] == []
