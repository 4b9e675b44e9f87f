"""The names that a claim may point to: mechanisms, observables, inputs, and how parameters are named.

They stand here, below the stages that implement them, so that the record can be checked without a model.
"""

from __future__ import annotations

import re

# Rows of the timeline of these types are what the modelled state and its people did: outcomes, never inputs.
OUTCOMES = (
    "dprk_control",
    "dprk_recall",
    "dprk_quota",
    "dprk_rotation",
    "defection_shock",
    "unrest",
    "repatriation",
    "trade_low",
)

MECHANISMS = (
    "environment",
    "purge",
    "posts",
    "rotation",
    "alert",
    "sessions",
    "trade",
    "banking",
    "side_work",
    "brokerage",
    "labour",
    "upkeep",
    "obligations",
    "home_visits",
    "whereabouts",
    "surveillance",
    "recall",
    "intent",
    "flight",
    "pursuit",
    "despair",
    "arrivals",
    "press",
)

OBSERVABLES = (
    "posted_officials",
    "posted_change",
    "tenure_years",
    "departures",
    "newcomers",
    "overstayed_share",
    "sessions_per_week",
    "alert",
    "clampdowns",
    "quota_met_share",
    "levies_paid_share",
    "quota_usd",
    "own_income_month_rmb",
    "margin_month_rmb",
    "trade_income",
    "arrears_quota_years",
    "account_share",
    "recalls_ordered",
    "recalls_waiting",
    "recalls_carried_out",
    "recalls_in_busiest_month",
    "wish_share",
    "prepared_share",
    "captured_share",
    "detained",
    "forced_returns_officials",
    "arrivals_officials",
    "arrivals_minders",
    "arrivals_counted",
    "flights",
    "flights_overland",
    "flights_minders",
    "flights_in_busiest_week",
    "deaths_by_suicide",
    "remittance_fee_share",
    "remittance_volume_usd",
    "reunion_income_usd_per_agency",
    "worker_stock",
    "state_income_usd",
    "quotas_paid_usd",
    "levies_paid_usd",
    "labour_income_usd",
    "route_price_index",
    "managers_punished",
    "firm_target_usd",
    "levy_usd",
)

# What `environment` reads. Everything else that happens in a world is an outcome.
INPUTS = (
    "imports",
    "exports",
    "rates",
    "bank_access",
    "lockdown",
    "border_open",
    "permit",
    "visa_pressure",
    "families_allowed",
    "levy_time",
    "worker_permits",
    "firm_closure",
    "missions",
    "executions",
    "political_shock",
    "policing",
    "sanctions",
    "route_price",
)

# Parameters that belong to no mechanism: how the first population is made, and what the record covers.
PARAMETER_OWNERS = (*MECHANISMS, "founding", "observation")

_PARAMETER = re.compile(r"([a-z_]+)\.[a-z][a-z0-9_]*")


def is_parameter(name: str) -> bool:
    """Whether a name has the form `mechanism.parameter`. That the parameter exists is checked by the scenario."""
    found = _PARAMETER.fullmatch(name)
    return found is not None and found[1] in PARAMETER_OWNERS
