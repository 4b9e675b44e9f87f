"""Observables of people, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from legation.base.calendar import monday
from legation.observation.observables.people import BASE
from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured, place


def test_posted_officials_are_the_mean_over_periods_of_all_places(history):
    assert measured("posted_officials", history, (5, 7), BOTH) == [39]  # (40 + 38) / 2
    assert measured("posted_officials", history, (5, 7), (DANDONG,)) == [9]
    assert measured("posted_officials", history, (4, 6), (DANDONG,)) == [5]


def test_overstayers_are_a_share_of_those_posted(later):
    later["overstayed"][0, 130:132, DANDONG], later["overstayed"][0, 130, BEIJING] = (5, 4), 21
    assert measured("overstayed_share", later, (130, 132), (DANDONG,)) == [0.5]
    assert measured("overstayed_share", later, (130, 131), BOTH) == [0.65]
    assert np.isnan(measured("overstayed_share", later, (130, 131), (place("elsewhere"),)))


def test_the_base_of_head_counts_holds_the_days_of_2013_to_2016():
    first, last = monday(BASE.start * 4), monday(BASE.stop * 4)
    assert (first.isoformat(), last.isoformat()) == ("2012-12-31", "2017-01-23")


def test_the_fall_of_posts_filled_is_a_share_of_their_mean_in_2013_to_2016(later):
    later["posted"][0, BASE, DANDONG] = 12
    later["posted"][0, BASE, BEIJING] = 24
    assert measured("posted_change", later, (130, 132), (DANDONG,)) == pytest.approx([1 - 9 / 12])
    assert measured("posted_change", later, (131, 132), BOTH) == pytest.approx([1 - 38 / 36])  # it has risen
    later["posted"][0, BASE.start, DANDONG] += 53  # one more in the mean over 53 periods
    assert measured("posted_change", later, (130, 132), (DANDONG,)) == pytest.approx([1 - 9 / 13])


def test_without_all_of_2013_to_2016_there_is_no_change_to_speak_of(later):
    later["posted"][0, BASE.start + 1 : BASE.stop, DANDONG] = 12
    assert np.isnan(measured("posted_change", later, (130, 132), (DANDONG,)))


def test_tenure_is_the_mean_over_officials_in_years(later):
    later["tenure"][0, 130, DANDONG], later["tenure"][0, 130, BEIJING] = 520, 30 * 104  # 1 year each, 2 years each
    assert measured("tenure_years", later, (130, 131), (DANDONG,)) == [1]
    assert measured("tenure_years", later, (130, 131), BOTH) == pytest.approx([1.75])
    assert np.isnan(measured("tenure_years", later, (130, 131), (place("elsewhere"),)))


@pytest.mark.parametrize(
    ("name", "column"),
    [("newcomers", "newcomers"), ("departures", "went_home"), ("branches_closed", "branches_closed")],
)
def test_who_comes_and_who_goes_is_counted_a_year(name, column, later):
    later[column][0, 120:146, DANDONG] = 1
    later[column][0, 130, BEIJING] = 13
    assert measured(name, later, (120, 146), (DANDONG,)) == [13]  # 26 in two years
    assert measured(name, later, (120, 146), BOTH) == [19.5]


def test_posts_given_up_are_the_mean_over_periods_of_all_places(later):
    later["posts_given_up"][0, 130:132, DANDONG], later["posts_given_up"][0, 131, BEIJING] = (3, 5), 4
    assert measured("posts_given_up", later, (130, 132), (DANDONG,)) == [4]
    assert measured("posts_given_up", later, (130, 132), BOTH) == [6]  # (3 + 9) / 2
