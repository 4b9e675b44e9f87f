"""Side work: what a gap between deals and quota pays and takes, and that every cent comes from side customers."""

import pytest

from legation.base.calendar import WEEKS_PER_YEAR
from legation.kernel.fixed_point import ONE
from legation.kernel.money import ACCOUNTS, OFFICIALS, SIDE_CUSTOMERS
from legation.mechanisms import side_work
from legation.mechanisms.shared.people import quotas_per_cent
from legation.population.codes import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, rows, this_week

# 50 dollars a week and half of the time without any deals; quotas of 100, 300 and 500 dollars a week.
P = side_work.Parameters(
    income_at_full_gap=5_000, time_at_full_gap=ONE // 2, quota_low=10_000, quota_middle=30_000, quota_high=50_000
)
LAST_WEEK = 3  # of the first period
YEAR = WEEKS_PER_YEAR


def _three_officials(**changed):
    accounts = [0] * len(ACCOUNTS)
    accounts[OFFICIALS] = 12
    given = {
        "place_first": [0, 2, 3],
        "quota_type": [0, 1, 2],
        "status": [POSTED, POSTED, POSTED],
        "trailing": [0, 3 * YEAR * 30_000 // 4, YEAR * 50_000],
        "savings": [5, 7, 0],
        "earned": [0, 0, 1],
        "side_share": [0, 0, 9],
        "side_income": [3, 0],
        "accounts": accounts,
    }
    return columns(**(given | changed))


def test_three_officials_by_hand():
    """Four weeks at most bring 200 dollars.

    first   earned nothing within a year: 200 dollars, and half of the time
    second  three quarters of the quota: a quarter of both
    third   met the quota with deals: nothing
    """
    c = _three_officials()
    act(side_work, this_week(LAST_WEEK), P, c)
    assert rows(c["savings"]) == [20_005, 5_007, 0]
    assert rows(c["earned"]) == [20_000, 5_000, 1]
    assert rows(c["side_share"]) == [ONE // 2, ONE // 8, 0]
    assert rows(c["side_income"]) == [25_003, 0]
    assert (c["accounts"][SIDE_CUSTOMERS], c["accounts"][OFFICIALS]) == (-25_000, 25_012)


def test_who_was_ordered_home_works_on():
    c, usual = _three_officials(status=[SUMMONED] * 3), _three_officials()
    act(side_work, this_week(LAST_WEEK), P, c)
    act(side_work, this_week(LAST_WEEK), P, usual)
    assert rows(c["savings"]) == rows(usual["savings"])


def test_it_never_brings_in_more_than_a_low_quota_lacks():
    """At most 200 dollars in four weeks; the quota of them is 40, of which a half is lacking."""
    c = _three_officials(trailing=[YEAR * 500, 0, 0], quota_type=[0, 0, 0])
    act(side_work, this_week(LAST_WEEK), P._replace(quota_low=1_000), c)
    assert rows(c["savings"])[0] == 5 + 2_000


def test_at_a_vacant_post_nobody_works():
    c = _three_officials(status=[VACANT] * 3, side_share=[ONE] * 3)
    act(side_work, this_week(LAST_WEEK), P, c)
    assert rows(c["savings"]) == [5, 7, 0]
    assert rows(c["side_share"]) == [0, 0, 0]


@pytest.mark.parametrize("week", [0, 1, 2, 4, 5, 6])
def test_it_is_paid_in_the_last_week_of_a_period(week):
    c = _three_officials(side_share=[4, 5, 6])
    act(side_work, this_week(week), P, c)
    assert rows(c["savings"]) == [5, 7, 0]
    assert rows(c["side_share"]) == [4, 5, 6]


@pytest.mark.parametrize(
    ("income", "weekly", "gap"),
    [(0, 100, ONE), (52, 100, ONE - 655), (2_600, 100, ONE // 2), (5_200, 100, 0), (5_201, 100, 0), (9, 0, 0)],
)
def test_the_gap_is_what_income_lacks_of_a_years_quota(income, weekly, gap):
    """1/100 of 65,536 is 655.36, so 655 of the gap are filled."""
    assert side_work.gap(income, YEAR * weekly, quotas_per_cent(weekly)) == gap


@pytest.mark.parametrize("weekly", [1, 7, 19_231, 96_154, 1_923_077])
def test_the_gap_is_exact_or_one_too_small(weekly):
    year = YEAR * weekly
    for income in {0, 1, year // 3, year // 2 + 1, year - 1, year, year + 1, 10**12}:
        exact = ONE - min(income, year) * ONE // year
        assert side_work.gap(income, year, quotas_per_cent(weekly)) in (max(exact - 1, 0), exact)


def test_income_falls_as_a_line_and_never_fills_the_gap():
    """With Y a year at most and a quota of Q above it, income T from deals and side work come to T + Y (1 - T / Q):
    more with every cent of T, at least Y, and below Q until deals alone meet it. Allowed is a cent in four weeks."""
    year = YEAR * 10_000
    for tenths in range(11):
        trailing = year * tenths // 10
        c = _three_officials(trailing=[trailing, 0, 0], quota_type=[0, 0, 0], savings=[0, 0, 0])
        act(side_work, this_week(LAST_WEEK), P, c)
        exact = 20_000 * (1 - tenths / 10)
        assert exact - 1 <= c["savings"][0] <= exact + 1
        assert trailing + 13 * c["savings"][0] <= year
