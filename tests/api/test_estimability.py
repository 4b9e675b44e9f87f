"""What can't be estimated is a list of its own, and the words of people who ask for it lead there."""

from __future__ import annotations

import pytest

from legation import api
from legation.api.estimability import asked_of
from legation.evidence.ledger import load_ledger
from legation.report.unseen import UNSEEN


def test_without_words_it_has_everything():
    answer = api.unseen()
    assert len(answer.entries) == len(UNSEEN) + 1 and answer.handling == ""
    counts = [len(each.claims) for each in answer.entries]
    assert counts == sorted(counts, reverse=True) and counts[0] > 10


def test_with_words_it_has_what_claims_of_these_words_speak_of():
    answer = api.unseen("forced returns")
    assert answer.entries[0].quantity == "How many were handed over." and all(each.claims for each in answer.entries)
    nothing = api.unseen("quota").as_dict()
    assert (nothing["words"], nothing["not_estimable"]) == ("quota", [])


def test_machines_get_a_citation_for_each_claim():
    data = api.unseen("forced returns").as_dict()
    assert data["to_cite"].startswith("Legation ")
    for each in data["not_estimable"]:
        assert len(each["to_cite"]) == len(each["claims"]) > 0
        assert all(f"claim {name})" in line for name, line in zip(each["claims"], each["to_cite"], strict=True))


def test_the_best_graded_claims_come_first():
    ledger = load_ledger()
    for each in api.unseen().entries:
        grades = [ledger.grade(claim.id).replace("/", "-") for claim in each.claims]
        assert grades == sorted(grades)


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("not estimable", ""), ("Not estimable", ""), ("what cannot be estimated", ""), ("can't be estimated", ""),
        ("captures not estimable", "captures"), ("what is not estimable 2020", "2020"), ("unestimable", ""),
        ("estimated income", None), ("not paid quotas", None), ("estimates", None), ("not", None),
    ],
)  # fmt: skip
def test_the_words_for_it(words, of):
    assert asked_of(words) == of
