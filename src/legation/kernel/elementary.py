"""Exponential, logarithm and the quantiles of distributions, with the same bits on every machine.

The exp and log of the C library, and those of NumPy, return different last bits on processors with different
instruction sets, and a last bit that crosses a rounding turns one simulated world into another. Everything here uses
only operations that IEEE 754 fixes to the last bit: + - * / and square root, comparison, rounding to whole numbers,
and the splitting and joining of a float and its power of two. Each is a NumPy call of its own, so no compiler can fuse
two of them, and nothing is summed by `np.sum`, whose order may change.

All functions take a float or an array of floats and return the like. They are for building tables and for turning a
parameter into machine units: exact to about 1e-14 (exp, log) and 1e-10 (quantiles), and not made for speed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LN2 = 0.6931471805599453
LOG2_E = 1.4426950408889634
SQRT_HALF = 0.7071067811865476
HALF_LN_2PI = 0.9189385332046727

# The logarithm of two in two pieces; the first ends in 32 zero bits, so that its product with a power is exact.
_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10

_EXP_LIMIT = 700.0
_EXP_TERMS = 15
_LOG_TERMS = 12
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
_STIRLING_FROM = 10.0
_TERMS_MAX = 20_000
_STEPS_MAX = 200
_SETTLED = 1e-13
_SMALL_STEP = 1e-7


def exp(x: Any) -> Any:
    """e to the power of x. Below -700 the answer is 0; above 700 is a mistake of the program."""
    given = np.asarray(x, dtype=np.float64)
    assert np.all(given <= _EXP_LIMIT), "exp of more than 700 has no use here"
    history = np.maximum(given, -_EXP_LIMIT)
    power = np.rint(history * LOG2_E)
    rest = (history - power * _LN2_HIGH) - power * _LN2_LOW
    total = np.ones_like(rest)
    for term in range(_EXP_TERMS, 0, -1):
        total = 1.0 + total * rest / term
    grown = np.ldexp(total, power.astype(np.int32))
    return np.where(given < -_EXP_LIMIT, 0.0, grown)[()]


def log(x: Any) -> Any:
    """The natural logarithm of x, which must be above 0."""
    given = np.asarray(x, dtype=np.float64)
    assert np.all(given > 0), "a logarithm needs a number above 0"
    part, power = np.frexp(given)
    small = part < SQRT_HALF
    part = np.where(small, part * 2.0, part)
    power = (power - small).astype(np.float64)
    ratio = (part - 1.0) / (part + 1.0)
    square = ratio * ratio
    total = np.zeros_like(ratio)
    for term in range(_LOG_TERMS, 0, -1):
        total = (total + 1.0 / (2 * term + 1)) * square
    log_part = 2.0 * ratio + 2.0 * ratio * total
    return (power * _LN2_HIGH + (power * _LN2_LOW + log_part))[()]


def log_gamma(x: Any) -> Any:
    """The logarithm of the gamma function at x > 0, by Stirling's series after moving x to 10 or more."""
    moved = np.asarray(x, dtype=np.float64)
    below = np.zeros_like(moved)
    while np.any(moved < _STIRLING_FROM):
        short = moved < _STIRLING_FROM
        below = np.where(short, below + log(moved), below)
        moved = np.where(short, moved + 1.0, moved)
    square = 1.0 / (moved * moved)
    series = np.zeros_like(moved)
    for coefficient in reversed(_STIRLING):
        series = series * square + coefficient
    return ((moved - 0.5) * log(moved) - moved + HALF_LN_2PI + series / moved - below)[()]


@lru_cache(maxsize=256)
def _log_gamma_of(x: float) -> Any:
    """The same of one number; shapes come again and again."""
    return log_gamma(x)


def gamma_share(shape: float, x: Any) -> Any:
    """The share of a gamma distribution (scale 1) that lies below x."""
    given = np.asarray(x, dtype=np.float64)
    # Beyond the upper end the share is 1 to the last bit, and the terms would leave the range of floats.
    inside = np.clip(given, 1e-300, shape + 600.0)
    # All terms are positive, so nothing cancels: x**n / ((a+1) ... (a+n)).
    total = _summed(inside, lambda term, n: term * inside / (shape + n))
    share = total * exp(np.minimum(shape * log(inside) - inside - _log_gamma_of(shape + 1.0), 0.0))
    return np.where(given <= 0, 0.0, np.minimum(share, 1.0))[()]


def beta_share(a: float, b: float, x: Any) -> Any:
    """The share of a beta(a, b) distribution that lies below x."""
    given = np.asarray(x, dtype=np.float64)
    inside = np.clip(given, 1e-300, 1.0 - 2.0**-53)
    # The series is quick below the mean; above it, the other end of the mirrored distribution is summed.
    mirrored = inside > a / (a + b)
    below = _beta_below(a, b, np.where(mirrored, 0.5 * a / (a + b), inside))
    above = _beta_below(b, a, np.where(mirrored, 1.0 - inside, 0.5 * b / (a + b)))
    share = np.where(mirrored, 1.0 - above, below)
    return np.where(given <= 0, 0.0, np.where(given >= 1, 1.0, share))[()]


def _beta_below(a: float, b: float, x: Floats) -> Floats:
    total = _summed(x, lambda term, n: term * x * ((a + b + n - 1.0) / (a + n)))
    log_beta = _log_gamma_of(a) + _log_gamma_of(b) - _log_gamma_of(a + b)
    front: Floats = exp(a * log(x) + b * log(1.0 - x) - log_beta)
    return np.minimum(total * front / a, 1.0)


def _summed(like: Floats, following: Callable[[Floats, int], Floats]) -> Floats:
    """1 + the terms that follow, until none adds anything."""
    term = np.ones_like(like)
    total = np.ones_like(like)
    for n in range(1, _TERMS_MAX):
        term = following(term, n)
        total = total + term
        if np.all(term <= total * 2.0**-54):
            return total
    raise AssertionError("a series did not settle")


def normal_share(z: Any) -> Any:
    """The share of a standard normal distribution that lies below z."""
    given = np.asarray(z, dtype=np.float64)
    # The square of a normal number, halved, follows a gamma distribution of shape one half.
    half = 0.5 * gamma_share(0.5, 0.5 * given * given)
    return np.where(given < 0, 0.5 - half, 0.5 + half)[()]


# Source: Wichura (1988), algorithm AS 241, routine PPND16.
_CENTRE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3),
)  # fmt: skip
_MIDDLE = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9),
)  # fmt: skip
_TAIL = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15),
)  # fmt: skip


def normal_quantile(u: Any) -> Any:
    """The standard normal number below which a share u lies, 0 < u < 1."""
    given = np.asarray(u, dtype=np.float64)
    assert np.all((given > 0) & (given < 1)), "a quantile needs a share strictly between 0 and 1"
    from_middle = given - 0.5
    centre = from_middle * _rational(_CENTRE, 0.180625 - from_middle * from_middle)
    distance = np.sqrt(-log(np.minimum(given, 1.0 - given)))
    far = np.where(distance <= 5.0, _rational(_MIDDLE, distance - 1.6), _rational(_TAIL, distance - 5.0))
    outside = np.where(from_middle < 0, -far, far)
    return np.where(np.abs(from_middle) <= 0.425, centre, outside)[()]


def _rational(coefficients: tuple[tuple[float, ...], tuple[float, ...]], x: Floats) -> Floats:
    above, below = (np.full_like(x, part[-1]) for part in coefficients)
    for top, bottom in zip(reversed(coefficients[0][:-1]), reversed(coefficients[1][:-1]), strict=True):
        above = above * x + top
        below = below * x + bottom
    return above / below


def gamma_quantile(shape: float, u: Any) -> Any:
    """The number below which a share u of a gamma distribution (scale 1) lies, 0 < u < 1."""
    given = np.asarray(u, dtype=np.float64)
    assert 0 < shape <= 100, "above a shape of 100 the upper tail would lose digits"
    scale = _log_gamma_of(shape)
    start = (log(given) + log(shape) + scale) / shape  # Exact in the lower tail.
    # Elsewhere the cube root is nearly normal (Wilson and Hilferty 1931).
    root = 1.0 - 1.0 / (9.0 * shape) + normal_quantile(given) / (3.0 * np.sqrt(shape))
    start = np.where(root > 0.3, log(shape) + 3.0 * log(np.maximum(root, 0.3)), start)
    found = _solved(
        given,
        start,
        np.full_like(given, log(shape + 50.0 + 12.0 * np.sqrt(shape))),
        lambda y: gamma_share(shape, exp(y)),
        lambda y: exp(shape * y - exp(y) - scale),
    )
    return exp(found)[()]


def beta_quantile(a: float, b: float, u: Any) -> Any:
    """The number below which a share u of a beta(a, b) distribution lies, 0 < u < 1."""
    given = np.asarray(u, dtype=np.float64)
    if b >= 1:
        return _beta_quantile(a, b, given, 0.0)[()]
    # The density is infinite at 1, where a step of Newton's goes nowhere: what lies above the mean is looked for from
    # the other end.
    mean = a / (a + b)
    split = float(beta_share(a, b, mean))
    below = given <= split
    lower = _beta_quantile(a, b, np.where(below, given, 0.5 * split), float(log(mean)))
    upper = _beta_quantile(b, a, np.where(below, 0.5 * (1.0 - split), 1.0 - given), float(log(1.0 - mean)))
    return np.where(below, lower, 1.0 - upper)[()]


def _beta_quantile(a: float, b: float, given: Floats, highest: float) -> Floats:
    """The same, where the logarithm of the answer is known to lie at or below `highest`."""
    scale = _log_gamma_of(a) + _log_gamma_of(b) - _log_gamma_of(a + b)
    start = _near_normal(a, b, given) if min(a, b) > 1 else (log(given) + log(a) + scale) / a

    def density(y: Floats) -> Floats:
        inside: Floats = exp(y)
        thin: Floats = exp(a * y + (b - 1.0) * log(np.maximum(1.0 - inside, 2.0**-53)) - scale)
        return thin

    logarithm = _solved(
        given,
        np.minimum(start, highest - 2.0**-53),
        np.full_like(given, highest),
        lambda y: beta_share(a, b, exp(y)),
        density,
    )
    quantile: Floats = exp(logarithm)
    return quantile


def _near_normal(a: float, b: float, share: Floats) -> Floats:
    """The logarithm of a beta quantile, roughly. Source: Abramowitz and Stegun (1964), 26.5.22."""
    z = -normal_quantile(share)
    left, right = 1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0)
    harmonic = 2.0 / (left + right)
    spread = (z * z - 3.0) / 6.0
    width = z * np.sqrt(np.maximum(harmonic + spread, 0.0)) / harmonic
    tilt = width - (right - left) * (spread + 5.0 / 6.0 - 2.0 / (3.0 * harmonic))
    near: Floats = -log(1.0 + b / a * exp(2.0 * tilt))
    return near


def _solved(
    share: Floats,
    start: Floats,
    highest: Floats,
    share_below: Callable[[Floats], Floats],
    density: Callable[[Floats], Floats],
) -> Floats:
    """Where `share_below`, a growing function of a logarithm, reaches `share`: by Newton's steps, or halving.

    Newton's step is kept only inside the bracket that is known to hold the answer, so it cannot run away.
    """
    assert np.all((share > 0) & (share < 1)), "a quantile needs a share strictly between 0 and 1"
    low, high = start - 60.0, highest
    at = start
    for _ in range(_STEPS_MAX):
        miss = share_below(at) - share
        low, high = np.where(miss <= 0, at, low), np.where(miss >= 0, at, high)
        slope = density(at)
        tried = at - miss / np.where(slope > 0, slope, 1.0)
        usable = (slope > 0) & (tried >= low) & (tried <= high)
        after = np.where(usable, tried, 0.5 * (low + high))
        # Newton's step squares the error, so one that is this small leaves an error far below rounding.
        settled = np.all(np.abs(after - at) <= np.where(usable, _SMALL_STEP, _SETTLED))
        at = after
        if settled:
            return at
    raise AssertionError("a quantile did not settle")
