"""Claims that are like a text: they share its words, or words that mean the same."""

from __future__ import annotations

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.likeness import alike


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dead hard: officials die by suicide as levies can't be paid", "nk-2022-surv-16"),
        ("traders sleep in consulate rooms as they can't pay the rent", "pf-g-17"),
        ("brokers keep a share of remittances", "pf-h-06"),
    ],
)
def test_a_text_finds_the_claims_that_speak_of_it(text, name):
    assert name in [claim.id for claim in alike(load_ledger(), text)]


def test_no_word_in_common_is_no_likeness():
    assert alike(load_ledger(), "zyzzyva qwerty") == []
    assert alike(load_ledger(), "") == []


def test_a_long_text_is_answered_like_its_beginning():
    assert alike(load_ledger(), "quota " * 500, most=3) and len(alike(load_ledger(), "quota " * 500, most=3)) == 3
