"""Observables of dues: what the state asks of officials, who pays, what is owed, and what the state receives."""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    PERIODS_PER_YEAR,
    PLACE_AND_PERIOD,
    History,
    Observable,
    Scope,
    at_least_a_year,
    mean_count,
    share,
    simulated,
    total,
)


def quota(history: History, window: Scope) -> np.ndarray:
    """Quota asked for, in US dollars per posted official and year."""
    year = at_least_a_year(window)
    return share(_dollars_a_year(history, ("quota_due",), year), mean_count(history, "posted", year))


def quota_met_share(history: History, window: Scope) -> np.ndarray:
    """Share of officials who met their quota at the years' ends in the window, or at the last one before it."""
    first, stop = window.periods.start, window.periods.stop
    last_end = stop - 1 - stop % PERIODS_PER_YEAR  # years end with periods 12, 25, 38 …
    reaching = window._replace(periods=slice(max(min(first, last_end), 0), stop))
    return share(total(history, "quota_met", reaching), total(history, "quota_asked", reaching))


def levy(history: History, window: Scope) -> np.ndarray:
    """US dollars that one levy asks of one official, on the mean of the levies called."""
    asked = history["levy_asked"][:, window.periods][:, :, list(window.places)].sum(axis=2)
    posted = history["posted"][:, window.periods][:, :, list(window.places)].sum(axis=2)
    shares = history["levies"][:, window.periods, 0] * posted  # as many as there were officials to ask, for each levy
    return share(asked.sum(axis=1), shares.sum(axis=1)) / 100


def levies_paid_share(history: History, window: Scope) -> np.ndarray:
    """Share of what levies asked for that was paid when it was due."""
    return share(total(history, "levy_paid", window), total(history, "levy_asked", window))


def arrears_quota_years(history: History, window: Scope) -> np.ndarray:
    """Arrears of those posted, in yearly quotas."""
    year = at_least_a_year(window)
    a_year = total(history, "quota_due", year) / year.years
    return share(np.where(simulated(history, year), mean_count(history, "owing", window), np.nan), a_year)


def state_income(history: History, window: Scope) -> np.ndarray:
    """All dues that officials pay, in US dollars a year."""
    return _dollars_a_year(history, ("quota_paid", "levy_paid", "arrears_paid"), at_least_a_year(window))


def quotas_paid(history: History, window: Scope) -> np.ndarray:
    """Quotas paid when they are due, in US dollars a year."""
    return _dollars_a_year(history, ("quota_paid",), at_least_a_year(window))


def levies_paid(history: History, window: Scope) -> np.ndarray:
    """Levies paid when they are due, in US dollars a year."""
    return _dollars_a_year(history, ("levy_paid",), at_least_a_year(window))


def _dollars_a_year(history: History, names: tuple[str, ...], window: Scope) -> np.ndarray:
    """The sum of flows of cents; `nan` where the window, which may begin earlier than asked, was not all simulated."""
    cents = np.sum([total(history, name, window) for name in names], axis=0)
    return np.where(simulated(history, window), cents / 100 / window.years, np.nan)


DUES = (
    Observable(
        name="quota_usd",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Quota asked of one posted official, over a year at least.",
        needs="obligations",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=quota,
        annual_only=True,
    ),
    Observable(
        name="quota_met_share",
        topic="Money",
        unit="share of officials",
        kind="level",
        sentence="Officials who had paid the quota of the year at its end; within a year, at the end of the last one.",
        needs="obligations",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=0.8,
        rule=quota_met_share,
    ),
    Observable(
        name="levy_usd",
        topic="Money",
        unit="USD",
        kind="level",
        sentence="What one levy asks of one official.",
        needs="obligations",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=levy,
        annual_only=True,
    ),
    Observable(
        name="levies_paid_share",
        topic="Money",
        unit="share of what was asked",
        kind="flow",
        sentence="What officials gave to levies when asked, against what they were asked for.",
        needs="obligations",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=0.8,
        rule=levies_paid_share,
        annual_only=True,
    ),
    Observable(
        name="arrears_quota_years",
        topic="Money",
        unit="yearly quotas",
        kind="level",
        sentence="Arrears of posted officials, in their quota of a year.",
        needs="obligations",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
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
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=state_income,
        annual_only=True,
    ),
    Observable(
        name="quotas_paid_usd",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Of what the state receives, quotas paid when they are due.",
        needs="obligations",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=quotas_paid,
        annual_only=True,
    ),
    Observable(
        name="levies_paid_usd",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Of what the state receives, levies paid when they are due.",
        needs="obligations",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=levies_paid,
        annual_only=True,
    ),
)
