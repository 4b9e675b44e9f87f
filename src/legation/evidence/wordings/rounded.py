"""A number that was rounded before it was said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from legation.evidence.wordings.form import Region, Report, Wording, widened
from legation.evidence.wordings.numbers import number

if TYPE_CHECKING:
    import numpy as np

    from legation.evidence.wordings.scales import Scale


@dataclass(frozen=True)
class Rounded(Wording):
    """A number that stands for all that would be rounded to it.

    The source errs by the tolerance, then rounds. We read the step from the number, as the place of its last digit
    that is not 0: 3,000 was rounded to thousands. If low and high differ, they are the ends of what was rounded. A
    report is one such cell, and the cells of the same width beside it are what else could have been said.
    """

    needs = ("low", "high")

    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> Region:
        assert low is not None and high is not None, self.name
        return widened(low, high, self.tolerance) if tolerance else (low, high)

    def report(self, low: float | None, high: float | None, factor: float = 1.0) -> Report:
        assert low is not None and high is not None, self.name
        half = rounding_step(low) / 2 if low == high else 0.0
        return Report(self.name, (low - half) * factor, (high + half) * factor)

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        import numpy as np

        from legation.evidence.wordings.scales import log_normal_between

        assert report.low is not None and report.high is not None, self.name
        # The outermost cells reach as far as the scale does.
        low = -np.inf if report.low <= 0 else scale.place(report.low)
        high = np.inf if report.high >= scale.most else scale.place(report.high)
        truth, error = scale.place(x), self.tolerance * scale.times
        return np.asarray(log_normal_between((low - truth) / error, (high - truth) / error))

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        from math import floor

        assert report.low is not None and report.high is not None, self.name
        before = float(scale.value(scale.place(x) + self.tolerance * scale.times * rng.standard_normal()))
        width = report.high - report.low
        cells = floor((before - report.low) / width)
        low, high = report.low + cells * width, report.low + (cells + 1) * width
        return report._replace(low=low, high=high)


def rounding_step(number: float) -> float:
    """The place of the last digit that is not 0: 1,000 of 3,000, 0.1 of 2.5; 1 of 0."""
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    assert isinstance(exponent, int), number
    return float(Decimal(1).scaleb(exponent)) if number else 1.0


ROUNDED = Rounded("rounded", "a number that was rounded", number("rounded", "tolerance"))
