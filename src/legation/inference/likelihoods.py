"""Likelihoods of single claims: how likely each world of a bank makes what a source says.

The tables stand with the wordings (`evidence/wordings/`), and what is the claim's own with its saying
(`observation/sayings.py`). Here they meet a bank: worlds that have nothing to measure, and what an unsound source says,
which is what any world of the bank might have shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from legation.evidence.wordings.form import Report
from legation.observation.sayings import SourcedSaying

Reported = Report | None  # None where nothing was said, because there was nothing to measure


@dataclass(frozen=True)
class ClaimLikelihood:
    """What one claim says, and what all worlds of a bank have to set beside it.

    x  as `press.measures` gives it: (worlds,), (worlds, 2) for a change, (worlds, bins) for a spread
    """

    voice: SourcedSaying
    x: np.ndarray

    @cached_property
    def able(self) -> np.ndarray:
        """In which worlds there is something to measure, (worlds,)."""
        return self.voice.saying.able(self.x)

    @property
    def is_biased(self) -> bool:
        """Whether a bias of source or outlet changes anything."""
        return self.voice.saying.is_biased

    def log_likelihood(self, report: Reported, shift: np.ndarray | float = 0.0) -> np.ndarray:
        """The logarithm of how likely a sound source says this in each world, (worlds,).

        shift  () or (worlds,) the logarithm of the factor by which source and outlet err
        """
        if report is None:
            return np.where(self.able, -math.inf, 0.0)
        logs = np.full(len(self.x), -math.inf)
        shifts = np.broadcast_to(shift, (len(self.x),))[self.able]
        if self.able.any():
            logs[self.able] = self.voice.saying.log_likelihood(report, self.x[self.able], shifts)
        return logs

    def log_background(self, report: Reported, prior: np.ndarray | None = None) -> float:
        """The logarithm of how likely an unsound source says this: the mean over the bank's worlds that have a say.

        It always says something, if any world has something to measure.

        prior  (worlds,) weights that make the bank the prior; all alike without
        """
        if report is None or not self.able.any():
            return 0.0 if report is None and not self.able.any() else -math.inf
        said = np.exp(self.log_likelihood(report)[self.able])
        mean = float(np.average(said, weights=None if prior is None else prior[self.able]))
        return math.log(mean) if mean > 0 else -math.inf
