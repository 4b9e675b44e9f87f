"""A range that was said: between two numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.evidence.wordings.form import Region, Report, Wording, widened
from legation.evidence.wordings.numbers import number

if TYPE_CHECKING:
    import numpy as np

    from legation.evidence.wordings.scales import Scale


@dataclass(frozen=True)
class Range(Wording):
    """Two ends.

    A range of this width is equally likely to be said wherever it holds the truth, and less so beyond, with normal
    tails. The width is part of the manner and is not drawn.
    """

    needs = ("low", "high")

    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> Region:
        assert low is not None and high is not None, self.name
        return widened(low, high, self.tolerance) if tolerance else (low, high)

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        from legation.evidence.wordings.scales import flat_log_density

        assert report.low is not None and report.high is not None, self.name
        return flat_log_density(report.low, report.high, x, self.tolerance, scale)

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        from legation.evidence.wordings.scales import flat_draw

        assert report.low is not None and report.high is not None, self.name
        low, high = flat_draw(report.low, report.high, x, self.tolerance, scale, rng)
        return report._replace(low=low, high=high)


BETWEEN = Range("between", "between low and high", number("between", "tolerance"))
