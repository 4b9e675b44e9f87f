"""Topics: under which heading each name that claims point to is found.

Observables that are measured name their topic themselves (`results/observables.py`); a test holds the two together.
"""

from __future__ import annotations

from legation.evidence.claims import Claim

TOPICS: dict[str, tuple[str, ...]] = {
    "Money": (
        "trade", "banking", "side_work", "brokerage", "labour", "upkeep", "obligations", "quota_met_share",
        "levies_paid_share", "quota_usd", "own_income_month_rmb", "margin_month_rmb", "trade_income",
        "arrears_quota_years", "account_share", "remittance_fee_share", "remittance_volume_usd",
        "reunion_income_usd_per_agency", "worker_stock", "state_income_usd", "quotas_paid_usd", "levies_paid_usd",
        "labour_income_usd", "firm_target_usd", "levy_usd",
    ),
    "Control": (
        "purge", "alert", "sessions", "home_visits", "whereabouts", "surveillance", "recall", "sessions_per_week",
        "clampdowns", "recalls_ordered", "recalls_waiting", "recalls_carried_out", "recalls_in_busiest_month",
        "managers_punished",
    ),
    "People": (
        "founding", "posts", "rotation", "intent", "flight", "pursuit", "despair", "arrivals", "posted_officials",
        "posted_change", "tenure_years", "overstayed_share", "departures", "newcomers", "wish_share",
        "prepared_share", "captured_share", "detained", "forced_returns_officials", "arrivals_officials",
        "arrivals_minders", "arrivals_counted", "flights", "flights_overland", "flights_minders",
        "flights_in_busiest_week", "deaths_by_suicide", "route_price_index",
    ),
    "Outside": (
        "environment", "imports", "exports", "rates", "bank_access", "lockdown", "border_open", "permit",
        "visa_pressure", "families_allowed", "levy_time", "worker_permits", "firm_closure", "missions",
        "executions", "political_shock", "policing", "sanctions", "route_price",
    ),
    "Reporting": ("press", "observation"),
}  # fmt: skip

_TOPIC_OF = {name: topic for topic, names in TOPICS.items() for name in names}


def topic_of(name: str) -> str:
    """The topic of a mechanism, observable, input, or of a parameter by its owner. Raises KeyError for others."""
    return _TOPIC_OF[name.partition(".")[0]]


def topics(claim: Claim) -> tuple[str, ...]:
    """The topics of all that stands for a claim, each once; none where nothing does."""
    stands = claim.represented_by
    names = (*stands.observable, *stands.mechanism, *stands.parameter, *stands.input)
    return tuple(dict.fromkeys(map(topic_of, names)))
