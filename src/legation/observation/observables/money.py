"""Observables of money: what trade brings officials, and what staff and dues leave of it."""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    PERIODS_PER_YEAR,
    PLACE_AND_PERIOD,
    History,
    Observable,
    Scope,
    binned,
    mean_level,
    share,
    total,
)


def market(history: History, window: Scope) -> np.ndarray:
    """Trade that officials can live on, 2013 = 1."""
    return mean_level(history, "market", window)


def trade_income(history: History, window: Scope) -> np.ndarray:
    """Margins in US dollars per posted official and year."""
    person_periods = np.maximum(total(history, "posted", window), 1)
    return total(history, "trade_income", window) / 100 / person_periods * PERIODS_PER_YEAR


def margin_month(history: History, window: Scope) -> np.ndarray:
    """Officials by margin of a four-week period, (worlds, bins)."""
    return binned(history, "income_bins", window)


def left_month(history: History, window: Scope) -> np.ndarray:
    """Officials by income of a four-week period less staff, levies and quota, (worlds, bins)."""
    return binned(history, "left_bins", window)


def account_share(history: History, window: Scope) -> np.ndarray:
    """Share of posted officials with an account of their own."""
    return share(total(history, "with_account", window), total(history, "posted", window))


MONEY = (
    Observable(
        name="trade_index",
        topic="Money",
        unit="2013 = 1",
        kind="level",
        sentence="Trade that officials can live on: China's imports from and exports to the DPRK, weighted.",
        needs="environment",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=market,
    ),
    Observable(
        name="trade_income",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Margin on deals per posted official, before living, staff and anything paid to the state.",
        needs="trade",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=trade_income,
    ),
    Observable(
        name="margin_month_rmb",
        topic="Money",
        unit="RMB a month",
        kind="spread",
        sentence="Gross margin of one official in a month, before living, staff and anything paid to the state.",
        needs="trade",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=margin_month,
    ),
    Observable(
        name="own_income_month_rmb",
        topic="Money",
        unit="RMB a month",
        kind="spread",
        sentence="What a month brings one official after staff, levies and quota, before the official's own living; a "
        "quota collected once a year counts in its own month only.",
        needs="upkeep",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=10.0,
        rule=left_month,
    ),
    Observable(
        name="account_share",
        topic="Money",
        unit="share of officials",
        kind="level",
        sentence="Posted officials with a bank account of their own.",
        needs="banking",
        resolution=PLACE_AND_PERIOD,
        vague_beyond=0.8,
        rule=account_share,
    ),
)
