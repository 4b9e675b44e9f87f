"""Priors: cut to the range, one value for each share of luck, and the quantiles that textbooks give."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.base.faults import ScenarioError
from legation.scenario.priors import CELLS, LEAST_MASS, Prior
from tests.scenario.helpers import BASE, prior, scenario

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


def sizes(low: float, high: float):
    """Numbers of any size between two that are above 0, as likely tiny as large."""
    return st.floats(np.log(low), np.log(high)).map(lambda size: float(np.clip(np.exp(size), low, high)))


positive, shape = sizes(1e-12, 1e12), sizes(0.11, 100)
either = st.one_of(st.just(0.0), positive, positive.map(lambda number: -number))
ANY = st.one_of(
    st.builds(prior, st.just("uniform")),
    st.builds(prior, st.just("log-uniform")),
    st.builds(prior, st.just("normal"), either, positive),
    st.builds(prior, st.just("half-normal"), positive),
    st.builds(prior, st.just("lognormal"), positive, sizes(1e-12, 5)),
    st.builds(prior, st.sampled_from(["beta", "beta-scaled"]), shape, sizes(1 / 20, 20)).map(
        lambda belief: belief.model_copy(update={"b": float(np.clip(belief.a * belief.b, 0.11, 100))})
    ),
    st.builds(prior, st.just("gamma"), shape),
)
RANGES = st.one_of(st.just((0.0, 1_000_000.0)), st.tuples(positive, positive).map(sorted), st.just((0.0, 1e-12)))


@given(belief=ANY, ends=RANGES)
@settings(max_examples=40)
def test_a_prior_that_a_check_calls_right_can_be_drawn_from(tmp_path_factory, belief, ends):
    low, high = (min(end, 1e6) for end in ends)
    if not low < high:
        return
    numbers = "".join(f", {key} = {value!r}" for key, value in list(belief.as_dict().items())[1:])
    before = 'unit = "share"\nrange = [0, 0.5]\ndefault = 0.2'
    text = BASE.replace(before, f'unit = "weight"\nrange = [{low!r}, {high!r}]\ndefault = {low!r}')
    text = text.replace('{ kind = "uniform" }', f'{{ kind = "{belief.kind}"{numbers} }}')
    folder = tmp_path_factory.mktemp("prior")
    if (belief.kind == "log-uniform" and low == 0) or belief.mass(low, high) < LEAST_MASS:
        with pytest.raises(ScenarioError):
            scenario(folder, text)
        return
    drawn = scenario(folder, text).draw(1, range(200))
    assert np.all((drawn.human["trade.income_lost"] >= low) & (drawn.human["trade.income_lost"] <= high))


@pytest.mark.parametrize(
    ("belief", "low", "high", "middle"),
    [
        (prior("normal", 156, 1), 52, 312, 156),  # 156 sds on the upper side
        (prior("normal", 0.5, 1e-9), 0, 1, 0.5),
        (prior("half-normal", 0.001), 0, 1, 0.001 * 0.67449),
        (prior("lognormal", 50_000, 0.01), 1, 1e9, 50_000),
        (prior("gamma", 0.5), 0, 1_000_000, 0.227468),
    ],
)
def test_a_prior_that_is_narrow_beside_its_range_is_whole_in_it(belief, low, high, middle):
    assert belief.mass(low, high) == pytest.approx(1, abs=1e-12)
    assert belief.values(low, high, np.array([0.5])) == pytest.approx([middle], rel=1e-4)


@pytest.mark.parametrize(("a", "b"), [(50, 0.11), (0.11, 50), (100, 0.21)])
def test_betas_as_unlike_as_may_be_have_quantiles(a, b):
    shares = np.array([0.01, 0.5, 0.99])
    found = prior("beta", a, b).inner_quantiles(0, 1, shares)
    assert found == pytest.approx(scipy.stats.beta(a, b).ppf(shares), rel=1e-6, abs=1e-9)
