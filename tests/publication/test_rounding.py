"""Many numbers are rounded at once as each of them by itself, to the last bit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.base.number_text import significant
from legation.publication.rounding import significant_each


def _alike(values, digits):
    found = significant_each(np.array(values, float), digits).tolist()
    assert [math.copysign(1, value) for value in found] == [math.copysign(1, significant(v, digits)) for v in values]
    assert found == [significant(value, digits) for value in values]


@pytest.mark.parametrize("digits", [2, 3, 4])
@given(values=st.lists(st.floats(-1e300, 1e300, allow_subnormal=False), max_size=8))
@settings(max_examples=200)
def test_any_numbers(digits, values):
    _alike(values, digits)


@pytest.mark.parametrize("digits", [2, 3, 4])
def test_numbers_of_all_sizes(digits):
    rng = np.random.default_rng(digits)
    _alike((rng.normal(size=20_000) * 10.0 ** rng.uniform(-14, 17, 20_000)).tolist(), digits)


@pytest.mark.parametrize("digits", [2, 3, 4])
def test_halves_and_powers_of_ten_and_what_lies_beside_them(digits):
    steps = [whole / 2 * 10.0**power for whole in (199, 201, 1999, 2001, 20_025, 2) for power in range(-15, 17)]
    beside = [float(np.nextafter(value, end)) for value in steps for end in (-math.inf, math.inf)]
    _alike([*steps, *beside, *(-value for value in steps), 0.0, 999.5, 9.995, 0.09995, 1e22, 1e-22, 5e-324], digits)


def test_what_is_missing_stays():
    assert np.isnan(significant_each(np.array([[np.nan, 12.34]]), 3)).tolist() == [[True, False]]
