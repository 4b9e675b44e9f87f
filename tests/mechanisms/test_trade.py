"""Trade: what an official earns in a week, and that every cent of it comes from customers."""

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE
from legation.kernel.money import CUSTOMERS, OFFICIALS
from legation.mechanisms import trade
from legation.population.codes import BORROWED, NO_ACCOUNT, OWN, POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, luck, rows, this_week

# 1,000 dollars a week; a quarter without an account, half with a borrowed one; ties from 1/2, whole after 8 weeks; no
# luck.
P = trade.Parameters(
    median_margin=100_000,
    margin_without_account=ONE // 4,
    margin_borrowed=ONE // 2,
    relations_start=ONE // 2,
    relations_full=8,
    deal_luck=0,
)


def _three_officials(**changed):
    given = {
        "place_first": [0, 2, 3],
        "market": [ONE, 2 * ONE],
        "free_time": [ONE, ONE // 2],
        "travel": [ONE, ONE],
        "status": [POSTED, POSTED, POSTED],
        "account": [OWN, BORROWED, NO_ACCOUNT],
        "skill": [ONE, 3 * ONE, ONE],
        "week_posted": [-8, 8, -100],
        "savings": [0, 5, 7],
        "earned": [1, 0, 0],
        "trailing": [13, 0, 0],
        "trade_income": [0, 10],
        "looked_back": [1],
        "accounts": [0, 12, 0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand():
    """In week 8.

    first   usual market, account, median skill, full ties:       100,000 cents
    second  a borrowed name, thrice the skill, half ties:         100,000 × 1/2 × 3 × 1/2 = 75,000
    third   twice the market, no account, half the time for it:   100,000 × 2 × 1/4 × 1/2 = 25,000
    """
    c = _three_officials()
    act(trade, this_week(8), P, c)
    assert rows(c["savings"]) == [100_000, 75_005, 25_007]
    assert rows(c["earned"]) == [100_001, 75_000, 25_000]
    assert rows(c["trade_income"]) == [175_000, 25_010]
    assert rows(c["accounts"]) == [-200_000, 200_012, 0]
    assert rows(c["trailing"]) == [13, 0, 0]  # It is not the last week of a period.
    assert (CUSTOMERS, OFFICIALS) == (0, 1)


def test_who_was_ordered_home_earns_until_the_day_of_going():
    c, usual = _three_officials(status=[SUMMONED] * 3), _three_officials()
    act(trade, this_week(8), P, c)
    act(trade, this_week(8), P, usual)
    assert rows(c["savings"]) == rows(usual["savings"])


def test_a_vacant_post_earns_nothing():
    c = _three_officials(status=[VACANT, POSTED, VACANT])
    act(trade, this_week(8), P, c)
    assert rows(c["savings"]) == [0, 75_005, 7]
    assert rows(c["accounts"]) == [-75_000, 75_012, 0]


def test_limits_on_travel_take_their_part_of_what_sessions_leave():
    """The third earns 100,000 × 2 × 1/4 × 1/2 × 1/2 = 12,500; the others are where travel is free."""
    c = _three_officials(travel=[ONE, ONE // 2])
    act(trade, this_week(8), P, c)
    assert rows(c["savings"]) == [100_000, 75_005, 12_507]


def test_without_trade_nobody_earns():
    c = _three_officials(market=[0, 0])
    act(trade, this_week(8), P, c)
    assert rows(c["savings"]) == [0, 5, 7]


@pytest.mark.parametrize(
    ("market", "free_time", "margin"),
    [
        (ONE, ONE, 100_000),
        (0, ONE, 0),
        (2 * ONE, ONE, 200_000),
        (ONE, 3 * ONE // 4, 75_000),
        (ONE // 2, ONE // 2, 25_000),
    ],
)
def test_the_usual_margin_follows_trade_and_time(market, free_time, margin):
    assert trade.usual_margin(P, market, free_time) == margin


@pytest.mark.parametrize(("account", "share"), [(OWN, 4), (BORROWED, 2), (NO_ACCOUNT, 1)])
def test_the_account_decides_what_is_left_of_the_margin(account, share):
    c = _three_officials(account=[account] * 3)
    act(trade, this_week(8), P, c)
    assert rows(c["earned"]) == [1 + 25_000 * share, 37_500 * share, 25_000 * share]


@pytest.mark.parametrize(
    ("trailing", "earned", "later"),
    [(0, 0, 0), (0, 5, 5), (13, 0, 13), (14, 0, 13), (27, 3, 28), (1_301, 100, 1_301)],
)
def test_a_thirteenth_of_the_years_income_is_forgotten_each_period(trailing, earned, later):
    assert trade.of_a_year(trailing, earned) == later


def test_the_last_week_of_a_period_adds_up_what_it_earned():
    """In week 11 the first earns 100,000 and has 1 cent from before: 14 - 1 + 100,001. A vacant post only forgets."""
    c = _three_officials(status=[POSTED, VACANT, POSTED], trailing=[14, 131, 0])
    act(trade, this_week(11), P, c)
    assert rows(c["trailing"]) == [100_014, 121, 25_000]


def test_steady_income_is_remembered_as_the_closed_form_says():
    """After n periods 13 × (1 - (12/13)^n) times a period's income. The share that is forgotten is rounded down by less
    than one in 10,000 of itself, and what is forgotten by less than a cent a period, in all by less than 14."""
    trailing = 0
    for periods in range(1, 100):
        trailing = trade.of_a_year(trailing, 1_000_000)
        exact = 13_000_000 * (1 - (12 / 13) ** periods)
        assert exact - 1e-3 <= trailing <= 1.0001 * exact + 14


@pytest.mark.parametrize(("weeks", "ties"), [(0, 32_768), (1, 36_864), (7, 61_440), (8, ONE), (9, ONE), (700, ONE)])
def test_ties_grow_week_by_week_and_stop_when_whole(weeks, ties):
    assert trade.ties(P.relations_start, (ONE - P.relations_start) // P.relations_full, weeks) == ties


def test_without_luck_every_deal_is_of_the_usual_size():
    assert {trade.deal_size(luck, 0) for luck in (0, LUCK // 2, LUCK - 1)} == {ONE}


def test_more_luck_makes_larger_deals_and_half_luck_lies_halfway():
    """The least size is e^(-3.297 - 1/2) = 0.0224 of the mean, the largest e^(3.297 - 1/2) = 16.4 times."""
    least, most = trade.deal_size(0, ONE), trade.deal_size(LUCK - 1, ONE)
    assert least / ONE == pytest.approx(0.0224, abs=2e-4)
    assert most / ONE == pytest.approx(16.4, abs=0.1)
    sizes = [trade.deal_size(luck, ONE) for luck in range(0, LUCK, LUCK // 4096)]
    assert sizes == sorted(sizes)
    assert trade.deal_size(LUCK - 1, ONE // 2) == (ONE + most) // 2


def test_luck_reaches_the_official_whose_it_is(monkeypatch):
    """The second official of the second place is post 3."""
    monkeypatch.setattr(trade, "draw", luck(0, 0, 0, LUCK - 1))
    c = columns(
        place_first=[0, 2, 4],
        market=[ONE, ONE],
        free_time=[ONE, ONE],
        travel=[ONE, ONE],
        status=[POSTED] * 4,
        account=[OWN] * 4,
        skill=[ONE] * 4,
        week_posted=[-100] * 4,
        savings=[0] * 4,
        earned=[0] * 4,
        trailing=[0] * 4,
        trade_income=[0, 0],
        looked_back=[1],
        accounts=[0, 0, 0],
    )
    act(trade, this_week(8), P._replace(deal_luck=ONE), c)
    poor, rich = (100_000 * trade.deal_size(luck, ONE) >> 16 for luck in (0, LUCK - 1))
    assert rows(c["savings"]) == [poor, poor, poor, rich]


def test_the_mean_of_many_deals_is_the_usual_margin():
    """10**5 officials of median skill with full ties: mean 100,000 cents; a lognormal whose log has sd 1 has an sd of
    sqrt(e - 1) = 1.31 means, so the mean spreads by 1.31 / sqrt(10**5) = 0.41 %. Allowed are 4 of these."""
    posts = 100_000
    c = columns(status=[POSTED] * posts, account=[OWN] * posts, skill=[ONE] * posts, week_posted=[-100] * posts)
    money = columns(savings=[0] * posts, earned=[0] * posts)
    cents = trade.earn(this_week(8), P._replace(deal_luck=ONE), 0, 100_000, **c, **money)
    assert cents == sum(money["savings"].store.values) == sum(money["earned"].store.values)
    assert abs(cents / posts / 100_000 - 1) < 4 * 0.0041


def test_a_run_begins_with_a_year_of_usual_weeks_behind_each_post():
    """In week 8, of which the three earn 1,000, 750 and 250 dollars where luck is as usual; so in 52 weeks."""
    c = _three_officials(looked_back=[0], trailing=[0, 0, 0])
    act(trade, this_week(8), P._replace(deal_luck=ONE), c)
    assert rows(c["trailing"]) == [5_200_000, 3_900_000, 1_300_000]
    assert rows(c["looked_back"]) == [1]
    act(trade, this_week(12), P, c)
    assert rows(c["trailing"]) == [5_200_000, 3_900_000, 1_300_000]


def test_a_steady_income_keeps_the_year_that_a_run_begins_with():
    """With full ties the three earn 1,000, 1,500 and 250 dollars in each week; what is forgotten is rounded down."""
    c = _three_officials(looked_back=[0], trailing=[0, 0, 0], week_posted=[-100] * 3, earned=[0, 0, 0])
    for week in range(52):
        act(trade, this_week(week), P, c)
        if week % 4 == 3:
            c["earned"].store.values[:] = [0, 0, 0]
    for cents, exact in zip(rows(c["trailing"]), (5_200_000, 7_800_000, 1_300_000), strict=True):
        assert exact <= cents <= 1.0003 * exact
