"""Inputs: from months and days to weeks, in whole numbers."""

from datetime import date

import numpy as np
import pytest

from legation.base.calendar import WEEKS, monday, week_of
from legation.base.faults import ScenarioError
from legation.base.places import PLACES
from legation.evidence.series import trade_months
from legation.kernel.elementary import Floats
from legation.kernel.units import to_machine
from legation.scenario.inputs import DAYS, SERIES, by_day, recorded_months, weekly
from tests.scenario.helpers import BASE, policy, scenario


def every_month(value) -> dict[date, float]:
    return {date(year, month, 1): value(year, month) for year in range(2009, 2026) for month in range(1, 13)}


def everywhere(daily: Floats) -> Floats:
    return np.repeat(daily[:, None], len(PLACES), axis=1)


def test_a_month_counts_relative_to_the_mean_month_of_2013():
    """100 in each month of 2013 and 50 in all others: 1 in 2013, one half elsewhere."""
    rows = weekly(everywhere(by_day(every_month(lambda year, month: 100.0 if year == 2013 else 50.0))))
    assert rows[week_of(date(2013, 6, 3)), 0] == 1
    assert rows[week_of(date(2020, 6, 1)), 0] == 0.5


def test_a_week_across_two_months_is_weighted_by_days():
    """Monday 30 September to Sunday 6 October 2013: one day of September, six of October."""
    amounts = every_month(lambda year, month: 2.0 if (year, month) == (2014, 10) else 1.0)
    rows = weekly(everywhere(by_day(amounts)))
    week = week_of(date(2014, 9, 29))
    assert monday(week) == date(2014, 9, 29)
    assert rows[week, 0] == pytest.approx((2 * 1 + 5 * 2) / 7)


def test_the_last_week_counts_only_the_days_of_the_record():
    """29 to 31 December 2025 are three days; the first of 2026 are no part of the record."""
    rows = weekly(everywhere(np.ones(DAYS)))
    assert rows.shape == (WEEKS, len(PLACES))
    assert np.all(rows == 1)


def test_rows_become_whole_numbers_out_of_65_536():
    rows = to_machine("share", np.array([[0.25, 1.0]]))
    assert rows.dtype == np.int64
    assert rows.tolist() == [[16_384, 65_536]]


@pytest.mark.parametrize("series", SERIES)
def test_a_series_of_the_record_has_mean_one_in_2013(series):
    daily = by_day(recorded_months(series))
    first = (date(2013, 1, 1) - monday(0)).days
    year = [daily[first + day] for day in range(365)]
    months = {row.month: getattr(row, SERIES[series]) for row in trade_months() if row.month.year == 2013}
    assert year[0] == pytest.approx(12 * months[date(2013, 1, 1)] / sum(months.values()))
    assert sum(year) / 365 == pytest.approx(1, abs=0.02)  # Months of more days weigh a little more.


def test_policies_may_not_push_an_input_out_of_its_unit(tmp_path):
    text = BASE + policy("gone", "value = -0.5\nfrom = 2017-07-17", effect="plus")
    assert scenario(tmp_path, text).input_rows()["bank_access"].min() == 32_768
    with pytest.raises(ScenarioError, match=r"found -0\.5 in Yanji on 2018-01-01, after all policies"):
        scenario(tmp_path, text + policy("more", "value = -1\nfrom = 2018-01-01", effect="plus", where="Yanji"))
