"""Observables of dues: what the state asks of officials, who pays, what is owed, and what the state receives."""

from __future__ import annotations

import numpy as np

from legation.results.windows import (
    PERIODS_PER_YEAR,
    PLACE_AND_PERIOD,
    Kept,
    Observable,
    Window,
    at_least_a_year,
    mean_count,
    share,
    simulated,
    total,
)


def quota(kept: Kept, window: Window) -> np.ndarray:
    """Quota asked for, in US dollars per posted official and year."""
    year = at_least_a_year(window)
    return share(_dollars_a_year(kept, ("quota_due",), year), mean_count(kept, "posted", year))


def quota_met_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of officials who met their quota at the years' ends in the window, or at the last one before it."""
    first, stop = window.periods.start, window.periods.stop
    last_end = stop - 1 - stop % PERIODS_PER_YEAR  # years end with periods 12, 25, 38 …
    reaching = window._replace(periods=slice(max(min(first, last_end), 0), stop))
    return share(total(kept, "quota_met", reaching), total(kept, "quota_asked", reaching))


def levy(kept: Kept, window: Window) -> np.ndarray:
    """US dollars that one levy asks of one official, on the mean of the levies called."""
    asked = kept["levy_asked"][:, window.periods][:, :, list(window.places)].sum(axis=2)
    posted = kept["posted"][:, window.periods][:, :, list(window.places)].sum(axis=2)
    shares = kept["levies"][:, window.periods, 0] * posted  # as many as there were officials to ask, for each levy
    return share(asked.sum(axis=1), shares.sum(axis=1)) / 100


def levies_paid_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of what levies asked for that was paid when it was due."""
    return share(total(kept, "levy_paid", window), total(kept, "levy_asked", window))


def arrears_quota_years(kept: Kept, window: Window) -> np.ndarray:
    """Arrears of those posted, in yearly quotas."""
    year = at_least_a_year(window)
    a_year = total(kept, "quota_due", year) / year.years
    return share(np.where(simulated(kept, year), mean_count(kept, "owing", window), np.nan), a_year)


def state_income(kept: Kept, window: Window) -> np.ndarray:
    """All dues that officials pay, in US dollars a year."""
    return _dollars_a_year(kept, ("quota_paid", "levy_paid", "arrears_paid"), at_least_a_year(window))


def quotas_paid(kept: Kept, window: Window) -> np.ndarray:
    """Quotas paid when they are due, in US dollars a year."""
    return _dollars_a_year(kept, ("quota_paid",), at_least_a_year(window))


def levies_paid(kept: Kept, window: Window) -> np.ndarray:
    """Levies paid when they are due, in US dollars a year."""
    return _dollars_a_year(kept, ("levy_paid",), at_least_a_year(window))


def _dollars_a_year(kept: Kept, names: tuple[str, ...], window: Window) -> np.ndarray:
    """The sum of flows of cents; `nan` where the window, which may begin earlier than asked, was not all simulated."""
    cents = np.sum([total(kept, name, window) for name in names], axis=0)
    return np.where(simulated(kept, window), cents / 100 / window.years, np.nan)


DUES = (
    Observable(
        name="quota_usd",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Quota asked of one posted official, over a year at least.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=quota,
        yearly=True,
    ),
    Observable(
        name="quota_met_share",
        topic="Money",
        unit="share of officials",
        kind="level",
        sentence="Officials who had paid the quota of the year at its end; within a year, at the end of the last one.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=0.8,
        rule=quota_met_share,
    ),
    Observable(
        name="levy_usd",
        topic="Money",
        unit="USD",
        kind="level",
        sentence="What one levy asks of one official.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=levy,
        yearly=True,
    ),
    Observable(
        name="levies_paid_share",
        topic="Money",
        unit="share of what was asked",
        kind="flow",
        sentence="What officials gave to levies when asked, against what they were asked for.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=0.8,
        rule=levies_paid_share,
        yearly=True,
    ),
    Observable(
        name="arrears_quota_years",
        topic="Money",
        unit="yearly quotas",
        kind="level",
        sentence="Arrears of posted officials, in their quota of a year.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=arrears_quota_years,
    ),
    Observable(
        name="state_income_usd",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="What the state receives from officials in quotas, levies and payments on arrears, over a year at "
        "least.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=state_income,
        yearly=True,
    ),
    Observable(
        name="quotas_paid_usd",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Of what the state receives, quotas paid when they are due.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=quotas_paid,
        yearly=True,
    ),
    Observable(
        name="levies_paid_usd",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Of what the state receives, levies paid when they are due.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=levies_paid,
        yearly=True,
    ),
)
