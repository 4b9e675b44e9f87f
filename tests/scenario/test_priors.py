"""Priors: cut to the range, one value for each share of luck, and the quantiles that textbooks give."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from legation.scenario.priors import CELLS, Prior
from tests.scenario.helpers import prior

CASES = [
    (prior("uniform"), 2, 6, scipy.stats.uniform(2, 4)),
    (prior("log-uniform"), 0.01, 1, scipy.stats.loguniform(0.01, 1)),
    (prior("normal", 156, 16), 130, 208, scipy.stats.norm(156, 16)),
    (prior("half-normal", 0.06), 0, 0.12, scipy.stats.halfnorm(0, 0.06)),
    (prior("lognormal", 4500, 0.45), 2500, 12000, scipy.stats.lognorm(0.45, scale=4500)),
    (prior("beta", 3.5, 6.5), 0.1, 0.7, scipy.stats.beta(3.5, 6.5)),
    (prior("beta-scaled", 2, 4), 0.15, 0.6, scipy.stats.beta(2, 4, loc=0.15, scale=0.45)),
    (prior("gamma", 4.4), 0, 17, scipy.stats.gamma(4.4)),
]


def test_half_the_luck_gives_the_middle_of_a_uniform_prior():
    assert prior("uniform").values(2, 6, np.array([0.25, 0.5, 0.75])).tolist() == [3.0, 4.0, 5.0]


def test_every_kind_is_compared_with_a_textbook_and_has_a_meaning():
    assert {type(case[0]) for case in CASES} == set(Prior.__subclasses__())
    assert all(kind.__doc__ for kind in Prior.__subclasses__())


@pytest.mark.parametrize(("belief", "low", "high", "book"), CASES, ids=lambda value: getattr(value, "kind", ""))
def test_values_are_the_quantiles_of_the_distribution_cut_to_the_range(belief, low, high, book):
    u = np.arange(1, 1000) / 1000
    right = book.ppf(book.cdf(low) + (book.cdf(high) - book.cdf(low)) * u)
    assert np.max(np.abs(belief.values(low, high, u) - right)) < 3e-4 * (
        high - low
    )  # linear between points of the table
    assert belief.mass(low, high) == pytest.approx(book.cdf(high) - book.cdf(low), abs=1e-9)


@pytest.mark.parametrize(("belief", "low", "high", "book"), CASES, ids=lambda value: getattr(value, "kind", ""))
@given(u=st.lists(st.floats(0, 1), min_size=2, max_size=20))
def test_every_share_of_luck_gives_a_value_within_the_range_and_more_luck_never_less(belief, low, high, book, u):
    values = belief.values(low, high, np.array(sorted(u)))
    assert np.all((values >= low) & (values <= high))
    assert np.all(np.diff(values) >= 0)


def test_points_of_the_table_are_exact_and_between_them_values_are_linear():
    belief = prior("normal", 0.5, 0.2)
    left, middle, right = belief.values(0, 1, np.array([1000, 1000.5, 1001]) / CELLS)
    assert middle == pytest.approx((left + right) / 2, rel=1e-14)


def test_a_prior_says_itself_in_words_and_as_a_table():
    belief = prior("lognormal", 4500.0, 0.45)
    assert belief.words() == "lognormal (median 4500, sigma 0.45)"
    assert belief.as_dict() == {"kind": "lognormal", "median": 4500.0, "sigma": 0.45}
    assert prior("uniform").words() == "uniform"
