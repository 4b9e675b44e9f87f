"""Observables of money: what trade brings officials, and what staff and dues leave of it."""

from __future__ import annotations

import numpy as np

from legation.results.windows import (
    PERIODS_PER_YEAR,
    PLACE_AND_PERIOD,
    Kept,
    Observable,
    Window,
    binned,
    mean_level,
    share,
    total,
)


def market(kept: Kept, window: Window) -> np.ndarray:
    """Trade that officials can live on, 2013 = 1."""
    return mean_level(kept, "market", window)


def trade_income(kept: Kept, window: Window) -> np.ndarray:
    """Margins in US dollars per posted official and year."""
    person_periods = np.maximum(total(kept, "posted", window), 1)
    return total(kept, "trade_income", window) / 100 / person_periods * PERIODS_PER_YEAR


def margin_month(kept: Kept, window: Window) -> np.ndarray:
    """Officials by margin of a four-week period, (worlds, bins)."""
    return binned(kept, "income_bins", window)


def left_month(kept: Kept, window: Window) -> np.ndarray:
    """Officials by income of a four-week period less staff, levies and quota, (worlds, bins)."""
    return binned(kept, "left_bins", window)


def account_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of posted officials with an account of their own."""
    return share(total(kept, "with_account", window), total(kept, "posted", window))


MONEY = (
    Observable(
        name="trade_index",
        topic="Money",
        unit="2013 = 1",
        kind="level",
        sentence="Trade that officials can live on: China's imports from and exports to the DPRK, weighted.",
        needs="environment",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=market,
    ),
    Observable(
        name="trade_income",
        topic="Money",
        unit="USD a year",
        kind="flow",
        sentence="Margin on deals per posted official, before living, staff and anything paid to the state.",
        needs="trade",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=trade_income,
    ),
    Observable(
        name="margin_month_rmb",
        topic="Money",
        unit="RMB a month",
        kind="spread",
        sentence="Gross margin of one official in a month, before living, staff and anything paid to the state.",
        needs="trade",
        finest=PLACE_AND_PERIOD,
        widest=10.0,
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
        finest=PLACE_AND_PERIOD,
        widest=10.0,
        rule=left_month,
    ),
    Observable(
        name="account_share",
        topic="Money",
        unit="share of officials",
        kind="level",
        sentence="Posted officials with a bank account of their own.",
        needs="banking",
        finest=PLACE_AND_PERIOD,
        widest=0.8,
        rule=account_share,
    ),
)
