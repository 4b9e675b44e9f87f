"""Where and when to measure: the periods of a scope, and what was simulated of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from legation.base.calendar import LAST_DAY, WEEKS
from legation.observation.scopes import (
    LEVEL,
    YEAR,
    Scope,
    covered,
    flow_total,
    fraction,
    income_edges_usd,
    observable,
    per_year,
    scope_of_days,
    share,
)
from legation.population.census import BIN_FLOORS
from legation.population.codes import INCOME_BINS


def test_a_declared_function_is_named_and_explained_by_itself_and_has_the_topic_of_the_vocabulary():
    @observable(unit="workers", kind=LEVEL, needs="labour", resolution=YEAR)
    def worker_stock(history, scope):
        """Workers abroad,
        whoever posted them.

        Counted once.
        """
        return flow_total(history, "workers", scope)

    assert worker_stock[:5] == ("worker_stock", "Money", "workers", LEVEL, "Workers abroad, whoever posted them.")
    assert (worker_stock.needs, worker_stock.resolution, worker_stock.annual_only) == ("labour", YEAR, False)
    counts = {"workers": np.array([[[1, 2], [3, 4]]])}
    assert worker_stock.rule(counts, Scope(slice(0, 2), (1,))) == [6]


def test_an_observable_that_the_vocabulary_lacks_is_refused():
    with pytest.raises(AssertionError, match=r"weather is not among the observables of vocabulary\.toml"):

        @observable(unit="degrees", kind=LEVEL, needs="environment", resolution=YEAR)
        def weather(history, scope):
            return flow_total(history, "weather", scope)


def test_a_flow_is_counted_a_year_and_a_share_is_of_another_flow():
    history = {"a": np.array([[[1, 1], [2, 3]], [[5, 5], [1, 1]]]), "b": np.array([[[2, 2], [2, 2]], [[9, 9], [0, 0]]])}
    assert per_year(history, "a", Scope(slice(0, 2), (0,))).tolist() == pytest.approx([3 * 6.5, 6 * 6.5])
    found = fraction(history, "a", "b", Scope(slice(1, 2), (0, 1)))
    assert found[0] == 1.25 and np.isnan(found[1])


def test_the_edges_of_the_spread_are_those_of_the_census():
    edges = income_edges_usd()
    assert len(edges) == INCOME_BINS + 1
    assert (np.floor(edges[1:INCOME_BINS] * 100) == BIN_FLOORS[1:INCOME_BINS]).all()


def test_a_scope_holds_the_periods_whose_middle_it_holds():
    # Week 0 is 5 January 2009, so the middle of period 0 is 19 January, and that of period 1 is 16 February.
    assert scope_of_days(date(2009, 1, 19), date(2009, 1, 19), ()).periods == slice(0, 1)
    assert scope_of_days(date(2009, 1, 19), date(2009, 2, 16), ()).periods == slice(0, 2)
    assert scope_of_days(date(2009, 1, 20), date(2009, 2, 16), ()).periods == slice(1, 2)
    assert scope_of_days(date(2009, 1, 19), date(2009, 2, 15), ()).periods == slice(0, 1)


def test_days_that_hold_no_middle_are_those_of_the_period_in_which_their_own_is():
    assert scope_of_days(date(2009, 1, 20), date(2009, 1, 25), ()).periods == slice(0, 1)
    assert scope_of_days(date(2009, 2, 2), date(2009, 2, 3), ()).periods == slice(1, 2)
    assert scope_of_days(date(2009, 1, 31), date(2009, 2, 5), ()).periods == slice(1, 2)


@pytest.mark.parametrize("year", range(2009, 2026))
def test_a_year_is_thirteen_periods_and_seldom_fourteen_none_of_which_two_years_share(year):
    own, following = (scope_of_days(date(at, 1, 1), date(at, 12, 31), ()) for at in (year, year + 1))
    assert own.length in (13, 14) and own.periods.stop == following.periods.start


def test_days_are_covered_only_by_periods_that_were_simulated_to_the_full():
    first, last = date(2009, 2, 2), date(2009, 3, 1)  # period 1: weeks 4 to 7
    assert covered((first, last), 4, 7)
    assert covered((date(2009, 2, 20), date(2009, 2, 20)), 4, 7)
    assert not covered((first, last), 4, 6)
    assert not covered((first, last), 5, 20)
    assert not covered((date(2009, 2, 20), date(2009, 2, 20)), 5, 20)
    assert not covered((date(2009, 1, 19), last), 4, 20)


def test_the_last_year_of_the_record_can_be_measured():
    assert WEEKS % 4 == 0
    for first in (date(2025, 1, 1), date(2025, 12, 1), LAST_DAY):
        assert covered((first, LAST_DAY), 0, WEEKS - 1)
    assert not covered((date(2025, 1, 1), date(2026, 12, 31)), 0, WEEKS - 1)


def test_a_share_of_nobody_is_no_number():
    assert np.array_equal(share(np.array([1, 0]), np.array([4, 0])), [0.25, np.nan], equal_nan=True)
