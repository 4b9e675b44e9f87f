"""What the record can't count is said in sentences that can be quoted, and only where claims speak of it."""

from __future__ import annotations

from legation.evidence.ledger import load_ledger
from legation.report.unseen import NOT_ESTIMABLE, UNSEEN, unseen_of, unseen_sentences


def test_what_most_claims_speak_of_comes_first():
    claims = [claim for claim in load_ledger().claims.values() if claim.measure in ("captures", "forced_returns")]
    sentences = unseen_sentences(claims)
    assert [sentence.partition(":")[0] for sentence in sentences] == [
        "How many were handed over",
        "How many were captured",
    ]
    assert all(NOT_ESTIMABLE in sentence for sentence in sentences)


def test_nothing_is_said_where_no_claim_speaks_of_it():
    assert unseen_sentences(claim for claim in load_ledger().claims.values() if claim.measure == "quota") == []


def test_a_sentence_points_to_nothing_that_stands_elsewhere():
    claims = [claim for claim in load_ledger().claims.values() if "flights" in claim.represented_by.observable]
    (sentence,) = [each for each in unseen_sentences(claims) if each.startswith(UNSEEN[0][0].rstrip("."))]
    assert "further down" not in sentence


def test_the_list_has_every_quantity_even_if_no_claim_speaks_of_it():
    listed = unseen_of([])
    assert len(listed) == len(UNSEEN) + 1 and not any(each.claims for each in listed)
    assert all(each.sentence.startswith(each.quantity.rstrip(".") + ": Not estimable") for each in listed)
