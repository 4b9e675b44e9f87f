"""Trade: what an official earns in a week, and that every cent of it comes from customers."""

import pytest

from legation.base.chance import LUCK
from legation.base.fixed import ONE
from legation.base.money import CUSTOMERS, OFFICIALS
from legation.mechanisms import trade
from legation.population.columns import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import columns, luck, rows, this_week

# 1,000 dollars a week; a quarter without an account; ties from 1/2, whole after 8 weeks; no luck; alert costs half.
P = trade.Parameters(
    median_margin=100_000,
    margin_without_account=ONE // 4,
    relations_start=ONE // 2,
    relations_full=8,
    deal_luck=0,
    income_lost=ONE // 2,
)


def _three_officials(**changed):
    given = {
        "place_first": [0, 2, 3],
        "market": [ONE, 2 * ONE],
        "bank_access": [ONE, 0],
        "alert": [0, ONE],
        "status": [POSTED, POSTED, POSTED],
        "skill": [ONE, 3 * ONE, ONE],
        "week_posted": [-8, 8, -100],
        "savings": [0, 5, 7],
        "earned": [1, 0, 0],
        "trade_income": [0, 10],
        "accounts": [0, 12, 0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand():
    """In week 8.

    first   usual market, account, median skill, full ties:       100,000 cents
    second  the same place, thrice the skill, half ties:          100,000 × 3 × 1/2 = 150,000
    third   twice the market, no account, half the time for it:   100,000 × 2 × 1/4 × 1/2 = 25,000
    """
    c = _three_officials()
    trade.run(this_week(8), P, **c)
    assert rows(c["savings"]) == [100_000, 150_005, 25_007]
    assert rows(c["earned"]) == [100_001, 150_000, 25_000]
    assert rows(c["trade_income"]) == [250_000, 25_010]
    assert rows(c["accounts"]) == [-275_000, 275_012, 0]
    assert (CUSTOMERS, OFFICIALS) == (0, 1)


@pytest.mark.parametrize("status", [VACANT, SUMMONED])
def test_who_is_not_at_the_post_earns_nothing(status):
    c = _three_officials(status=[status, POSTED, status])
    trade.run(this_week(8), P, **c)
    assert rows(c["savings"]) == [0, 150_005, 7]
    assert rows(c["accounts"]) == [-150_000, 150_012, 0]


def test_without_trade_nobody_earns():
    c = _three_officials(market=[0, 0])
    trade.run(this_week(8), P, **c)
    assert rows(c["savings"]) == [0, 5, 7]


@pytest.mark.parametrize(
    ("bank_access", "alert", "margin"),
    [
        (ONE, 0, 100_000),
        (0, 0, 25_000),
        (ONE // 2, 0, 62_500),  # halfway between a quarter and the whole
        (ONE, ONE, 50_000),
        (ONE, ONE // 2, 75_000),
        (0, ONE, 12_500),
    ],
)
def test_the_usual_margin_falls_with_accounts_and_alert(bank_access, alert, margin):
    assert trade.usual_margin(P, ONE, bank_access, alert) == margin


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
        bank_access=[ONE, ONE],
        alert=[0, 0],
        status=[POSTED] * 4,
        skill=[ONE] * 4,
        week_posted=[-100] * 4,
        savings=[0] * 4,
        earned=[0] * 4,
        trade_income=[0, 0],
        accounts=[0, 0, 0],
    )
    trade.run(this_week(8), P._replace(deal_luck=ONE), **c)
    poor, rich = (100_000 * trade.deal_size(luck, ONE) >> 16 for luck in (0, LUCK - 1))
    assert rows(c["savings"]) == [poor, poor, poor, rich]


def test_the_mean_of_many_deals_is_the_usual_margin():
    """10**5 officials of median skill with full ties: mean 100,000 cents; a lognormal whose log has sd 1 has an sd of
    sqrt(e - 1) = 1.31 means, so the mean spreads by 1.31 / sqrt(10**5) = 0.41 %. Allowed are 4 of these."""
    posts = 100_000
    c = columns(status=[POSTED] * posts, skill=[ONE] * posts, week_posted=[-100] * posts)
    money = columns(savings=[0] * posts, earned=[0] * posts)
    cents = trade.earn(this_week(8), P._replace(deal_luck=ONE), 0, 100_000, **c, **money)
    assert cents == sum(money["savings"].store.values) == sum(money["earned"].store.values)
    assert abs(cents / posts / 100_000 - 1) < 4 * 0.0041
