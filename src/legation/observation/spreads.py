"""Spreads: how something is distributed over the persons of many worlds, in bins, each world counting the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

WHOLE = 2**32  # the weight of one world; whole numbers add up to the same in any order


def weighed(counts: np.ndarray) -> np.ndarray:
    """Each world's persons by bin as shares of its own persons, out of 2**32: a large world counts no more.

    counts   (…, bins) persons
    Returns  (…, bins); all 0 where a world has no persons, which then has no say
    """
    assert not counts.size or counts.max() < 2**31, "more persons than whole-number shares can hold"
    return counts * WHOLE // np.maximum(counts.sum(axis=-1, keepdims=True), 1)


def quantiles(weights: np.ndarray, edges: np.ndarray, levels: Iterable[float]) -> list[float]:
    """The values below which these shares of all persons lie; inside a bin, persons are taken as evenly spread.

    weights  (bins,) whole numbers, not all 0
    edges    (bins + 1,) limits of the bins
    levels   shares above 0, up to 1
    """
    below = np.cumsum(weights)
    assert below[-1] > 0, "a spread of nobody has no quantiles"
    return [_quantile(weights, below, edges, level) for level in levels]


def medians(weights: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """The value below which half of the persons lie, row by row: what `quantiles` gives of each, at once.

    weights  (rows, bins) whole numbers
    edges    (bins + 1,) limits of the bins
    Returns  (rows,); `nan` where a row has nobody
    """
    return quantiles_of_rows(weights, edges, (0.5,))[:, 0]


def quantiles_of_rows(weights: np.ndarray, edges: np.ndarray, levels: Sequence[float]) -> np.ndarray:
    """What `quantiles` gives of each row, at once.

    weights  (rows, bins) whole numbers
    edges    (bins + 1,) limits of the bins, or (rows, bins + 1)
    Returns  (rows, levels); `nan` where a row has nobody
    """
    below = np.cumsum(weights, axis=1)
    held = np.flatnonzero(below[:, -1] > 0)
    row = np.arange(len(held))
    below, inside = below[held], weights[held]
    limits = np.broadcast_to(edges, (len(weights), edges.shape[-1]))[held]
    values = np.full((len(weights), len(levels)), np.nan)
    for position, level in enumerate(levels):
        wanted = level * below[:, -1]
        at = (below < wanted[:, None]).sum(axis=1)
        # One operation at a time, as below.
        into = (wanted - (below[row, at] - inside[row, at])) / inside[row, at]
        values[held, position] = limits[row, at] + into * (limits[row, at + 1] - limits[row, at])
    return values


def _quantile(weights: np.ndarray, below: np.ndarray, edges: np.ndarray, level: float) -> float:
    # Plain Python, one operation at a time: a compiler may fuse the product and the sum in np.interp, and then the
    # last bits differ between machines.
    wanted = level * int(below[-1])
    at = int(np.searchsorted(below, wanted, side="left"))
    into = (wanted - int(below[at] - weights[at])) / int(weights[at])
    return float(edges[at]) + into * (float(edges[at + 1]) - float(edges[at]))


def share_between(weights: np.ndarray, edges: np.ndarray, least: float, most: float) -> float:
    """The share of persons from `least` to `most`; inside a bin, persons are taken as evenly spread.

    weights  (bins,) whole numbers, not all 0
    edges    (bins + 1,) limits of the bins; what lies beyond them has nobody
    """
    total = int(weights.sum())
    assert total > 0, "a spread of nobody has no shares"
    shares = 0.0
    for count, start, end in zip(weights.tolist(), edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        overlap = max(min(end, most) - max(start, least), 0.0)
        shares += count / total * (overlap / (end - start))
    return shares
