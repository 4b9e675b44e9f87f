"""A number that was said outright, exactly or about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.evidence.wordings.form import Region, Report, Wording, number_words, widened
from legation.evidence.wordings.numbers import number

if TYPE_CHECKING:
    import numpy as np

    from legation.evidence.wordings.scales import Scale


@dataclass(frozen=True)
class Value(Wording):
    """A number, or two that are close together.

    A report lies around the truth, normally on the scale, with the tolerance as its standard error. An exact count is
    negative binomial around the expected one. The record knows no more of a source than its grade, so the tolerance is
    that of a press report (exact) or an interview (about), and the size that of the press, also for official series.

    prefix  in front of the number, in words
    size    of the negative binomial; None if counts are reported as other numbers are
    """

    prefix: str = ""
    size: float | None = None

    needs = ("low", "high")

    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> Region:
        assert low is not None and high is not None, self.name
        return widened(low, high, self.tolerance) if tolerance else (low, high)

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        from legation.evidence.wordings import scales

        assert report.low is not None and report.high is not None, self.name
        if self.size and scale is scales.COUNT:
            return _log_negative_binomial(report.low, x, self.size)
        return scales.flat_log_density(report.low, report.high, x, self.tolerance, scale)

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        from legation.evidence.wordings import scales

        assert report.low is not None and report.high is not None, self.name
        if self.size and scale is scales.COUNT:
            count = float(rng.negative_binomial(self.size, self.size / (self.size + max(float(x), LEAST_EXPECTED))))
            return report._replace(low=count, high=count)
        low, high = scales.flat_draw(report.low, report.high, x, self.tolerance, scale, rng)
        return report._replace(low=low, high=high)

    def words(self, low: float | None, high: float | None, unit: str) -> str:
        return number_words(low, high, unit, self.prefix)


LEAST_EXPECTED = 1e-3  # Of an expected count: a source may report one where the model expects none.


def _log_negative_binomial(count: float, expected: np.ndarray, size: float) -> np.ndarray:
    import numpy as np

    from legation.kernel.elementary import log_gamma

    assert count == round(count) >= 0, f"{count} persons can't be counted"
    mean = np.maximum(expected, LEAST_EXPECTED)
    ways = log_gamma(count + size) - log_gamma(size) - log_gamma(count + 1.0)
    return np.asarray(ways + size * np.log(size / (size + mean)) + count * np.log(mean / (size + mean)))


EXACT = Value(
    "exact", "exactly this number (low and high the same)", number("exact", "tolerance"), size=number("exact", "size")
)
ABOUT = Value("about", "about this number or range", number("about", "tolerance"), prefix="about ")
