"""Words that narrow a table mean all of them together, and those joined by a comma or "or" any part."""

from __future__ import annotations

import pytest

from legation.report.shown_rows import asks_for, meaning_of


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("income", True), ("side_income", True), ("Side income", True), ("income arrears", False),
        ("income, arrears", True), ("arrears or income", True), ("arrears", False),
    ],
)  # fmt: skip
def test_which_words_ask_for_a_row(words: str, is_asked: bool) -> None:
    assert asks_for(words, "side_income_usd", "What an official earns beside the post.") is is_asked


def test_two_words_that_find_nothing_together_are_offered_apart() -> None:
    assert meaning_of("income arrears").endswith('--only "income, arrears"')
    assert meaning_of("goat").endswith("legation list observables")
