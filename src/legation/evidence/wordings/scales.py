"""Scales on which reports err, and the two distributions of errors that several wordings use.

An amount errs by a factor, so its scale is the logarithm. A share errs on the logit, by twice as much: near the middle
of the scale both then err by similar amounts.

The last bits of a likelihood may depend on the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from math import erfc, log, pi, sqrt
from typing import Any, NamedTuple

import numpy as np

# Below this an amount is as good as nothing, and a share as good as none, or all if it is as near to 1.
AMOUNT_LEAST, SHARE_LEAST = 1e-9, 1e-4
_TAIL = -30.0  # Below this the share is too small for a number, and the asymptotic series is exact to 2e-8.
_erfc = np.vectorize(erfc, otypes=[np.float64])


class Scale(NamedTuple):
    """A scale on which reports err.

    times    how many tolerances one standard error is
    most     the largest value of the measure
    place    value -> position on the scale
    value    the reverse
    """

    name: str
    times: float
    most: float
    place: Callable[[Any], Any]
    value: Callable[[Any], Any]


def _log(x: Any) -> Any:
    return np.log(np.maximum(x, AMOUNT_LEAST))


def _logit(x: Any) -> Any:
    share = np.clip(x, SHARE_LEAST, 1 - SHARE_LEAST)
    return np.log(share) - np.log1p(-share)


def logistic(x: Any) -> Any:
    """The share whose logit is x."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(x)))


AMOUNT = Scale("amount", 1.0, np.inf, _log, np.exp)
SHARE = Scale("share", 2.0, 1.0, _logit, logistic)
# Counts of people, as numbers and not as rates: an exact count has a distribution of its own.
COUNT = AMOUNT._replace(name="count")


def log_normal_share(z: Any) -> Any:
    """The logarithm of the share of a standard normal distribution that lies below z, in the far tail as well."""
    at = np.asarray(z, dtype=np.float64)
    near = np.log(_erfc(-np.maximum(at, _TAIL) / sqrt(2)) / 2)
    away = np.maximum(-at, -_TAIL)
    far = -0.5 * away**2 - 0.5 * log(2 * pi) - np.log(away) + np.log1p(-1 / away**2 + 3 / away**4)
    return np.where(at < _TAIL, far, near)[()]


def log_normal_between(low: Any, high: Any) -> Any:
    """The logarithm of the share of a standard normal distribution that lies between two numbers, low < high."""
    low, high = np.broadcast_arrays(np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64))
    # Mirrored so that the difference is taken in the lower tail, where both shares are small.
    mirrored = low + high > 0
    below, above = np.where(mirrored, -high, low), np.where(mirrored, -low, high)
    upper = log_normal_share(above)
    return upper + np.log1p(-np.exp(log_normal_share(below) - upper))


def flat_log_density(low: float, high: float, x: Any, tolerance: float, scale: Scale) -> Any:
    """How likely a range is to be said at a place: the same wherever it holds x, with normal tails, (worlds,).

    The density is that of the middle of the range per unit of the scale. Over all middles, with the width as it is, it
    sums to 1: a wide range is no free hit. A single number is a range of no width.
    """
    middle, half = _middle_and_half(low, high, scale)
    error = tolerance * scale.times
    beyond = np.maximum(np.abs(scale.place(x) - middle) - half, 0.0)
    return -0.5 * (beyond / error) ** 2 - log(2 * half + error * sqrt(2 * pi))


def flat_draw(
    low: float, high: float, x: Any, tolerance: float, scale: Scale, rng: np.random.Generator
) -> tuple[float, float]:
    """A range as wide as the one from low to high, drawn from that density."""
    _, half = _middle_and_half(low, high, scale)
    error = tolerance * scale.times
    at = rng.random() * (2 * half + error * sqrt(2 * pi))
    side = 1.0 if rng.random() < 0.5 else -1.0
    off = at - half if at < 2 * half else side * (half + abs(rng.standard_normal()) * error)
    middle = scale.place(x) + off
    return float(scale.value(middle - half)), float(scale.value(middle + half))


def _middle_and_half(low: float, high: float, scale: Scale) -> tuple[float, float]:
    ends = scale.place(low), scale.place(high)
    return float(ends[0] + ends[1]) / 2, float(ends[1] - ends[0]) / 2
