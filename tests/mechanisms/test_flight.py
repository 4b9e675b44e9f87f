"""Flight: who leaves, what they take along, and how many do. The example that tests of mechanisms follow."""

import math

import pytest

from legation.base.chance import LUCK
from legation.base.fixed import ONE, RATE_ONE, within_a_week
from legation.base.money import ACCOUNTS, CUSTOMERS, HIDDEN, LEAVERS, OFFICIALS
from legation.mechanisms import flight
from legation.population.columns import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import columns, luck, rows, this_week

# One flight in 64 weeks; four times that without a hostage (2^2); alert takes away half.
P = flight.Parameters(h0=RATE_ONE // 64, beta_hostage=2 * ONE, deterrence=ONE // 2)
CHANCE = within_a_week(RATE_ONE // 64)


def _accounts(officials, hidden, leavers=0):
    """What each account holds; customers gave it all."""
    held = [0] * len(ACCOUNTS)
    held[OFFICIALS], held[HIDDEN], held[LEAVERS] = officials, hidden, leavers
    held[CUSTOMERS] = -sum(held)
    return held


def _three_officials(**changed):
    given = {
        "place": [0, 0, 1],
        "family_home": [1, 1, 1],
        "opportunity": [ONE, ONE],
        "alert": [0, 0],
        "status": [POSTED, POSTED, POSTED],
        "savings": [100, 250, 30],
        "hidden": [7, 50, 0],
        "earned": [10, 20, 30],
        "spent": [4, 5, 6],
        "paid": [1, 2, 3],
        "unanswered": [0, 4],
        "fled": [1, 0],
        "fled_in_a_week": [1],
        "accounts": _accounts(380, 57),
        "saturated": [0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand(monkeypatch):
    """The first and the third are unlucky enough; the second stays. They take 100 + 30 cents, and 7 hidden ones."""
    monkeypatch.setattr(flight, "draw", luck(0, LUCK - 1, CHANCE - 1))
    c = _three_officials()
    flight.run(this_week(posts=3), P, **c)
    assert rows(c["status"]) == [VACANT, POSTED, VACANT]
    assert rows(c["savings"]) == [0, 250, 0]
    assert rows(c["hidden"]) == [0, 50, 0]
    assert rows(c["earned"]) == [0, 20, 0]
    assert rows(c["spent"]) == [0, 5, 0]
    assert rows(c["paid"]) == [0, 2, 0]
    assert rows(c["unanswered"]) == [1, 5]
    assert rows(c["fled"]) == [2, 1]
    assert rows(c["fled_in_a_week"]) == [2]
    assert rows(c["accounts"]) == [-437, 250, 50, 0, 0, 0, 137]
    assert (CUSTOMERS, OFFICIALS, HIDDEN, LEAVERS) == (0, 1, 2, 6)
    assert rows(c["saturated"]) == [0]


@pytest.mark.parametrize(("drawn", "status"), [(CHANCE - 1, VACANT), (CHANCE, POSTED)])
def test_an_official_leaves_if_luck_lies_below_the_chance(drawn, status, monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(drawn, LUCK - 1, LUCK - 1))
    c = _three_officials()
    flight.run(this_week(posts=3), P, **c)
    assert c["status"][0] == status


@pytest.mark.parametrize("status", [VACANT, SUMMONED])
def test_who_is_not_at_the_post_cannot_leave_it(status, monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(0, 0, 0))
    c = _three_officials(status=[status] * 3)
    flight.run(this_week(posts=3), P, **c)
    assert rows(c["status"]) == [status] * 3
    assert rows(c["savings"]) == [100, 250, 30]
    assert rows(c["hidden"]) == [7, 50, 0]
    assert rows(c["accounts"]) == _accounts(380, 57)
    assert rows(c["fled"]) == [1, 0]


def test_the_busiest_week_stays_if_this_one_is_quieter(monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(0, LUCK - 1, LUCK - 1))
    c = _three_officials(fled_in_a_week=[2])
    flight.run(this_week(posts=3), P, **c)
    assert rows(c["fled_in_a_week"]) == [2]


@pytest.mark.parametrize(
    ("family_home", "opportunity", "alert", "of_h0"),
    [
        (1, ONE, 0, 1),
        (0, ONE, 0, 4),  # nobody held at home: 2^2
        (1, ONE // 2, 0, 1 / 2),
        (1, 0, 0, 0),
        (1, ONE, ONE, 1 / 2),
        (1, ONE, ONE // 2, 3 / 4),
        (0, ONE // 4, ONE, 1 / 2),  # 4 × 1/4 × 1/2
    ],
)
def test_the_rate_is_a_product_worked_out_by_hand(family_home, opportunity, alert, of_h0):
    assert flight.rate(P, family_home, opportunity, alert) == P.h0 * of_h0


def test_no_rate_exceeds_the_highest():
    highest = flight.highest_rate(P)
    assert highest == 4 * P.h0
    for family_home in (0, 1):
        for opportunity in (0, 1, ONE // 3, ONE):
            for alert in (0, 1, ONE // 3, ONE):
                assert flight.rate(P, family_home, opportunity, alert) <= highest


def test_full_deterrence_at_full_alert_stops_every_flight():
    assert flight.rate(P._replace(deterrence=ONE), 0, ONE, ONE) == 0


def _crowd(posts):
    """As many officials as asked for in one place, all with family at home."""
    return columns(
        place=[0] * posts,
        family_home=[1] * posts,
        opportunity=[ONE],
        alert=[0],
        status=[POSTED] * posts,
        savings=[1] * posts,
        hidden=[0] * posts,
        earned=[0] * posts,
        spent=[0] * posts,
        paid=[0] * posts,
        unanswered=[0],
        fled=[0],
        fled_in_a_week=[0],
        accounts=_accounts(posts, 0),
        saturated=[0],
    )


def test_flights_in_a_week_are_binomial():
    """Of 50,000, a share of 1 - e^(-1/64) = 0.0155 leaves: 775 with sd 27.6. Allowed are 4 sd."""
    posts = 50_000
    c = _crowd(posts)
    flight.run(this_week(posts=posts), P, **c)
    chance = -math.expm1(-1 / 64)
    assert abs(c["fled"][0] - posts * chance) < 4 * math.sqrt(posts * chance * (1 - chance))
    assert c["fled"][0] == c["unanswered"][0] == c["fled_in_a_week"][0] == c["accounts"][LEAVERS]


def test_who_is_left_after_a_year_is_what_the_closed_form_says():
    """Of 2,000, a share of e^(-52/64) = 0.4437 stays for 52 weeks: 887 with sd 22.2. Allowed are 4 sd."""
    posts, stays = 2_000, math.exp(-52 / 64)
    c = _crowd(posts)
    for week in range(52):
        flight.run(this_week(week, posts=posts), P, **c)
    left = sum(rows(c["status"]))
    assert abs(left - posts * stays) < 4 * math.sqrt(posts * stays * (1 - stays))
    assert left == posts - c["fled"][0]
