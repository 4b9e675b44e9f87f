"""Where and when to measure: the periods of a window, and what was simulated of them."""

from __future__ import annotations

from datetime import date

import numpy as np

from legation.base.calendar import LAST_MONDAY, WEEKS, monday
from legation.observation.scopes import covered, income_edges_usd, share, window
from legation.population.census import BIN_FLOORS
from legation.population.codes import INCOME_BINS


def test_the_edges_of_the_spread_are_those_of_the_census():
    edges = income_edges_usd()
    assert len(edges) == INCOME_BINS + 1
    assert (np.floor(edges[1:INCOME_BINS] * 100) == BIN_FLOORS[1:INCOME_BINS]).all()


def test_a_window_holds_every_period_that_a_day_of_it_lies_in():
    # Week 0 is 5 January 2009, so period 0 ends on 1 February and period 1 on 1 March.
    assert window(date(2009, 1, 5), date(2009, 2, 1), ()).periods == slice(0, 1)
    assert window(date(2009, 2, 1), date(2009, 2, 2), ()).periods == slice(0, 2)


def test_days_are_covered_only_by_periods_that_were_simulated_to_the_full():
    first, last = date(2009, 2, 2), date(2009, 3, 1)  # period 1: weeks 4 to 7
    assert covered((first, last), 4, 7)
    assert covered((date(2009, 2, 20), date(2009, 2, 20)), 4, 7)
    assert not covered((first, last), 4, 6)
    assert not covered((first, last), 5, 20)
    assert not covered((date(2009, 2, 20), date(2009, 2, 20)), 5, 20)
    assert not covered((date(2009, 2, 1), last), 4, 20)


def test_the_last_period_of_the_record_is_incomplete_and_nevermeasured():
    assert WEEKS % 4
    assert not covered((LAST_MONDAY, LAST_MONDAY), 0, WEEKS - 1)
    last_complete = monday(WEEKS // 4 * 4 - 1)
    assert covered((last_complete, last_complete), 0, WEEKS - 1)


def test_a_share_of_nobody_is_no_number():
    assert np.array_equal(share(np.array([1, 0]), np.array([4, 0])), [0.25, np.nan], equal_nan=True)
