"""The list of observables: each is named, explained, and says how finely it may leave."""

from __future__ import annotations

import pytest

from legation.evidence import names
from legation.mechanisms import WEEK
from legation.results.observables import BY_NAME, OBSERVABLES
from legation.results.windows import PLACE_AND_PERIOD, YEAR, YEAR_AND_REGION


@pytest.mark.parametrize("observable", OBSERVABLES, ids=lambda observable: observable.name)
def test_an_observable_has_a_name_of_the_ledger_and_needs_a_part_of_the_model(observable):
    # What the model is told, such as the course of trade, is shown; claims can't point to it.
    assert observable.name in names.OBSERVABLES or observable.name == "trade_index"
    assert observable.needs in (*WEEK, "founding")
    assert observable.kind in ("flow", "level", "peak", "spread")
    assert observable.sentence.endswith(".")
    assert 0 < observable.widest < 1 or observable.widest > 1
    assert observable.finest in (PLACE_AND_PERIOD, YEAR_AND_REGION, YEAR)


def test_flight_is_sensitive_and_control_leaves_by_year_only():
    assert {name for name, one in BY_NAME.items() if one.sensitive} == {"flights", "flights_in_busiest_week"}
    assert BY_NAME["flights"].finest == YEAR_AND_REGION
    assert {name for name, one in BY_NAME.items() if one.finest == YEAR} == {
        "alert", "clampdowns", "sessions_per_week", "flights_in_busiest_week",
        "posted_change", "newcomers", "departures"}  # fmt: skip


def test_head_counts_and_who_comes_and_goes_leave_in_steps():
    """Together they would otherwise give away who fled: those who left are who came less the change in head-count."""
    counted = ("persons", "persons a year")
    assert all(one.step for one in OBSERVABLES if one.unit in counted and not one.sensitive)
