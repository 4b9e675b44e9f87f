"""Observables of dues: what the state asks of officials, who pays, what is owed, and what the state receives.

The state receives most of what workers earn abroad, and a part of what families pay, so both are counted here.
"""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    FLOW,
    LEVEL,
    PERIODS_PER_YEAR,
    PLACE_AND_PERIOD,
    YEAR,
    History,
    Where,
    at_least_a_year,
    flow_total,
    fraction,
    mean_count,
    observable,
    per_year,
    share,
    simulated,
)


def _dollars_a_year(history: History, names: tuple[str, ...], scope: Where) -> np.ndarray:
    """The sum of flows of cents; `nan` where the scope, which may begin earlier than asked, was not all simulated."""
    cents = np.sum([flow_total(history, name, scope) for name in names], axis=0)
    return np.where(simulated(history, scope), cents / 100 / scope.years, np.nan)


@observable(unit="USD a year", kind=FLOW, needs="obligations", resolution=PLACE_AND_PERIOD, annual_only=True)
def quota_usd(history: History, scope: Where) -> np.ndarray:
    """Quota asked of one posted official, over a year at least."""
    year = at_least_a_year(scope)
    return share(_dollars_a_year(history, ("quota_due",), year), mean_count(history, "posted", year))


@observable(
    unit="share of officials",
    kind=LEVEL,
    needs="obligations",
    resolution=PLACE_AND_PERIOD,
    vague_beyond=0.8,
)
def quota_met_share(history: History, scope: Where) -> np.ndarray:
    """Officials who had paid their quota of the year by its end; for part of a year, by the end of the year before."""
    return fraction(history, "quota_met", "quota_asked", scope.at_times(_reaching_the_last_end))


def _reaching_the_last_end(first: int, stop: int) -> tuple[int, int]:
    last_end = stop - 1 - stop % PERIODS_PER_YEAR  # years end with periods 12, 25, 38 …
    return max(min(first, last_end), 0), stop


@observable(unit="USD", kind=LEVEL, needs="obligations", resolution=PLACE_AND_PERIOD, annual_only=True)
def levy_usd(history: History, scope: Where) -> np.ndarray:
    """What one levy asks of one official.

    It is the mean of the levies that were called, each weighted by the officials whom it was asked of.
    """
    shares = scope.weighted_total(history, "levies", "posted")  # officials to ask, once for each levy
    return share(flow_total(history, "levy_asked", scope), shares) / 100


@observable(
    unit="share of what was asked", kind=FLOW, needs="obligations", resolution=PLACE_AND_PERIOD, vague_beyond=0.8,
    annual_only=True,
)  # fmt: skip
def levies_paid_share(history: History, scope: Where) -> np.ndarray:
    """What officials had paid towards levies by the day on which these were due, as a share of the sum asked for.

    It is of levies that fell due in the scope, and of officials who were at their posts at the call and are still.
    """
    return fraction(history, "levy_met", "levy_due", scope)


@observable(unit="levies a year", kind=FLOW, needs="obligations", resolution=YEAR)
def levies_called(history: History, scope: Where) -> np.ndarray:
    """Levies that the party calls; each is for all places."""
    return per_year(history, "levies", scope)


@observable(unit="yearly quotas", kind=LEVEL, needs="obligations", resolution=PLACE_AND_PERIOD)
def arrears_quota_years(history: History, scope: Where) -> np.ndarray:
    """Arrears of posted officials, in yearly quotas."""
    year = at_least_a_year(scope)
    quota = flow_total(history, "quota_due", year) / year.years
    return share(np.where(simulated(history, year), mean_count(history, "owing", scope), np.nan), quota)


@observable(unit="USD", kind=LEVEL, needs="obligations", resolution=PLACE_AND_PERIOD)
def arrears_usd(history: History, scope: Where) -> np.ndarray:
    """Arrears of one posted official, in dollars."""
    return share(mean_count(history, "owing", scope) / 100, mean_count(history, "posted", scope))


@observable(unit="USD a year", kind=FLOW, needs="obligations", resolution=PLACE_AND_PERIOD, annual_only=True)
def state_income_usd(history: History, scope: Where) -> np.ndarray:
    """What the state receives from officials and their firms in quotas, levies and arrears, over a year at least."""
    return _dollars_a_year(history, ("quota_paid", "levy_paid", "levy_firms", "arrears_paid"), at_least_a_year(scope))


@observable(unit="USD a year", kind=FLOW, needs="obligations", resolution=PLACE_AND_PERIOD, annual_only=True)
def quotas_paid_usd(history: History, scope: Where) -> np.ndarray:
    """Of what the state receives, quotas paid when they are due."""
    return _dollars_a_year(history, ("quota_paid",), at_least_a_year(scope))


@observable(unit="USD a year", kind=FLOW, needs="obligations", resolution=PLACE_AND_PERIOD, annual_only=True)
def levies_paid_usd(history: History, scope: Where) -> np.ndarray:
    """Of what the state receives, levies that officials pay by the time they are due."""
    return _dollars_a_year(history, ("levy_paid",), at_least_a_year(scope))


@observable(unit="USD a year", kind=FLOW, needs="obligations", resolution=PLACE_AND_PERIOD, annual_only=True)
def levies_by_firms_usd(history: History, scope: Where) -> np.ndarray:
    """Of what the state receives, levies that firms pay for officials who can't."""
    return _dollars_a_year(history, ("levy_firms",), at_least_a_year(scope))


@observable(unit="USD a year", kind=FLOW, needs="obligations", resolution=PLACE_AND_PERIOD, annual_only=True)
def arrears_paid_usd(history: History, scope: Where) -> np.ndarray:
    """Of what the state receives, payments on arrears."""
    return _dollars_a_year(history, ("arrears_paid",), at_least_a_year(scope))


@observable(unit="workers", kind=LEVEL, needs="labour", resolution=PLACE_AND_PERIOD)
def worker_stock(history: History, scope: Where) -> np.ndarray:
    """Workers posted abroad to earn for the state."""
    return mean_count(history, "workers", scope)


@observable(unit="USD a year", kind=FLOW, needs="labour", resolution=PLACE_AND_PERIOD, annual_only=True)
def labour_income_usd(history: History, scope: Where) -> np.ndarray:
    """The state's part of the pay of workers abroad, over a year at least."""
    return _dollars_a_year(history, ("labour_income",), at_least_a_year(scope))


@observable(unit="USD a year", kind=FLOW, needs="brokerage", resolution=PLACE_AND_PERIOD, annual_only=True)
def brokerage_income_usd(history: History, scope: Where) -> np.ndarray:
    """The state's part of meetings of divided families and of money sent home, over a year at least.

    What managers hold of it and then pay is among quotas and levies.
    """
    return _dollars_a_year(history, ("brokerage_income",), at_least_a_year(scope))
