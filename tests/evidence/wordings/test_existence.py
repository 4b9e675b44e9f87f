"""That something happened: known if one case becomes known. And what says nothing that could be measured."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.special import hyp1f1

from legation.evidence.wordings.existence import EXISTENCE, NONE
from legation.evidence.wordings.form import NOTHING
from legation.evidence.wordings.scales import COUNT
from tests.evidence.wordings import helpers


def test_neither_reports_a_range():
    for wording in (EXISTENCE, NONE):
        assert wording.region(None, None, tolerance=True) is None and wording.needs == ()


def test_the_worlds_in_which_it_happens_are_counted():
    assert EXISTENCE.outcome_words(SimpleNamespace(worlds=16, showing=3), str) == "happens in 3 of 16 worlds"


@pytest.mark.parametrize("cases", [1e-6, 0.1, 1.0, 5.0, 40.0, 500.0])
def test_one_of_the_cases_must_become_known(cases):
    """The chance that none does is Kummer's function, as the mean of exp(-cases r) over beta(2, 8)."""
    said = helpers.likelihood(EXISTENCE, EXISTENCE.report(None, None), cases, COUNT)
    assert 1 - said == pytest.approx(hyp1f1(2, 10, -cases), abs=1e-9)


@pytest.mark.parametrize("cases", [0.0, 0.5, 3.0, 100.0])
def test_said_and_not_said_sum_to_one_and_are_what_is_simulated(cases):
    assert helpers.said_or_not_agrees(EXISTENCE, EXISTENCE.report(None, None), cases, COUNT, seed=9)


def test_what_says_nothing_is_as_likely_in_every_world():
    report = NONE.report(None, None)
    assert NONE.log_likelihood(report, np.array([0.0, 5.0]), COUNT).tolist() == [0, 0]
    assert NONE.simulate(report, np.array(5.0), COUNT, np.random.default_rng(1)) == report
    assert NONE.compares == NOTHING
