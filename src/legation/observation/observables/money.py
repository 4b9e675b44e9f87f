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
    Where,
    flow_total,
    fraction,
    mean_count,
    mean_level,
    observable,
    share,
)


def _dollars_a_head(history: History, name: str, scope: Where) -> np.ndarray:
    """A flow of cents a year, in dollars per posted official."""
    person_periods = np.maximum(flow_total(history, "posted", scope), 1)
    return flow_total(history, name, scope) / 100 / person_periods * PERIODS_PER_YEAR


@observable(unit="2013 = 1", kind=LEVEL, needs="environment", resolution=PLACE_AND_PERIOD)
def trade_index(history: History, scope: Where) -> np.ndarray:
    """Trade that officials can live on: China's imports from and exports to the DPRK, weighted."""
    return mean_level(history, "market", scope)


@observable(unit="USD a year", kind=FLOW, needs="trade", resolution=PLACE_AND_PERIOD)
def trade_income(history: History, scope: Where) -> np.ndarray:
    """Margin on deals per posted official, before living, staff and anything paid to the state."""
    return _dollars_a_head(history, "trade_income", scope)


@observable(unit="RMB a month", kind=SPREAD, needs="trade", resolution=PLACE_AND_PERIOD)
def margin_month_rmb(history: History, scope: Where) -> np.ndarray:
    """Gross income of one official in a month, from deals and side work, before living, staff and dues.

    Officials are counted by their income of a four-week period, (worlds, bins).
    """
    return scope.binned(history, "income_bins")


@observable(unit="RMB a month", kind=SPREAD, needs="upkeep", resolution=PLACE_AND_PERIOD)
def own_income_month_rmb(history: History, scope: Where) -> np.ndarray:
    """What one official has left of a month after staff, levies and quota, before living costs; a quota
    collected once a year counts in its own month only.

    Officials are counted by what a four-week period leaves them, (worlds, bins).
    """
    return scope.binned(history, "left_bins")


@observable(unit="USD a year", kind=FLOW, needs="side_work", resolution=PLACE_AND_PERIOD)
def side_income_usd(history: History, scope: Where) -> np.ndarray:
    """Income from side work per posted official."""
    return _dollars_a_head(history, "side_income", scope)


@observable(unit="USD a year", kind=FLOW, needs="upkeep", resolution=PLACE_AND_PERIOD)
def living_usd(history: History, scope: Where) -> np.ndarray:
    """What one posted official lives on, from own money and from advances, staff apart."""
    return _dollars_a_head(history, "lived_on", scope)


@observable(unit="USD", kind=LEVEL, needs="upkeep", resolution=PLACE_AND_PERIOD)
def advances_usd(history: History, scope: Where) -> np.ndarray:
    """What one posted official owes those who advanced a living; these are no arrears."""
    return share(mean_count(history, "advances", scope) / 100, mean_count(history, "posted", scope))


@observable(unit="share of officials", kind=LEVEL, needs="banking", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def account_share(history: History, scope: Where) -> np.ndarray:
    """Posted officials with a bank account of their own."""
    return fraction(history, "with_account", "posted", scope)


@observable(unit="share of officials", kind=LEVEL, needs="banking", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def account_borrowed_share(history: History, scope: Where) -> np.ndarray:
    """Posted officials with a bank account in a borrowed name."""
    return fraction(history, "with_borrowed", "posted", scope)


@observable(unit="share of officials", kind=LEVEL, needs="banking", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def account_none_share(history: History, scope: Where) -> np.ndarray:
    """Posted officials without a bank account, their own or in a borrowed name."""
    return (
        1.0 - fraction(history, "with_account", "posted", scope) - fraction(history, "with_borrowed", "posted", scope)
    )
