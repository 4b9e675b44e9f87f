"""What every likelihood of a wording must keep: its chances sum to 1, and its simulator draws from them."""

from __future__ import annotations

import numpy as np
from scipy import stats

from legation.evidence.wordings.form import Report, Wording
from legation.evidence.wordings.scales import Scale

DRAWS = 1000
ALPHA = 0.001  # A right simulator fails one of a thousand seeds; the seeds are fixed.


def likelihood(wording: Wording, report: Report, x: object, scale: Scale) -> float:
    """How likely a report is in one world."""
    return float(np.exp(wording.log_likelihood(report, np.asarray([x], float), scale))[0])


def simulated(wording: Wording, report: Report, x: object, scale: Scale, seed: int) -> list[Report]:
    rng = np.random.default_rng(seed)
    return [wording.simulate(report, np.asarray(x, float), scale, rng) for _ in range(DRAWS)]


def agrees(counts: list[int], chances: list[float]) -> bool:
    """Whether drawn counts are those of these chances, which sum to 1, by a chi-square test."""
    expected = np.asarray(chances) * sum(counts)
    assert abs(sum(chances) - 1) < 1e-6
    rare = expected < 5
    if rare.any():  # Merged, as the test needs five in each cell.
        counts = [*np.asarray(counts)[~rare], np.asarray(counts)[rare].sum()]
        expected = np.array([*expected[~rare], expected[rare].sum()])
        if expected[-1] < 5:
            counts = [*counts[:-2], counts[-2] + counts[-1]]
            expected = np.array([*expected[:-2], expected[-2:].sum()])
    return bool(stats.chisquare(counts, expected, sum_check=False).pvalue > ALPHA) if len(expected) > 1 else True


def flat_agrees(wording: Wording, report: Report, x: float, scale: Scale, seed: int) -> bool:
    """The same for reports of numbers: where their middles fall on the scale, in twenty cells of equal chance."""
    middles, density = middle_density(wording, report, x, scale)
    below = np.cumsum(density) * (middles[1] - middles[0])
    edges = np.interp(np.linspace(0, 1, 21)[1:-1], below, middles)
    drawn = [middle(made, scale) for made in simulated(wording, report, x, scale, seed)]
    counts = np.bincount(np.searchsorted(edges, drawn), minlength=20)
    return agrees(counts.tolist(), [0.05] * 20)


def middle_density(wording: Wording, report: Report, x: float, scale: Scale) -> tuple[np.ndarray, np.ndarray]:
    """The density of a report's middle over the scale, its width as it is."""
    half = (scale.place(report.high) - scale.place(report.low)) / 2
    middles = scale.place(x) + np.linspace(-4, 4, 401)
    return middles, np.array([
        likelihood(wording, report._replace(low=scale.value(at - half), high=scale.value(at + half)), x, scale)
        for at in middles
    ])  # fmt: skip


def middle(report: Report, scale: Scale) -> float:
    return float(scale.place(report.low) + scale.place(report.high)) / 2


def said_or_not_agrees(wording: Wording, report: Report, x: object, scale: Scale, seed: int) -> bool:
    """The same where a thing is said or not, and that both chances sum to 1."""
    chances = [likelihood(wording, report._replace(was_said=said), x, scale) for said in (True, False)]
    said = sum(made.was_said for made in simulated(wording, report, x, scale, seed))
    return agrees([said, DRAWS - said], chances)
