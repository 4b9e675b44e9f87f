"""Observables of money: what trade brings officials, and what staff and dues leave of it."""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    FLOW,
    LEVEL,
    PERIODS_PER_YEAR,
    PLACE_AND_PERIOD,
    SPREAD,
    History,
    Scope,
    binned,
    flow_total,
    fraction,
    mean_level,
    observable,
)


@observable(unit="2013 = 1", kind=LEVEL, needs="environment", resolution=PLACE_AND_PERIOD)
def trade_index(history: History, scope: Scope) -> np.ndarray:
    """Trade that officials can live on: China's imports from and exports to the DPRK, weighted."""
    return mean_level(history, "market", scope)


@observable(unit="USD a year", kind=FLOW, needs="trade", resolution=PLACE_AND_PERIOD)
def trade_income(history: History, scope: Scope) -> np.ndarray:
    """Margin on deals per posted official, before living, staff and anything paid to the state."""
    person_periods = np.maximum(flow_total(history, "posted", scope), 1)
    return flow_total(history, "trade_income", scope) / 100 / person_periods * PERIODS_PER_YEAR


@observable(unit="RMB a month", kind=SPREAD, needs="trade", resolution=PLACE_AND_PERIOD)
def margin_month_rmb(history: History, scope: Scope) -> np.ndarray:
    """Gross margin of one official in a month, before living, staff and anything paid to the state.

    Officials are counted by their margin of a four-week period, (worlds, bins).
    """
    return binned(history, "income_bins", scope)


@observable(unit="RMB a month", kind=SPREAD, needs="upkeep", resolution=PLACE_AND_PERIOD)
def own_income_month_rmb(history: History, scope: Scope) -> np.ndarray:
    """What one official has left of a month after staff, levies and quota, before living costs; a quota
    collected once a year counts in its own month only.

    Officials are counted by what a four-week period leaves them, (worlds, bins).
    """
    return binned(history, "left_bins", scope)


@observable(unit="share of officials", kind=LEVEL, needs="banking", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def account_share(history: History, scope: Scope) -> np.ndarray:
    """Posted officials with a bank account of their own."""
    return fraction(history, "with_account", "posted", scope)
