"""Keyed chance against theory, and against a published generator.

Each test names its statistic, its expected value and the chance of failing by accident: 1 in 10,000 for the whole file,
shared out over its comparisons (Bonferroni). Seeds are fixed, so a result is the same every time.
"""

from __future__ import annotations

import sys
from functools import partial

import numpy as np
import pytest
from scipy import stats

from legation.engine.oracle import Oracle
from legation.engine.week import founding_parameters
from legation.engine.world import begin
from legation.experiments.setup import load_scenario, setting
from legation.kernel import chance
from legation.kernel.chance import GOLDEN, MASK, Now, draw, draws, keys, purpose
from legation.testing import random_parameters
from verification.threefry import threefry

COMPARISONS = 16
LEVEL = 1e-4 / COMPARISONS
ONE, OTHER = purpose("verification: one question"), purpose("verification: another question")
SIZE = 2**18


def _weekly(seed, number, week, why, posts):
    key, odd = keys(seed, number, week)
    now = Now(week, key, odd, posts, None, None, None)
    return [draw(now, why, post) for post in range(posts)]


# Orders in which a run meets its draws: 2**18 numbers each.
ORDERS = {
    "posts": lambda: draws(1, 0, ONE, SIZE),
    "weeks": lambda: np.array([x for week in range(SIZE // 16) for x in _weekly(1, 0, week, ONE, 16)]),
    "worlds": lambda: np.array([x for world in range(SIZE // 16) for x in _weekly(1, world, 5, ONE, 16)]),
    "seeds": lambda: np.array([x for seed in range(SIZE // 16) for x in _weekly(seed, 0, 5, ONE, 16)]),
}


@pytest.mark.parametrize("order", ORDERS)
def test_luck_is_uniform_and_neighbours_are_independent(order):
    """Chi-square over 1,024 slices of luck, and over 64 × 64 slices of pairs of neighbours; expected: all equal."""
    luck = ORDERS[order]()
    slices = np.bincount(luck >> 22, minlength=1024)
    assert stats.chisquare(slices).pvalue > LEVEL
    pairs = np.bincount((luck[0::2] >> 26) * 64 + (luck[1::2] >> 26), minlength=4096)
    assert stats.chisquare(pairs).pvalue > LEVEL


def test_two_questions_about_the_same_posts_are_independent():
    """Chi-square over 64 × 64 slices of the answers to two questions."""
    one, other = draws(1, 0, ONE, SIZE), draws(1, 0, OTHER, SIZE)
    assert stats.chisquare(np.bincount((one >> 26) * 64 + (other >> 26), minlength=4096)).pvalue > LEVEL


def test_the_low_bits_of_luck_are_as_good_as_the_high_ones():
    """Chi-square over the lowest ten bits."""
    assert stats.chisquare(np.bincount(draws(1, 0, ONE, SIZE) & 1023, minlength=1024)).pvalue > LEVEL


def test_a_careless_key_would_be_caught():
    """The negative control: posts and weeks added up without scrambling leave a pattern that is seen here."""
    order = [(week, post) for week in range(512) for post in range(512)]
    luck = np.array([(31 * post + 1009 * week) * GOLDEN % 2**64 >> 32 for week, post in order])
    pairs = np.bincount((luck[0::2] >> 26) * 64 + (luck[1::2] >> 26), minlength=4096)
    assert stats.chisquare(pairs).pvalue < 1e-12


def test_threefry_gives_its_published_answers():
    """Known answers of the reference implementation."""
    assert threefry((0, 0), (0, 0)) == (0xC2B6E3A8C2C69865, 0x6F81ED42F350084D)
    assert threefry((MASK, MASK), (MASK, MASK)) == (0xE02CB7C4D95D277A, 0xD06633D0893B8B68)


def test_another_generator_gives_the_same_worlds(monkeypatch):
    """Flights and incomes of 48 small worlds under our chance and under Threefry: two-sided Welch tests of the means.

    Expected: no difference. Power: a shift of one standard deviation would be seen in about two cases of three.
    """
    ours = _worlds()
    for module in [module for name, module in sys.modules.items() if name.startswith("legation.")]:
        if vars(module).get("draw") is draw and module is not chance:
            # No plain function, so that the oracle takes it as it is and binds no range in it anew.
            monkeypatch.setattr(module, "draw", partial(_threefry_draw))
    theirs = _worlds()
    assert not np.array_equal(ours, theirs), "the other generator was not used"
    for one, other in zip(ours.T, theirs.T, strict=True):
        assert one.std() > 0
        assert stats.ttest_ind(one, other, equal_var=False).pvalue > LEVEL


def _threefry_draw(now, why, who):
    return threefry((now.key, why), (who, 0))[0] >> 32


def _worlds(worlds=48, posts=60, weeks=52):
    """(worlds, 2): flights and income of each world, by the oracle, with `draw` as each module has it now."""
    shared = setting(load_scenario("baseline"))
    machine = random_parameters(founding_parameters() | shared.week.parameters, seed=8) | {"founding.posted": posts}
    numbers = []
    for number in range(worlds):
        oracle = Oracle(begin(shared.week, 1, number, machine, 0), shared)
        assert oracle.advance(weeks).done
        numbers.append((oracle.world.history["fled"].sum(), oracle.world.history["trade_income"].sum()))
    return np.array(numbers, float)
