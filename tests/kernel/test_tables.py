"""Constant tables: normal quantiles, and sizes with a heavy tail."""

import numpy as np
import pytest

from legation.kernel.fixed_point import ONE
from legation.kernel.tables import HEAVY_TAILED, NORMAL, SIZE


def test_normal_quantiles_are_those_of_printed_tables():
    """The middle of slice 998 is the share 0.97510, whose quantile is 1.9618; that of the last, 0.99951, is 3.2972."""
    assert NORMAL[998] / ONE == pytest.approx(1.9618, abs=5e-4)
    assert NORMAL[1023] / ONE == pytest.approx(3.2972, abs=5e-4)


def test_normal_quantiles_are_mirrored_and_grow():
    assert np.array_equal(NORMAL, -NORMAL[::-1])
    assert np.all(np.diff(NORMAL) > 0)


def test_normal_quantiles_have_mean_0_and_nearly_variance_1():
    """Slices cut off a little of the tails: 1,024 of them keep 0.9987 of the variance."""
    assert NORMAL.sum() == 0
    assert 0.998 < ((NORMAL / ONE) ** 2).mean() < 1


def test_heavy_tailed_sizes_have_mean_1():
    """Each of 1,024 sizes is rounded down, so the sum may lack 1,024 of its 67 million parts."""
    assert 0 <= SIZE * ONE - int(HEAVY_TAILED.sum()) < SIZE


def test_heavy_tailed_sizes_are_lognormal():
    """log size = normal - 1/2 (mean 1); the cut tail shifts all sizes by the same 0.2 %."""
    ratios = HEAVY_TAILED / ONE / np.exp(NORMAL / ONE - 0.5)
    assert ratios.max() / ratios.min() < 1.001
    assert abs(ratios.mean() - 1) < 0.003
    assert HEAVY_TAILED.dtype == np.uint32
