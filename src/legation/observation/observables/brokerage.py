"""Observables of brokerage: money sent home to families, and meetings that agencies arrange for pay.

Who is detained for it stands alone by year and region at the finest, as all detention does.
"""

from __future__ import annotations

import numpy as np

from legation.observation.scopes import (
    FLOW,
    LEVEL,
    PLACE_AND_PERIOD,
    YEAR,
    YEAR_AND_REGION,
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


@observable(unit="share of the sum sent", kind=LEVEL, needs="brokerage", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def remittance_fee_share(history: History, scope: Where) -> np.ndarray:
    """What brokers and agents keep of money that is sent home by way of them, not by way of the authorities."""
    return fraction(history, "brokers_fee", "sent_by_brokers", scope)


@observable(unit="share of the sum sent", kind=LEVEL, needs="brokerage", resolution=PLACE_AND_PERIOD, vague_beyond=0.8)
def remittance_office_share(history: History, scope: Where) -> np.ndarray:
    """Of money that is sent home, what the authorities pass on themselves."""
    by_office = flow_total(history, "sent_by_office", scope)
    return share(by_office, by_office + flow_total(history, "sent_by_brokers", scope))


@observable(unit="USD a year", kind=FLOW, needs="brokerage", resolution=PLACE_AND_PERIOD, annual_only=True)
def remittance_volume_usd(history: History, scope: Where) -> np.ndarray:
    """Money that people who left send home to families, fees included, over a year at least."""
    year = at_least_a_year(scope)
    cents = flow_total(history, "sent_by_brokers", year) + flow_total(history, "sent_by_office", year)
    return np.where(simulated(history, year), cents / 100 / year.years, np.nan)


@observable(unit="agencies", kind=LEVEL, needs="brokerage", resolution=YEAR)
def reunion_agencies(history: History, scope: Where) -> np.ndarray:
    """Agencies that arrange paid meetings of divided families."""
    return mean_count(history, "arranging", scope)


@observable(unit="meetings a year", kind=FLOW, needs="brokerage", resolution=YEAR)
def reunions(history: History, scope: Where) -> np.ndarray:
    """Paid meetings of divided families that agencies arrange."""
    return per_year(history, "meetings_held", scope)


@observable(unit="USD", kind=LEVEL, needs="brokerage", resolution=YEAR)
def reunion_income_usd_per_agency(history: History, scope: Where) -> np.ndarray:
    """What the agency that has earned most by meetings of divided families has earned by the end of the time, in all
    years together.
    """
    return scope.most_at_the_end(history, "meetings_most") / 100


@observable(unit="orders a year", kind=FLOW, needs="brokerage", resolution=YEAR)
def investor_orders(history: History, scope: Where) -> np.ndarray:
    """Orders of the centre to its units abroad to find money, such as foreign investors."""
    return per_year(history, "money_orders", scope)


@observable(unit="cases a year", kind=FLOW, needs="brokerage", resolution=YEAR_AND_REGION)
def arrangers_detained(history: History, scope: Where) -> np.ndarray:
    """Cases in which those who arrange meetings of divided families for an agency, no officials, are detained."""
    return per_year(history, "arrangers_detained", scope)
