"""Observables of money: what trade brings, what is paid upward, and what is left."""

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
    """Officials by what a four-week period left them, (worlds, bins)."""
    return binned(kept, "left_bins", window)


def account_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of posted officials with an account of their own."""
    return share(total(kept, "with_account", window), total(kept, "posted", window))


def quota_met_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of officials who met their quota at the years' ends in the window, or at the last one before it."""
    first, stop = window.periods.start, window.periods.stop
    last_end = stop - 1 - stop % PERIODS_PER_YEAR  # years end with periods 12, 25, 38 …
    reaching = window._replace(periods=slice(max(min(first, last_end), 0), stop))
    return share(total(kept, "quota_met", reaching), total(kept, "quota_asked", reaching))


def levies_paid_share(kept: Kept, window: Window) -> np.ndarray:
    """Share of what levies asked for that was paid when it was due."""
    return share(total(kept, "levy_paid", window), total(kept, "levy_asked", window))


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
        sentence="What a month leaves one official after living, staff, levies and quota; one collected once a year "
        "counts in its own month only.",
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
        name="levies_paid_share",
        topic="Money",
        unit="share of what was asked",
        kind="flow",
        sentence="What officials gave to levies when asked, against what they were asked for.",
        needs="obligations",
        finest=PLACE_AND_PERIOD,
        widest=0.8,
        rule=levies_paid_share,
    ),
)
