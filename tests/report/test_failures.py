"""What is said of worlds that failed."""

from __future__ import annotations

from legation.experiments.ensemble import Failure
from legation.report.failures import failures_sentence


def _audit(failed):
    return {"worlds_passed": 10 - failed, "worlds_asked": 10, "worlds_failed": failed}


def test_nothing_is_said_if_none_failed():
    assert failures_sentence([], _audit(0)) == ""


def test_the_count_and_the_first_reason_are_said():
    one = Failure(3, "baseline", "World 3 stopped.")
    assert failures_sentence([one], _audit(1)) == (
        "FAILED: 1 of 10 worlds failed and is left out here. The first: World 3 stopped."
    )
    # Both twins of a pair may fail; it is one pair all the same.
    said = failures_sentence([one, Failure(3, "other", "x"), Failure(4, "other", "y")], _audit(2), "pair")
    assert said == "FAILED: 2 of 10 pairs failed and are left out here. The first: World 3 stopped."
