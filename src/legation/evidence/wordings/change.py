"""A change that was said, without how large it was: rose, or fell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from legation.evidence.wordings.form import CHANGE, ModelOutcome, Report, Wording, slack
from legation.evidence.wordings.numbers import number

if TYPE_CHECKING:
    import numpy as np

    from legation.evidence.wordings.scales import Scale


@dataclass(frozen=True)
class Change(Wording):
    """A direction between two times.

    A source says it or does not: the more likely, the farther the measure moved that way, on the logarithmic scale
    whatever the measure. The tolerance is what a change must exceed, as a report can't see less.
    """

    compares = CHANGE
    scored_needs = ("windows",)
    sign: ClassVar[int]
    verbs: ClassVar[tuple[str, str]]

    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> None:
        return None

    def count(self, before: np.ndarray, after: np.ndarray) -> tuple[int, int]:
        """How many worlds show the change, and how many the opposite one."""
        import numpy as np

        factor = slack(self.tolerance)
        rises, falls = np.count_nonzero(after > before * factor), np.count_nonzero(after * factor < before)
        return (int(rises), int(falls)) if self.sign > 0 else (int(falls), int(rises))

    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        from legation.evidence.wordings.scales import AMOUNT, log_normal_share

        grown = AMOUNT.place(x[..., 1]) - AMOUNT.place(x[..., 0])
        side = self.sign if report.was_said else -self.sign
        return log_normal_share(side * grown / self.tolerance)

    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        import numpy as np

        said = np.exp(self.log_likelihood(report._replace(was_said=True), x, scale))
        return report._replace(was_said=bool(rng.random() < said))

    def outcome_words(self, outcome: ModelOutcome, number: Callable[[float], str]) -> str:
        does, opposite = self.verbs
        showing = outcome.showing or 0
        unchanged = outcome.worlds - showing - outcome.against
        parts = [f"{does} in {showing}"]
        parts += [
            f"{verb} in {count}" for verb, count in ((opposite, outcome.against), ("unchanged", unchanged)) if count
        ]
        return f"{', '.join(parts)} of {outcome.worlds} worlds"


@dataclass(frozen=True)
class Rise(Change):
    """Upwards."""

    sign = 1
    verbs = ("rises", "falls")


@dataclass(frozen=True)
class Fall(Change):
    """Downwards."""

    sign = -1
    verbs = ("falls", "rises")


ROSE = Rise("rose", "rose between two times", number("rose", "tolerance"))
FELL = Fall("fell", "fell between two times", number("fell", "tolerance"))
