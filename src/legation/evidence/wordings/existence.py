"""That something happened or exists, without a number; and what says neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import gamma
from typing import TYPE_CHECKING

from legation.evidence.wordings.form import EVENT, NOTHING, ModelOutcome, Report, Wording
from legation.evidence.wordings.numbers import number

if TYPE_CHECKING:
    import numpy as np

    from legation.evidence.wordings.scales import Scale


@dataclass(frozen=True)
class Existence(Wording):
    """Some were, or it happened.

    Each case becomes known with a chance that nobody knows, beta(2, 8) and so 0.2 on average. A source says that some
    were if at least one did. The measure is the expected number of cases.
    """

    compares = EVENT

    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> None:
        return None

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        import numpy as np

        said = _chance_of_one(x)
        return np.log(said) if report.was_said else np.log1p(-said)

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        return report._replace(was_said=bool(rng.random() < _chance_of_one(x)))

    def outcome_words(self, outcome: ModelOutcome, number: Callable[[float], str]) -> str:
        return f"happens in {outcome.showing} of {outcome.worlds} worlds"


@dataclass(frozen=True)
class NoNumber(Wording):
    """No number and no change: the report says nothing that could be measured, and the same in every world."""

    compares = NOTHING

    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> None:
        return None

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        import numpy as np

        return np.zeros(np.shape(x)[:1])

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        return report

    def outcome_words(self, outcome: ModelOutcome, number: Callable[[float], str]) -> str:
        return ""


# Nodes for the integral over that chance: enough for thousands of expected cases.
_NODES = 64


def _chance_of_one(expected: np.ndarray) -> np.ndarray:
    """The chance that at least one of a Poisson number of cases becomes known, over beta(2, 8), by Gauss-Legendre."""
    import numpy as np

    known, density = _beta_nodes()
    cases = np.maximum(np.asarray(expected, dtype=np.float64), 1e-9)
    return np.asarray(-np.expm1(-cases[..., None] * known) @ density)


@cache
def _beta_nodes() -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    at, weight = np.polynomial.legendre.leggauss(_NODES)
    known = (at + 1) / 2
    a, b = number("existence", "a"), number("existence", "b")
    scale = gamma(a + b) / (gamma(a) * gamma(b))
    return known, scale * known ** (a - 1) * (1 - known) ** (b - 1) * weight / 2


EXISTENCE = Existence("existence", "some were, or it happened")
NONE = NoNumber("none", "no number and no change")
