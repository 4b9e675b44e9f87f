"""Priors: what a parameter may be before the record is asked, and how a share of luck becomes a value.

A prior is cut to the range of its parameter: a share u of luck is first mapped into the part of the distribution that
lies in the range, so no value is thrown away and every u gives one value. Values are read from a table of 4,097
quantiles, linear between them, which is built once per prior: 100,000 worlds cost little more than one, and any
points between 0 and 1 may be fed in, such as those of a Sobol' sequence. Within the outermost 1/4096 at either end
values are spread evenly up to the end of the range.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

import numpy as np
from pydantic import Field

from legation.base.number_reader import LARGEST, SMALLEST
from legation.evidence.records import inside
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
from legation.scenario.prior_tables import table_of
from legation.scenario.tables import NUMBER, Number, ScenarioTable, list_of

CELLS = 4096
LEAST_MASS = 1e-3
MOST_UNLIKE = 500  # How many times the other one shape of a beta may be: beyond, its quantiles don't settle.

# Types of the numbers of priors.
Positive = Annotated[float, Field(ge=SMALLEST, le=1e12), NUMBER]
Anything = Annotated[float, Field(ge=-1e12, le=1e12), NUMBER]
Sigma = Annotated[float, Field(ge=SMALLEST, le=5), NUMBER]
Shape = Annotated[float, Field(gt=0.1, le=100), NUMBER]  # Within these the quantiles are known to be exact.
_WEIGHTS = list_of(
    "a list of weights, none below 0 and their sum above 0", lambda x: min(x) >= 0 and 0 < sum(x) <= LARGEST
)


class Prior(ScenarioTable):
    """A distribution and its numbers, in the order in which they are written."""

    kind: str

    @classmethod
    def unknown_key(cls) -> tuple[str, str]:
        """The numbers of this prior, and what they mean, which is the sentence at the head of its class."""
        kind, *numbers = cls.keys()
        (tag,) = get_args(cls.model_fields[kind].annotation)
        keys = "one of " + ", ".join(numbers) if numbers else "no numbers"
        return "a key that is not known here", f"{keys} ({tag}: {inside(cls.__doc__ or '')})"

    def words(self) -> str:
        """As a sentence says it: `lognormal (median 50000, sigma 0.35)`."""
        inside = ", ".join(f"{name} {value:g}" for name, value in list(self.as_dict().items())[1:])
        return f"{self.kind} ({inside})" if inside else self.kind

    def share(self, x: float, low: float, high: float) -> Any:
        """The share of the distribution below a value; `low` and `high` are the range of the parameter."""
        raise NotImplementedError

    def quantile(self, u: Any, low: float, high: float) -> Any:
        """The values below which the shares u lie."""
        raise NotImplementedError

    def mass(self, low: float, high: float) -> float:
        """The share of the distribution that lies within the range."""
        below, above = self._shares_at_ends(low, high)
        return max(above - below, 0.0)

    def values(self, low: float, high: float, u: Floats) -> Floats:
        """The values at the shares u, each within the range."""
        table = _table(self, low, high)
        place = u * CELLS
        cell = np.minimum(np.floor(place), CELLS - 1)
        left = cell.astype(np.int64)
        value: Floats = table[left] + (table[left + 1] - table[left]) * (place - cell)
        return np.clip(value, low, high)

    def inner_quantiles(self, low: float, high: float, shares: Floats) -> Floats:
        """The quantiles at these shares of the prior cut to the range; not yet kept inside it."""
        below, above = self._shares_at_ends(low, high)
        inner: Floats = self.quantile(below + (above - below) * shares, low, high)
        return inner

    def _shares_at_ends(self, low: float, high: float) -> tuple[float, float]:
        return float(self.share(low, low, high)), float(self.share(high, low, high))


class Uniform(Prior):
    """Every value of the range alike."""

    kind: Literal["uniform"]

    def share(self, x: float, low: float, high: float) -> Any:
        return (x - low) / (high - low)

    def quantile(self, u: Any, low: float, high: float) -> Any:
        return low + (high - low) * u


class LogUniform(Prior):
    """Every factor alike; the range must lie above 0."""

    kind: Literal["log-uniform"]

    def share(self, x: float, low: float, high: float) -> Any:
        return (log(x) - log(low)) / (log(high) - log(low))

    def quantile(self, u: Any, low: float, high: float) -> Any:
        return exp(log(low) + (log(high) - log(low)) * u)


class Normal(Prior):
    """Mean and sd."""

    kind: Literal["normal"]
    mean: Anything
    sd: Positive

    def share(self, x: float, low: float, high: float) -> Any:
        return normal_share((x - self.mean) / self.sd)

    def quantile(self, u: Any, low: float, high: float) -> Any:
        return self.mean + self.sd * normal_quantile(u)


class HalfNormal(Prior):
    """Upwards from 0, with the sd of the normal distribution it is half of."""

    kind: Literal["half-normal"]
    sd: Positive

    def share(self, x: float, low: float, high: float) -> Any:
        return 2.0 * normal_share(max(x, 0.0) / self.sd) - 1.0

    def quantile(self, u: Any, low: float, high: float) -> Any:
        return self.sd * normal_quantile(0.5 + 0.5 * u)


class LogNormal(Prior):
    """Median, and sigma as the sd of the logarithm."""

    kind: Literal["lognormal"]
    median: Positive
    sigma: Sigma

    def share(self, x: float, low: float, high: float) -> Any:
        return normal_share((log(x) - log(self.median)) / self.sigma) if x > 0 else 0.0

    def quantile(self, u: Any, low: float, high: float) -> Any:
        return exp(log(self.median) + self.sigma * normal_quantile(u))


class Beta(Prior):
    """A and b, between 0 and 1."""

    kind: Literal["beta"]
    a: Shape
    b: Shape

    def share(self, x: float, low: float, high: float) -> Any:
        return beta_share(self.a, self.b, x)

    def quantile(self, u: Any, low: float, high: float) -> Any:
        return beta_quantile(self.a, self.b, u)


class BetaScaled(Prior):
    """A and b, stretched over the range."""

    kind: Literal["beta-scaled"]
    a: Shape
    b: Shape

    def share(self, x: float, low: float, high: float) -> Any:
        return beta_share(self.a, self.b, (x - low) / (high - low))

    def quantile(self, u: Any, low: float, high: float) -> Any:
        return low + (high - low) * beta_quantile(self.a, self.b, u)


class Gamma(Prior):
    """Shape, with scale 1; several of them divided by their sum are a Dirichlet distribution."""

    kind: Literal["gamma"]
    shape: Shape

    def share(self, x: float, low: float, high: float) -> Any:
        return gamma_share(self.shape, x)

    def quantile(self, u: Any, low: float, high: float) -> Any:
        return gamma_quantile(self.shape, u)


class Choice(ScenarioTable):
    """A prior over words: all alike, or with a weight for each."""

    kind: Literal["choice"]
    weights: Annotated[tuple[Number, ...], _WEIGHTS] = Field(
        (), description="A weight for each word; all alike without."
    )

    def words(self) -> str:
        """As a sentence says it: `choice (weights 1, 3)`."""
        return f"choice (weights {', '.join(f'{weight:g}' for weight in self.weights)})" if self.weights else "choice"

    def positions(self, count: int, u: Floats) -> Floats:
        """The positions, from 0, of the words that the shares u fall on, of so many words."""
        ends = np.cumsum(self.weights or (1.0,) * count)
        positions: Floats = np.searchsorted(ends[:-1] / ends[-1], u, side="right").astype(np.float64)
        return positions


AnyPrior = Annotated[
    Uniform | LogUniform | Normal | HalfNormal | LogNormal | Beta | BetaScaled | Gamma, Field(discriminator="kind")
]


@lru_cache(maxsize=256)
def _table(prior: Prior, low: float, high: float) -> Floats:
    """The quantiles at 0, 1/4096 … 1 of the prior cut to the range; the ends are the range's."""
    table = table_of(prior.as_dict(), low, high, lambda: _worked_out(prior, low, high))
    table.setflags(write=False)
    return table


def _worked_out(prior: Prior, low: float, high: float) -> Floats:
    table = np.empty(CELLS + 1)
    table[0], table[-1] = low, high
    shares = np.arange(1, CELLS, dtype=np.float64) / CELLS
    table[1:-1] = np.clip(prior.inner_quantiles(low, high, shares), low, high)
    # Two quantiles that are equal but for their last digit must not change places.
    quantiles: Floats = np.maximum.accumulate(table)
    return quantiles
