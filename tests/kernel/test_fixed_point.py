"""Fixed-point arithmetic: plain and compiled twins, rounding, overflow, and how exact the two functions are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import (
    KEEP_ONE,
    ONE,
    RATE_ONE,
    SELDOM,
    after_decay,
    difference_of_short,
    digits,
    lookup,
    power_of_two,
    powers_of_two,
    product,
    share_of,
    share_of_short,
    share_of_u32,
    share_of_u63,
    weekly_probability,
)

MANY = 10**6
TABLE = np.arange(1024, dtype=np.uint32) * 4_194_304


def _over_all(function):
    """`function` applied, compiled, to two columns of whole numbers."""

    @njit
    def applied(one, other):
        out = np.empty(len(one), np.int64)
        for k in range(len(one)):
            out[k] = function(one[k], other[k])
        return out

    return applied


def _over_one(function):
    @njit
    def applied(column):
        out = np.empty(len(column), np.int64)
        for k in range(len(column)):
            out[k] = function(column[k])
        return out

    return applied


@njit
def _looked_up(positions):
    out = np.empty(len(positions), np.int64)
    for k in range(len(positions)):
        out[k] = lookup(TABLE, positions[k])
    return out


POWERS = _over_one(power_of_two)
CHANCES = _over_one(weekly_probability)


@pytest.mark.parametrize(
    ("function", "least", "most", "other_most"),
    [
        (share_of, -(2**45), 2**45, 2**17),
        (after_decay, -(2**32), 2**32, 2**30),
        (product, 0, 2**32, 2**31),
        (share_of_u32, 0, 2**32, 2**31),
        (share_of_u63, 0, 2**46, 2**17),
        (share_of_u63, 0, 2**31, 2**32),
        (share_of_short, 0, 2**15, ONE + 1),
        (difference_of_short, -(2**15) + 1, 2**15, 2**15),
    ],
)
def test_plain_and_compiled_are_one(function, least, most, other_most):
    lots = np.random.default_rng(3)
    one, other = lots.integers(least, most, MANY), lots.integers(0, other_most, MANY)
    one[:4], other[:4] = (least, most - 1, 0, 1), (other_most - 1, other_most - 1, 0, 1)
    plain = [function(a, b) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    assert np.array_equal(_over_all(function)(one, other), plain)


def test_lookup_plain_and_compiled_are_one():
    positions = np.random.default_rng(4).integers(0, len(TABLE), MANY)
    assert np.array_equal(_looked_up(positions), [lookup(TABLE, position) for position in positions.tolist()])


def test_power_of_two_and_chance_plain_and_compiled_are_one():
    """Both are one source; what could differ is the arithmetic that they call. Every 31st power and odd rates."""
    powers = np.arange(-18 * ONE, 31 * ONE, 31)
    assert np.array_equal(POWERS(powers), [power_of_two(power) for power in powers.tolist()])
    rates = np.random.default_rng(5).integers(0, 9 * RATE_ONE, 100_000)
    assert np.array_equal(CHANCES(rates), [weekly_probability(rate) for rate in rates.tolist()])


def test_of_rounds_down_on_both_sides_of_zero():
    assert share_of(3, ONE // 2) == 1  # 1.5
    assert share_of(-3, ONE // 2) == -2  # -1.5
    assert after_decay(3, KEEP_ONE // 2) == 1
    assert after_decay(-3, KEEP_ONE // 2) == -2


@given(st.integers(-(2**46), 2**46), st.integers(0, ONE))
def test_of_takes_a_part_and_leaves_the_rest(amount, share):
    part, rest = share_of(amount, share), share_of(amount, ONE - share)
    assert amount - 1 <= part + rest <= amount


@pytest.mark.parametrize(
    ("function", "one", "other"),
    [
        (share_of, 2**62, 2),
        (share_of, -(2**62), 3),
        (after_decay, 2**40, 2**23),
        (product, 2**32, 1),
        (product, -1, 1),
        (share_of_short, -1, 1),
        (share_of_short, 2**15, 1),
        (share_of_short, 1, ONE + 1),
        (difference_of_short, 2**15, 0),
        (difference_of_short, 0, -(2**15)),
        (product, 2**32 - 1, 2**32 - 1),
        (share_of_u63, -1, 1),
        (share_of_u63, 1, 2**32),
        (share_of_u63, 2**62, 2),
    ],
)
def test_what_would_wrap_in_compiled_code_is_asserted_in_plain_code(function, one, other):
    with pytest.raises(AssertionError):
        function(one, other)


def test_the_largest_amounts_that_fit_are_let_through():
    assert share_of(2**62, 1) == 2**46
    assert share_of(-(2**62), 2) == -(2**47)
    assert product(2**32 - 1, 2**31) == (2**32 - 1) * 2**31
    assert share_of_u63(2**62, 1) == 2**46


@pytest.mark.parametrize("position", [-1, 1024])
def test_a_position_outside_a_table_is_asserted(position):
    with pytest.raises(AssertionError):
        lookup(TABLE, position)


def test_whole_powers_of_two_are_exact():
    for power in range(-16, 31):
        assert power_of_two(power * ONE) == 2 ** (power + 16)


def test_power_of_two_is_exact_to_2_in_ten_million_everywhere():
    """Every power from -17 to 30: the error of the sum, and half a unit of rounding down."""
    powers = np.arange(-17 * ONE, 30 * ONE + 1)
    exact = np.exp2(powers / ONE) * ONE
    found = POWERS(powers)
    assert np.all(np.abs(found - exact) < 2e-7 * exact + 1.01)


def test_power_of_two_never_falls():
    assert np.all(np.diff(POWERS(np.arange(-20 * ONE, 32 * ONE))) >= 0)


def test_power_of_two_stops_at_its_ends():
    assert power_of_two(-17 * ONE) == power_of_two(-(10**9)) == 0
    assert power_of_two(30 * ONE) == power_of_two(10**9) == 2**46


def test_a_chance_within_a_week_is_exact_to_1_where_seldom_and_to_64_elsewhere():
    """1 - exp(-rate), out of 2**32: low rates one by one, around the change of formula, and from there to 8 a week."""
    around = np.arange(SELDOM - 50_000, SELDOM + 50_000)
    lots = np.random.default_rng(6)
    rates = np.concatenate([np.arange(200_000), around, lots.integers(0, 2**24, MANY), lots.integers(0, 2**34, MANY)])
    exact = -np.expm1(-rates / RATE_ONE) * LUCK
    assert np.all(np.abs(CHANCES(rates) - exact) < np.where(rates < SELDOM, 1, 64))


def test_a_chance_never_falls_as_the_rate_grows():
    """Else a majorant worked out from the highest rate would be none. The lowest, the change of formula, 64 windows."""
    window = np.arange(160_000)
    for first in (0, SELDOM - 80_000, *np.random.default_rng(7).integers(0, 8 * RATE_ONE, 64).tolist()):
        assert np.all(np.diff(CHANCES(first + window)) >= 0)


def test_a_chance_stays_between_never_and_always():
    assert weekly_probability(0) == 0
    assert weekly_probability(8 * RATE_ONE) == weekly_probability(52 * RATE_ONE) < LUCK
    # 1 - exp(-8) = 0.999665
    assert weekly_probability(8 * RATE_ONE) / LUCK == pytest.approx(0.999665, abs=1e-6)


def test_powers_of_two_by_array_are_those_one_by_one():
    """Every power that the arithmetic tells apart, and beyond both ends."""
    powers = np.arange(-18 * ONE, 31 * ONE)
    assert np.array_equal(powers_of_two(powers), POWERS(powers))
    assert powers_of_two(np.array([-(10**9), 10**9])).tolist() == [0, 2**46]


def test_digits_are_counted_plain_and_compiled():
    numbers = [0, 1, 2, 3, 4, 255, 256, 2**31, 2**62 - 1, 2**62, 2**63 - 1]
    assert [digits(number) for number in numbers[:7]] == [0, 1, 2, 2, 3, 8, 9]
    compiled = njit("int64(int64)")(lambda number: digits(number))
    assert [compiled(number) for number in numbers] == [digits(number) for number in numbers]
