"""Each rule measures tables that can be counted by hand: two places, two periods, one number a year's end."""

from __future__ import annotations

import numpy as np
import pytest

from legation.base.calendar import monday
from legation.base.fixed import ONE
from legation.evidence import names
from legation.population.columns import INCOME_BINS
from legation.results import more_observables
from legation.results.more_observables import BASE, MORE
from legation.results.observables import Window
from tests.results.helpers import place, tables

DANDONG, BEIJING = place("Dandong"), place("Beijing")
BOTH = (DANDONG, BEIJING)
BY_NAME = {observable.name: observable for observable in MORE}


@pytest.fixture
def kept():
    """One world. Periods 130 and 131, in 2018 and 2019: 10 and 8 officials in Dandong, 30 in Beijing in both."""
    made = tables()
    made["posted"][0, 130:132, DANDONG] = 10, 8
    made["posted"][0, 130:132, BEIJING] = 30
    return made


def _measured(name, kept, periods, places):
    return BY_NAME[name].rule(kept, Window(slice(*periods), places))


def test_the_base_of_head_counts_holds_the_days_of_2013_to_2016():
    first, last = monday(BASE.start * 4), monday(BASE.stop * 4)
    assert (first.isoformat(), last.isoformat()) == ("2012-12-31", "2017-01-23")


def test_the_fall_of_posts_filled_is_a_share_of_their_mean_in_2013_to_2016(kept):
    kept["posted"][0, BASE, DANDONG] = 12
    kept["posted"][0, BASE, BEIJING] = 24
    assert _measured("posted_change", kept, (130, 132), (DANDONG,)) == pytest.approx([1 - 9 / 12])
    assert _measured("posted_change", kept, (131, 132), BOTH) == pytest.approx([1 - 38 / 36])  # it has risen
    kept["posted"][0, BASE.start, DANDONG] += 53  # one more in the mean over 53 periods
    assert _measured("posted_change", kept, (130, 132), (DANDONG,)) == pytest.approx([1 - 9 / 13])


def test_without_all_of_2013_to_2016_there_is_no_change_to_speak_of(kept):
    kept["posted"][0, BASE.start + 1 : BASE.stop, DANDONG] = 12
    assert np.isnan(_measured("posted_change", kept, (130, 132), (DANDONG,)))


def test_tenure_is_the_mean_over_officials_in_years(kept):
    kept["tenure"][0, 130, DANDONG], kept["tenure"][0, 130, BEIJING] = 520, 30 * 104  # 1 year each, 2 years each
    assert _measured("tenure_years", kept, (130, 131), (DANDONG,)) == [1]
    assert _measured("tenure_years", kept, (130, 131), BOTH) == pytest.approx([1.75])
    assert np.isnan(_measured("tenure_years", kept, (130, 131), (place("elsewhere"),)))


@pytest.mark.parametrize(("name", "column"), [("newcomers", "newcomers"), ("departures", "went_home")])
def test_who_comes_and_who_goes_is_counted_a_year(name, column, kept):
    kept[column][0, 120:146, DANDONG] = 1
    kept[column][0, 130, BEIJING] = 13
    assert _measured(name, kept, (120, 146), (DANDONG,)) == [13]  # 26 in two years
    assert _measured(name, kept, (120, 146), BOTH) == [19.5]


def test_sessions_are_weighted_by_who_is_posted(kept):
    kept["sessions"][0, 130, DANDONG], kept["sessions"][0, 130, BEIJING] = 3 * ONE, ONE
    assert _measured("sessions_per_week", kept, (130, 131), BOTH) == [1.5]  # 10 with three, 30 with one


def test_accounts_are_a_share_of_those_posted(kept):
    kept["with_account"][0, 130:132, DANDONG] = 5, 4
    kept["with_account"][0, 130:132, BEIJING] = 30
    assert _measured("account_share", kept, (130, 132), (DANDONG,)) == [0.5]
    assert _measured("account_share", kept, (130, 131), BOTH) == [0.875]


def test_who_met_the_quota_is_known_from_a_years_end_until_the_next(kept):
    """Years end with periods 129 and 142: 2 of 10 and then 1 of 8 in Dandong, 20 of 30 at first in Beijing."""
    kept["quota_asked"][0, [129, 142], DANDONG] = 10, 8
    kept["quota_met"][0, [129, 142], DANDONG] = 2, 1
    kept["quota_asked"][0, 129, BEIJING], kept["quota_met"][0, 129, BEIJING] = 30, 20
    for periods in ((129, 130), (130, 131), (135, 138), (141, 142), (120, 130)):
        assert _measured("quota_met_share", kept, periods, (DANDONG,)) == [0.2], periods
    assert _measured("quota_met_share", kept, (142, 143), (DANDONG,)) == [0.125]
    assert _measured("quota_met_share", kept, (130, 143), (DANDONG,)) == [0.125]
    assert _measured("quota_met_share", kept, (129, 143), (DANDONG,)) == pytest.approx([3 / 18])
    assert _measured("quota_met_share", kept, (131, 132), BOTH) == [0.55]
    assert np.isnan(_measured("quota_met_share", kept, (0, 12), BOTH))  # before the first year's end


def test_the_years_ends_of_the_rule_are_those_of_the_mechanism():
    """Week 51 is the last of the first year: it lies in period 12."""
    assert 51 // 4 == 12 == more_observables.PERIODS_PER_YEAR - 1


def test_levies_paid_are_a_share_of_what_was_asked(kept):
    kept["levy_asked"][0, 130:132, DANDONG] = 100_000, 300_000
    kept["levy_paid"][0, 130:132, DANDONG] = 100_000, 100_000
    assert _measured("levies_paid_share", kept, (130, 132), BOTH) == [0.5]
    assert np.isnan(_measured("levies_paid_share", kept, (132, 133), BOTH))  # no levy


def test_the_spread_of_what_is_left_adds_up_places_and_periods(kept):
    by_place = kept["left_bins"].reshape(1, -1, 7, INCOME_BINS)
    by_place[0, 130, DANDONG, 20], by_place[0, 131, DANDONG, 20], by_place[0, 131, BEIJING, 21] = 1, 2, 4
    spread = _measured("own_income_month_rmb", kept, (130, 132), BOTH)
    assert spread.shape == (1, INCOME_BINS)
    assert (spread[0, 20], spread[0, 21], spread.sum()) == (3, 4, 7)
    assert _measured("own_income_month_rmb", kept, (130, 132), (DANDONG,)).sum() == 3


def test_worlds_are_measured_each_for_itself():
    kept = tables(worlds=2)
    kept["levy_asked"][:, 130, DANDONG] = 4, 0
    kept["levy_paid"][0, 130, DANDONG] = 1
    assert _measured("levies_paid_share", kept, (130, 131), BOTH).tolist() == [0.25, pytest.approx(np.nan, nan_ok=True)]


@pytest.mark.parametrize("observable", MORE, ids=lambda observable: observable.name)
def test_an_observable_has_a_name_of_the_ledger_and_needs_a_part_of_the_model(observable):
    assert observable.name in names.OBSERVABLES
    assert observable.needs in names.MECHANISMS
    assert observable.kind in ("flow", "level", "peak", "spread")
    assert observable.sentence.endswith(".")
    assert not observable.sensitive
    assert 0 < observable.widest < 1 or observable.widest > 1
