"""A bound that was said: at least, or at most."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, ClassVar

from legation.evidence.wordings.form import Region, Report, Wording, number_words, widened
from legation.evidence.wordings.numbers import number

if TYPE_CHECKING:
    import numpy as np

    from legation.evidence.wordings.scales import Scale


@dataclass(frozen=True)
class Bound(Wording):
    """One end.

    With the bound as it is, a source says it or does not: the more likely, the farther the truth lies on its side.
    We don't assume that speakers choose a near bound.
    """

    prefix: str = ""

    sign: ClassVar[float]

    def bound(self, low: float | None, high: float | None) -> float:
        """The end that counts."""
        (field,) = self.needs
        end = low if field == "low" else high
        assert end is not None, self.name
        return end

    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> Region:
        end = self.bound(low, high)
        least, most = widened(end, end, self.tolerance) if tolerance else (end, end)
        return (least, inf) if self.sign > 0 else (-inf, most)

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        from legation.evidence.wordings.scales import log_normal_share

        away = scale.place(x) - scale.place(self.bound(report.low, report.high))
        side = self.sign if report.was_said else -self.sign
        return log_normal_share(side * away / (self.tolerance * scale.times))

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        import numpy as np

        said = np.exp(self.log_likelihood(report._replace(was_said=True), x, scale))
        return report._replace(was_said=bool(rng.random() < said))

    def words(self, low: float | None, high: float | None, unit: str) -> str:
        return number_words(low, high, unit, self.prefix)


@dataclass(frozen=True)
class AtLeast(Bound):
    """A lower bound."""

    needs = ("low",)
    sign = 1.0


@dataclass(frozen=True)
class AtMost(Bound):
    """An upper bound."""

    needs = ("high",)
    sign = -1.0


AT_LEAST = AtLeast("at_least", "low or more", number("at_least", "tolerance"), "at least ")
AT_MOST = AtMost("at_most", "high or less", number("at_most", "tolerance"), "at most ")
