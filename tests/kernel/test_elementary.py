"""Elementary functions: right to the last digits, and the same bits whatever the processor can do."""

import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import scipy.stats

from legation.kernel import elementary

SHARES = np.concatenate([np.arange(1, 512) / 512, [1e-9, 1e-6, 1e-4, 1 - 1e-4, 1 - 1e-6]])

BITS = """
import hashlib
import numpy as np
from legation.kernel import elementary as e
x = np.arange(1, 2000) / 2000
found = [e.exp(x * 80 - 40), e.log(x * 1e6), e.log_gamma(x * 30), e.normal_quantile(x)]
found += [e.gamma_quantile(4.4, x), e.beta_quantile(3.5, 6.5, x), e.normal_share(x * 6 - 3)]
print(hashlib.sha256(b"".join(part.tobytes() for part in found)).hexdigest())
"""


def relative(found, right):
    return np.max(np.abs(found - right) / np.maximum(np.abs(right), 1e-12))


def test_exp_and_log_agree_with_the_c_library_to_1e_14():
    x = np.concatenate([np.linspace(-690, 690, 4001), np.linspace(-1e-3, 1e-3, 101)])
    assert relative(elementary.exp(x), np.array([math.exp(value) for value in x])) < 1e-14
    y = np.concatenate([np.array([math.exp(value) for value in x]), [5e-324, 1.7e308]])
    assert relative(elementary.log(y), np.array([math.log(value) for value in y])) < 1e-14


def test_exp_far_below_zero_is_zero_and_exact_values_are_exact():
    assert elementary.exp(-800.0) == 0.0
    assert elementary.exp(0.0) == 1.0
    assert elementary.log(1.0) == 0.0


def test_mistakes_of_the_program_fail_an_assertion():
    for call in (
        lambda: elementary.exp(701.0),
        lambda: elementary.log(0.0),
        lambda: elementary.normal_quantile(1.0),
        lambda: elementary.gamma_quantile(2.0, 0.0),
        lambda: elementary.gamma_quantile(300.0, 0.5),
    ):
        with pytest.raises(AssertionError):
            call()


def test_log_gamma_agrees_with_the_c_library():
    x = np.linspace(0.05, 200, 2001)
    right = np.array([math.lgamma(value) for value in x])
    assert np.max(np.abs(elementary.log_gamma(x) - right) / np.maximum(np.abs(right), 1.0)) < 1e-13


def test_normal_quantiles_agree_to_1e_9():
    assert relative(elementary.normal_quantile(SHARES), scipy.stats.norm.ppf(SHARES)) < 1e-9


@pytest.mark.parametrize("shape", [0.5, 1.0, 2.0, 2.8, 4.4, 10.4, 40.0, 100.0])
def test_gamma_quantiles_agree_to_1e_9(shape):
    assert relative(elementary.gamma_quantile(shape, SHARES), scipy.stats.gamma.ppf(SHARES, shape)) < 1e-9


SHAPES = [(6, 4), (3.5, 6.5), (2, 8), (14, 6), (3, 9), (1, 1), (0.5, 0.5), (100, 3)]
UNLIKE = [(50, 0.11), (0.11, 50), (100, 0.21), (0.9, 0.2)]  # With b below 1 the density is infinite at 1.


@pytest.mark.parametrize(("a", "b"), SHAPES + UNLIKE)
def test_beta_quantiles_agree_to_1e_9(a, b):
    assert relative(elementary.beta_quantile(a, b, SHARES), scipy.stats.beta.ppf(SHARES, a, b)) < 1e-9


def test_shares_below_a_value_undo_quantiles():
    z = np.array([-4.0, -1.5, 0.0, 0.3, 3.0])
    assert relative(elementary.normal_share(z), scipy.stats.norm.cdf(z)) < 1e-9
    assert relative(elementary.gamma_share(4.4, elementary.gamma_quantile(4.4, SHARES)), SHARES) < 1e-9
    assert relative(elementary.beta_share(6, 4, elementary.beta_quantile(6, 4, SHARES)), SHARES) < 1e-9


def test_a_number_and_an_array_give_the_same_bits():
    x = np.array([0.1, 0.6, 0.97])
    for function in (elementary.exp, elementary.log, elementary.normal_quantile):
        assert [function(float(value)) for value in x] == list(function(x))
    assert elementary.gamma_quantile(4.4, 0.6) == pytest.approx(elementary.gamma_quantile(4.4, x)[1], rel=1e-12)


def bits(**settings):
    source = Path(elementary.__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(source), **settings}
    done = subprocess.run([sys.executable, "-c", BITS], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def dispatched():
    """The processor features that NumPy chose its loops by here, and so can be told to leave out."""
    from numpy._core import _multiarray_umath as inside

    return [name for name in inside.__cpu_dispatch__ if inside.__cpu_features__[name]]


def test_bits_do_not_depend_on_what_the_processor_can_do():
    usual = bits()
    names = dispatched()
    wide = [name for name in names if name.startswith(("AVX512", "X86_V4"))]
    without = [{"NPY_DISABLE_CPU_FEATURES": " ".join(part)} for part in (names, wide) if part]
    tunables = ["-AVX2_Usable,-FMA_Usable,-AVX512F_Usable", "-AVX2,-FMA,-AVX512F,-AVX512VL,-FMA4"]
    without += [{"GLIBC_TUNABLES": f"glibc.cpu.hwcaps={names}"} for names in tunables]
    assert {bits(**settings) for settings in without} == {usual}
