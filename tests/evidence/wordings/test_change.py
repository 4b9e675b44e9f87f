"""Rose and fell: which worlds show it, and how it reads."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from scipy import stats

from legation.evidence.wordings.change import FELL, ROSE
from legation.evidence.wordings.scales import AMOUNT
from tests.evidence.wordings import helpers


def test_a_change_has_no_range_and_is_scored_between_two_times_only():
    for wording in (ROSE, FELL):
        assert wording.region(None, None, tolerance=True) is None
        assert (wording.needs, wording.scored_needs) == ((), ("windows",))


def test_a_change_is_one_only_if_a_report_could_see_it():
    """By a factor of e to the 0.15, 1.162: of 1.16 and 1.17, and of what turns them round, one each is a change."""
    before = np.array([100.0, 100, 100, 116, 117])
    after = np.array([116.0, 117, 100, 100, 100])
    assert ROSE.count(before, after) == FELL.count(before, after) == (1, 1)
    assert ROSE.count(before[:3], after[:3]) == (1, 0)
    assert FELL.count(before[:3], after[:3]) == (0, 1)


def test_the_counts_of_worlds_are_said_with_what_was_reported_first():
    outcome = SimpleNamespace(worlds=16, showing=0, against=6)
    assert ROSE.outcome_words(outcome, str) == "rises in 0, falls in 6, unchanged in 10 of 16 worlds"
    outcome = SimpleNamespace(worlds=16, showing=16, against=0)
    assert FELL.outcome_words(outcome, str) == "falls in 16 of 16 worlds"


def test_a_rise_is_the_likelier_said_the_larger_it_was():
    for wording, sign in ((ROSE, 1), (FELL, -1)):
        likely = helpers.likelihood(wording, wording.report(None, None), [10.0, 12.0], AMOUNT)
        assert likely == pytest.approx(stats.norm.cdf(sign * math.log(1.2) / 0.15))
        assert helpers.likelihood(wording, wording.report(None, None), [0.0, 0.0], AMOUNT) == pytest.approx(0.5)


@pytest.mark.parametrize("wording", [ROSE, FELL])
@pytest.mark.parametrize("x", [[10.0, 10.0], [10.0, 11.5], [0.0, 1.0], [9.0, 8.0]])
def test_said_and_not_said_sum_to_one_and_are_what_is_simulated(wording, x):
    assert helpers.said_or_not_agrees(wording, wording.report(None, None), x, AMOUNT, seed=8)
