"""Priors: what a parameter may be before the record is asked, and how a share of luck becomes a value.

A prior is cut to the range of its parameter: a share u of luck is first mapped into the part of the distribution that
lies in the range, so no value is thrown away and every u gives one value. Values are read from a table of 4,097
quantiles, linear between them, which is built once per prior: 100,000 worlds cost little more than one, and any
points between 0 and 1 may be fed in, such as those of a Sobol' sequence. Within the outermost 1/4096 at either end
values are spread evenly up to the end of the range.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from legation.kernel.elementary import (
    Floats,
    beta_quantile,
    beta_share,
    exp,
    gamma_quantile,
    gamma_share,
    log,
    normal_quantile,
    normal_share,
)

CELLS = 4096
LEAST_MASS = 1e-3


class Limits(NamedTuple):
    """What a number of a prior may be: above `over`, at most `most`."""

    over: float
    most: float


POSITIVE = Limits(0, 1e12)
ANY = Limits(-1e12, 1e12)
SHAPE = Limits(0.1, 100)  # Within these the quantiles are known to be exact.

# The numbers of each kind of prior, in the order in which they are written.
KINDS: dict[str, dict[str, Limits]] = {
    "uniform": {},
    "log-uniform": {},
    "normal": {"mean": ANY, "sd": POSITIVE},
    "half-normal": {"sd": POSITIVE},
    "lognormal": {"median": POSITIVE, "sigma": Limits(0, 5)},
    "beta": {"a": SHAPE, "b": SHAPE},
    "beta-scaled": {"a": SHAPE, "b": SHAPE},
    "gamma": {"shape": SHAPE},
}

MEANINGS = {
    "uniform": "every value of the range alike",
    "log-uniform": "every factor alike; the range must lie above 0",
    "normal": "mean and sd",
    "half-normal": "upwards from 0, with the sd of the normal distribution it is half of",
    "lognormal": "median, and sigma as the sd of the logarithm",
    "beta": "a and b, between 0 and 1",
    "beta-scaled": "a and b, stretched over the range",
    "gamma": "shape, with scale 1; several of them divided by their sum are a Dirichlet distribution",
}


@dataclass(frozen=True)
class Prior:
    """A kind of distribution and its numbers, in the order of `KINDS`."""

    kind: str
    numbers: tuple[float, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As a scenario writes it."""
        return {"kind": self.kind, **dict(zip(KINDS[self.kind], self.numbers, strict=True))}

    def words(self) -> str:
        """As a sentence says it: `lognormal (median 50000, sigma 0.35)`."""
        inside = ", ".join(f"{name} {value:g}" for name, value in list(self.as_dict().items())[1:])
        return f"{self.kind} ({inside})" if inside else self.kind

    def mass(self, low: float, high: float) -> float:
        """The share of the distribution that lies within the range."""
        below, above = _shares_at_ends(self, low, high)
        return max(above - below, 0.0)

    def values(self, low: float, high: float, u: Floats) -> Floats:
        """The values at the shares u, each within the range."""
        table = _table(self, low, high)
        place = u * CELLS
        cell = np.minimum(np.floor(place), CELLS - 1)
        left = cell.astype(np.int64)
        value: Floats = table[left] + (table[left + 1] - table[left]) * (place - cell)
        return np.clip(value, low, high)


class _Shape(NamedTuple):
    """The two directions of a distribution: value -> share below, share -> value."""

    share: Callable[[Any], Any]
    quantile: Callable[[Any], Any]


def _shape(prior: Prior, low: float, high: float) -> _Shape:
    kind, numbers = prior.kind, prior.numbers
    width = high - low
    if kind == "uniform":
        return _Shape(lambda x: (x - low) / width, lambda u: low + width * u)
    if kind == "log-uniform":
        start, length = log(low), log(high) - log(low)
        return _Shape(lambda x: (log(x) - start) / length, lambda u: exp(start + length * u))
    if kind == "normal":
        mean, sd = numbers
        return _Shape(lambda x: normal_share((x - mean) / sd), lambda u: mean + sd * normal_quantile(u))
    if kind == "half-normal":
        (sd,) = numbers
        return _Shape(
            lambda x: 2.0 * normal_share(max(x, 0.0) / sd) - 1.0, lambda u: sd * normal_quantile(0.5 + 0.5 * u)
        )
    if kind == "lognormal":
        centre, sigma = log(numbers[0]), numbers[1]
        return _Shape(
            lambda x: normal_share((log(x) - centre) / sigma) if x > 0 else 0.0,
            lambda u: exp(centre + sigma * normal_quantile(u)),
        )
    if kind == "gamma":
        (shape,) = numbers
        return _Shape(lambda x: gamma_share(shape, x), lambda u: gamma_quantile(shape, u))
    a, b = numbers
    if kind == "beta":
        return _Shape(lambda x: beta_share(a, b, x), lambda u: beta_quantile(a, b, u))
    assert kind == "beta-scaled", kind
    return _Shape(lambda x: beta_share(a, b, (x - low) / width), lambda u: low + width * beta_quantile(a, b, u))


def _shares_at_ends(prior: Prior, low: float, high: float) -> tuple[float, float]:
    shape = _shape(prior, low, high)
    return float(shape.share(low)), float(shape.share(high))


@lru_cache(maxsize=256)
def _table(prior: Prior, low: float, high: float) -> Floats:
    """The quantiles at 0, 1/4096 … 1 of the prior cut to the range; the ends are the range's."""
    below, above = _shares_at_ends(prior, low, high)
    u = below + (above - below) * (np.arange(1, CELLS, dtype=np.float64) / CELLS)
    table = np.empty(CELLS + 1)
    table[0], table[-1] = low, high
    table[1:-1] = np.clip(_shape(prior, low, high).quantile(u), low, high)
    # Two quantiles that are equal but for their last digit must not change places.
    table = np.maximum.accumulate(table)
    table.setflags(write=False)
    return table
