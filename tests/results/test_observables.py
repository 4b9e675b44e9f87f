"""Each rule measures tables that can be counted by hand: two places, two periods."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from legation.base.calendar import LAST_MONDAY, WEEKS, monday
from legation.base.fixed import ONE
from legation.evidence import names
from legation.mechanisms import WEEK
from legation.population.census import BIN_FLOORS
from legation.population.columns import INCOME_BINS
from legation.results import observables
from legation.results.observables import (
    BY_NAME,
    OBSERVABLES,
    PLACE_AND_PERIOD,
    YEAR,
    YEAR_AND_REGION,
    Window,
)
from tests.results.helpers import place, tables

DANDONG, BEIJING = place("Dandong"), place("Beijing")
BOTH = (DANDONG, BEIJING)


@pytest.fixture
def kept():
    """One world. Periods 5 and 6: 10 and 8 officials in Dandong, 30 in Beijing in both; nobody before or elsewhere."""
    made = tables()
    made["posted"][0, 5:7, DANDONG] = 10, 8
    made["posted"][0, 5:7, BEIJING] = 30
    return made


def _measured(name, kept, periods, places):
    return BY_NAME[name].rule(kept, Window(slice(*periods), places))


def test_posted_officials_are_the_mean_over_periods_of_all_places(kept):
    assert _measured("posted_officials", kept, (5, 7), BOTH) == [39]  # (40 + 38) / 2
    assert _measured("posted_officials", kept, (5, 7), (DANDONG,)) == [9]
    assert _measured("posted_officials", kept, (4, 6), (DANDONG,)) == [5]


def test_trade_income_is_dollars_per_posted_official_and_year(kept):
    kept["trade_income"][0, 5:7, DANDONG] = 120_000, 60_000  # 1,800 dollars over 18 official-periods
    assert _measured("trade_income", kept, (5, 7), (DANDONG,)) == pytest.approx([1800 / 18 * 13])
    assert _measured("trade_income", kept, (5, 7), BOTH) == pytest.approx([1800 / 78 * 13])


def test_levels_are_weighted_by_who_is_posted_and_read_as_shares_of_one(kept):
    kept["alert"][0, 5, DANDONG], kept["alert"][0, 5, BEIJING] = ONE, 0
    kept["market"][0, 5, DANDONG], kept["market"][0, 5, BEIJING] = 2 * ONE, ONE
    assert _measured("alert", kept, (5, 6), BOTH) == [0.25]  # 10 of 40 under full alert
    assert _measured("trade_index", kept, (5, 6), BOTH) == [1.25]
    assert _measured("alert", kept, (5, 6), (place("elsewhere"),)) == [0]  # nobody there, and no division by nobody


def test_the_edges_of_the_spread_are_those_of_the_census():
    edges = observables.income_edges_usd()
    assert len(edges) == INCOME_BINS + 1
    assert (np.floor(edges[1:INCOME_BINS] * 100) == BIN_FLOORS[1:INCOME_BINS]).all()


def test_the_spread_of_incomes_adds_up_places_and_periods(kept):
    by_place = kept["income_bins"].reshape(1, -1, 7, INCOME_BINS)
    by_place[0, 5, DANDONG, 20], by_place[0, 6, DANDONG, 20], by_place[0, 6, BEIJING, 21] = 1, 2, 4
    spread = _measured("margin_month_rmb", kept, (5, 7), BOTH)
    assert spread.shape == (1, INCOME_BINS)
    assert (spread[0, 20], spread[0, 21], spread.sum()) == (3, 4, 7)


def test_flows_are_a_year_and_peaks_are_the_highest_week(kept):
    kept["fled"][0, 0:26, DANDONG] = 1
    kept["fled"][0, 3, BEIJING] = 13
    kept["clampdowns"][0, 0:13, DANDONG] = 2
    kept["fled_in_a_week"][0, [2, 3], 0] = 1, 9
    assert _measured("flights", kept, (0, 26), (DANDONG,)) == [13]  # 26 in two years
    assert _measured("flights", kept, (0, 13), BOTH) == [26]
    assert _measured("clampdowns", kept, (0, 26), BOTH) == [13]
    assert _measured("flights_in_busiest_week", kept, (0, 26), BOTH) == [9]
    assert _measured("flights_in_busiest_week", kept, (0, 3), BOTH) == [1]


def test_worlds_are_measured_each_for_itself():
    kept = tables(worlds=2)
    kept["fled"][:, 0, DANDONG] = 1, 2
    assert _measured("flights", kept, (0, 13), BOTH).tolist() == [1, 2]


def test_a_window_holds_every_period_that_a_day_of_it_lies_in():
    # Week 0 is 5 January 2009, so period 0 ends on 1 February and period 1 on 1 March.
    assert observables.window(date(2009, 1, 5), date(2009, 2, 1), ()).periods == slice(0, 1)
    assert observables.window(date(2009, 2, 1), date(2009, 2, 2), ()).periods == slice(0, 2)


def test_days_are_covered_only_by_periods_that_were_simulated_to_the_full():
    first, last = date(2009, 2, 2), date(2009, 3, 1)  # period 1: weeks 4 to 7
    assert observables.covered((first, last), 4, 7)
    assert observables.covered((date(2009, 2, 20), date(2009, 2, 20)), 4, 7)
    assert not observables.covered((first, last), 4, 6)
    assert not observables.covered((first, last), 5, 20)
    assert not observables.covered((date(2009, 2, 20), date(2009, 2, 20)), 5, 20)
    assert not observables.covered((date(2009, 2, 1), last), 4, 20)


def test_the_last_period_of_the_record_is_incomplete_and_never_measured():
    assert WEEKS % 4
    assert not observables.covered((LAST_MONDAY, LAST_MONDAY), 0, WEEKS - 1)
    last_complete = monday(WEEKS // 4 * 4 - 1)
    assert observables.covered((last_complete, last_complete), 0, WEEKS - 1)


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
        "alert", "clampdowns", "flights_in_busiest_week"}  # fmt: skip


def test_head_counts_leave_in_steps():
    assert all(observable.step for observable in OBSERVABLES if observable.unit == "persons")
