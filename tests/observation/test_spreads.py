"""Spreads over persons, on counts small enough to rank by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.observation.spreads import WHOLE, medians, quantiles, quantiles_of_rows, weighed

EDGES = np.array([0.0, 10.0, 20.0, 40.0])


def test_persons_are_taken_as_evenly_spread_inside_a_bin():
    # A tenth lies below 10, nine tenths below 20; of the last bin, half its persons lie below 30.
    assert quantiles(np.array([1, 8, 1]), EDGES, (0.05, 0.1, 0.5, 0.9, 0.95, 1.0)) == pytest.approx(
        [5, 10, 15, 20, 30, 40]
    )


def test_empty_bins_hold_no_quantile():
    assert quantiles(np.array([0, 10, 0]), EDGES, (0.05, 0.95)) == pytest.approx([10.5, 19.5])
    assert quantiles(np.array([5, 0, 5]), EDGES, (0.4, 0.6)) == pytest.approx([8, 24])


def test_a_world_counts_the_same_however_many_persons_it_has():
    small, large = np.array([1, 0, 0]), np.array([0, 0, 1000])
    weights = weighed(np.stack([small, large]))
    assert weights.tolist() == [[WHOLE, 0, 0], [0, 0, WHOLE]]
    assert quantiles(weights.sum(axis=0), EDGES, (0.25, 0.75)) == pytest.approx([5, 30])


def test_a_world_without_persons_has_no_say():
    assert weighed(np.zeros((1, 3), np.int64)).tolist() == [[0, 0, 0]]


def test_a_spread_of_nobody_has_no_quantiles():
    with pytest.raises(AssertionError, match="nobody"):
        quantiles(np.zeros(3, np.int64), EDGES, (0.5,))


@given(st.lists(st.integers(0, 50), min_size=3, max_size=3).filter(any), st.floats(0.01, 1))
def test_the_quantiles_are_those_of_a_line_through_the_cumulated_shares(counts, level):
    (found,) = quantiles(np.array(counts), EDGES, (level,))
    ladder = np.concatenate([[0], np.cumsum(counts)]) / sum(counts)
    assert np.interp(found, EDGES, ladder) == pytest.approx(level)


def test_medians_of_many_rows_are_those_of_each_in_every_bit():
    rows = np.random.default_rng(7).integers(0, 5, (200, 3))
    rows[3] = 0
    expected = [quantiles(row, EDGES, (0.5,))[0] if row.any() else np.nan for row in rows]
    assert np.array_equal(medians(rows, EDGES), expected, equal_nan=True)
    assert np.isnan(medians(rows, EDGES)[3])


def test_quantiles_of_rows_are_those_of_each_row_to_the_last_bit():
    rng = np.random.default_rng(3)
    weights = rng.integers(0, 2**32, (40, 12)) * (rng.random((40, 12)) < 0.5)
    weights[7] = 0
    edges = np.cumsum(rng.random((40, 13)), axis=1)
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    by_row = quantiles_of_rows(weights, edges, levels)
    for row, limits, found in zip(weights, edges, by_row, strict=True):
        assert found.tolist() == quantiles(row, limits, levels) if row.any() else np.isnan(found).all()
    assert np.isnan(by_row[7]).all()
    assert np.array_equal(quantiles_of_rows(weights, edges[0], levels)[0], by_row[0])
