"""Flight: who leaves, which way, with whom, and what they take along. The example that tests of mechanisms follow."""

import math
from itertools import product

import numpy as np
import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE, RATE_ONE, powers_of_two, weekly_probability
from legation.kernel.money import ACCOUNTS
from legation.mechanisms import flight
from legation.population.codes import ARRIVED, NO_JOURNEY, POSTED, SUMMONED, TRANSIT, VACANT
from tests.mechanisms.by_hand import act, columns, group, luck, rows, this_week

# One flight in 64 weeks; four times that without a hostage (2^2), twice when prepared; alert takes away half. All go
# overland, nobody has credit, two relatives come along, and the way takes four to seven weeks.
P = flight.Parameters(
    attempts=RATE_ONE // 64,
    family_abroad=0,
    beta_hostage=2 * ONE,
    beta_prepared=ONE,
    deterrence=ONE // 2,
    overland=ONE,
    credit=0,
    relatives=2,
    transit_least=4,
    transit_most=7,
)
CHANCE = weekly_probability(RATE_ONE // 64)


def _accounts(**held):
    """What each account holds; customers gave it all."""
    cents = [held.get(account.name, 0) for account in ACCOUNTS]
    cents[0] = -sum(cents)
    return cents


def _three_officials(**changed):
    """Ways cost one dollar a person here, and two in the second place."""
    given = {
        "place": [0, 0, 1],
        "branch": [0, 0, 1],
        "family_home": [1, 1, 0],
        "push": [0, 0, 0],
        "push_most": [0],
        "prepared": [0, 0, 0],
        "opportunity": [ONE, ONE],
        "alert": [0, 0],
        "route_price": [66, 132],
        "status": [POSTED, POSTED, SUMMONED],
        "savings": [100, 250, 700],
        "hidden": [7, 50, 20],
        "earned": [10, 20, 30],
        "spent": [4, 5, 6],
        "paid": [1, 2, 3],
        "leaving": [0, 0, 0],
        "journey_status": [TRANSIT, NO_JOURNEY, ARRIVED, NO_JOURNEY, NO_JOURNEY],
        "journey_post": [9, 9, 9, 0, 0],
        "journey_persons": [9, 9, 9, 0, 0],
        "journey_overland": [0, 0, 0, 0, 0],
        "journey_due": [5, 6, 7, 0, 0],
        "journey_cents": [11, 0, 0, 0, 0],
        "journeys_used": [3],
        "unanswered": [0, 4],
        "unanswered_groups": [0, 1],
        "fled_from": [0, 3],
        "posted": [50, 0],
        "flights_seen": [104, 0],
        "fled": [1, 0],
        "fled_overland": [1, 0],
        "fled_in_a_week": [1],
        "route_paid": [0, 3],
        "accounts": _accounts(officials=1_050, hidden=77, travellers=11),
        "overflow": [0],
        "saturated": [0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand(monkeypatch):
    """In week 30. Prices, rounded down: 66/65536 of 100,000 cents is 100; 132/65536 is 201.

    first   leaves overland for 100 of 107 cents; the luckiest time on the way is the least, four weeks
    second  is lucky enough to stay
    third   no relative is held, so the chance is four times as high; three persons go for 603 of 720 cents; luck of
            4 times the chance of 1/64, less a little, is 1/16 of the four times: again four weeks
    Colleagues have seen 104, of which 51 of 52 parts are left, rounded down twice: 101. One of 50 is two in a hundred;
    where nobody was counted, one of one.
    Rows 1 and 3 were free, and are given out in the order of posts.
    """
    high = weekly_probability(RATE_ONE // 16)
    monkeypatch.setattr(flight, "draw", luck(0, LUCK - 1, high - 1))
    c = _three_officials()
    act(flight, this_week(30, posts=3), P, c)
    assert rows(c["status"]) == [VACANT, POSTED, VACANT]
    assert [rows(c[name]) for name in ("savings", "hidden", "earned", "spent", "paid", "leaving")] == [
        [0, 250, 0],
        [0, 50, 0],
        [0, 20, 0],
        [0, 5, 0],
        [0, 2, 0],
        [0, 0, 0],
    ]
    assert rows(c["journey_status"]) == [TRANSIT, TRANSIT, ARRIVED, TRANSIT, NO_JOURNEY]
    assert rows(c["journey_post"]) == [9, 0, 9, 2, 0]
    assert rows(c["journey_persons"]) == [9, 1, 9, 3, 0]
    assert rows(c["journey_overland"]) == [0, 1, 0, 1, 0]
    assert rows(c["journey_due"]) == [5, 34, 7, 34, 0]
    assert rows(c["journey_cents"]) == [11, 7, 0, 117, 0]
    assert rows(c["journeys_used"]) == [4]
    assert rows(c["accounts"]) == _accounts(officials=250, hidden=50, brokers=703, travellers=135)
    assert rows(c["flights_seen"]) == [101 + 2 * ONE, 100 * ONE]
    assert rows(c["unanswered"]) == [1, 5]
    assert rows(c["unanswered_groups"]) == [0, 2]
    assert rows(c["fled_from"]) == [1, 4]
    assert (rows(c["fled"]), rows(c["fled_overland"])) == ([2, 1], [2, 1])
    assert rows(c["route_paid"]) == [100, 606]
    assert rows(c["fled_in_a_week"]) == [2]
    assert (rows(c["overflow"]), rows(c["saturated"])) == ([0], [0])


@pytest.mark.parametrize(("drawn", "status"), [(CHANCE - 1, VACANT), (CHANCE, POSTED)])
def test_an_official_leaves_if_luck_lies_below_the_chance(drawn, status, monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(drawn, LUCK - 1, LUCK - 1))
    c = _three_officials()
    act(flight, this_week(posts=3), P, c)
    assert c["status"][0] == status


def test_nobody_leaves_a_vacant_post(monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(0, 0, 0))
    c = _three_officials(status=[VACANT] * 3)
    act(flight, this_week(posts=3), P, c)
    assert rows(c["status"]) == [VACANT] * 3
    assert rows(c["accounts"]) == _accounts(officials=1_050, hidden=77, travellers=11)
    assert rows(c["fled"]) == [1, 0]


def test_the_busiest_week_stays_if_this_one_is_quieter(monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(0, LUCK - 1, LUCK - 1))
    c = _three_officials(fled_in_a_week=[2])
    act(flight, this_week(posts=3), P, c)
    assert rows(c["fled_in_a_week"]) == [2]


@pytest.mark.parametrize(
    ("savings", "hidden", "credit", "status"),
    [
        (100, 0, 0, VACANT),  # the price, to the cent
        (60, 40, 0, VACANT),  # money in secret counts
        (60, 39, 0, POSTED),
        (60, 39, 1, VACANT),
        (0, 0, 1, VACANT),
    ],
)
def test_who_lacks_the_price_goes_on_credit_or_not_at_all(savings, hidden, credit, status, monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(0, LUCK - 1, LUCK - 1))
    money = {"savings": [savings, 0, 0], "hidden": [hidden, 0, 0]}
    c = _three_officials(**money, accounts=_accounts(officials=savings, hidden=hidden, travellers=11))
    act(flight, this_week(posts=3), P._replace(credit=credit), c)
    assert c["status"][0] == status
    gone = status == VACANT
    assert rows(c["route_paid"]) == [min(savings + hidden, 100) * gone, 3]
    assert rows(c["leaving"]) == [0, 0, 0]
    assert c["journey_cents"][1] == 0


def test_refuge_in_the_city_costs_nothing(monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(0, LUCK - 1, LUCK - 1))
    c = _three_officials(savings=[0, 0, 0], hidden=[9, 0, 0], accounts=_accounts(hidden=9, travellers=11))
    act(flight, this_week(posts=3), P._replace(overland=0), c)
    assert (c["status"][0], c["fled_overland"][0], c["route_paid"][0], c["journey_cents"][1]) == (VACANT, 1, 0, 9)
    assert (c["fled"][0], c["journey_overland"][1]) == (2, 0)


@pytest.mark.parametrize(("relatives", "groups"), [(0, 0), (1, 0), (2, 1), (3, 1)])
def test_three_persons_or_more_are_a_group(relatives, groups, monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(0, LUCK - 1, LUCK - 1))
    c = _three_officials(family_home=[0, 1, 1], savings=[1_000, 0, 0], accounts=_accounts(officials=1_000, hidden=77))
    act(flight, this_week(posts=3), P._replace(relatives=relatives), c)
    assert c["unanswered_groups"][0] == groups
    assert (c["journey_persons"][1], c["route_paid"][0]) == (1 + relatives, 100 * (1 + relatives))


def test_without_a_free_row_the_alarm_goes_off_and_no_money_moves(monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(0, LUCK - 1, 0))
    c = _three_officials(
        journey_status=[TRANSIT, ARRIVED],
        **{name: [0, 0] for name in ("journey_post", "journey_persons", "journey_overland", "journey_due")},
        journey_cents=[11, 0],
        journeys_used=[2],
    )
    act(flight, this_week(posts=3), P, c)
    assert rows(c["overflow"]) == [2]
    assert rows(c["accounts"]) == _accounts(officials=1_050, hidden=77, travellers=11)
    assert rows(c["leaving"]) == [0, 0, 0]


@pytest.mark.parametrize(
    ("push", "prepared", "family_home", "opportunity", "alert", "of_h0"),
    [
        (0, 0, 1, ONE, 0, 1),
        (0, 0, 0, ONE, 0, 4),  # nobody held at home: 2^2
        (0, 1, 1, ONE, 0, 2),
        (3 * ONE, 0, 1, ONE, 0, 8),
        (3 * ONE, 1, 0, ONE, 0, 64),  # the powers add up: 2^(3 + 1 + 2)
        (0, 0, 1, ONE // 2, 0, 1 / 2),
        (0, 0, 1, 0, 0, 0),
        (0, 0, 1, ONE, ONE, 1 / 2),
        (0, 0, 1, ONE, ONE // 2, 3 / 4),
        (0, 0, 0, ONE // 4, ONE, 1 / 2),  # 4 × 1/4 × 1/2
    ],
)
def test_the_rate_is_a_product_worked_out_by_hand(push, prepared, family_home, opportunity, alert, of_h0):
    assert flight.rate(P, push, prepared, family_home, opportunity, alert) == P.attempts * of_h0


@pytest.mark.parametrize(
    ("abroad", "hostage", "part"),
    [
        (0, 2 * ONE, 1),
        (ONE // 4, 0, 1),
        (ONE // 4, 2 * ONE, 4 / 7),  # 3/4 + 4/4
        (ONE // 2, ONE, 2 / 3),
        (ONE, 2 * ONE, 1 / 4),
        (ONE, -ONE, 2),
    ],
)
def test_the_mean_over_officials_with_and_without_relatives_at_home_is_what_attempts_says(abroad, hostage, part):
    p = P._replace(family_abroad=abroad, beta_hostage=hostage)
    reference = flight.reference_rate(p)
    assert reference == int(P.attempts * part)
    mean = (ONE - abroad) * reference + abroad * flight.rate(p, 0, 0, 0, ONE, 0)
    assert abs(mean / ONE - P.attempts) <= 4


def test_the_reference_rate_stops_at_one_a_week():
    assert flight.reference_rate(P._replace(attempts=RATE_ONE, family_abroad=ONE, beta_hostage=-7 * ONE)) == RATE_ONE


def test_a_steady_rate_is_seen_as_it_is():
    """One of 100 officials flees every 26 weeks: two a year, per hundred. Each week rounds down by less than 1."""
    flights_seen = [0]
    for week in range(52 * 20):
        flight.forget_flights(flights_seen)
        flights_seen[0] += flight.sight(100) * (week % 26 == 0)
    assert 2 * ONE * 0.75 < flights_seen[0] < 2 * ONE * 1.25


def test_powers_never_fall_as_they_grow_so_no_chance_exceeds_its_majorant():
    """Each step of a rate never falls with its factor: shares and shifts by their form, powers as counted here."""
    sizes = powers_of_two(np.arange(-18 * ONE, 31 * ONE, dtype=np.int64))
    assert (np.diff(sizes) >= 0).all()


H0 = (0, 1, 2_065, RATE_ONE // 64, RATE_ONE)
POWERS = (-20 * ONE, -ONE, 0, 1, 15 * ONE - 1, 15 * ONE, 15 * ONE + 1, 30 * ONE, 2**21)


def test_a_raised_rate_never_falls_with_its_power_nor_exceeds_eight_a_week():
    for h0 in H0:
        found = [flight.raised(h0, power) for power in POWERS]
        assert found == sorted(found)
        assert max(found) <= 8 * RATE_ONE
    assert flight.raised(2_065, 30 * ONE) == flight.raised(RATE_ONE, 4 * ONE) == 8 * RATE_ONE
    assert flight.raised(RATE_ONE, 3 * ONE - 1) < 8 * RATE_ONE


def test_a_strongly_raised_rate_is_exact_to_one_part_in_two_thousand():
    """2,065 is the least rate in use, one in 20,000 years; 2^20 of it are 2.17e9."""
    assert abs(flight.raised(2_065, 20 * ONE) - 2_065 * 2**20) <= 2_065 * 2**20 // 2_000


@pytest.mark.parametrize("hostage", [-ONE, 0, 2 * ONE])
@pytest.mark.parametrize("prepares", [-ONE, 0, ONE])
def test_no_rate_exceeds_the_highest(hostage, prepares):
    p = P._replace(beta_hostage=hostage, beta_prepared=prepares)
    for most in (0, 5, 3 * ONE, 2**20):
        highest = flight.highest_rate(p, most)
        pushes, shares = {0, most // 2, most}, (0, 1, ONE // 3, ONE)
        for push, prepared, home, opportunity, alert in product(pushes, (0, 1), (0, 1), shares, shares):
            assert flight.rate(p, push, prepared, home, opportunity, alert) <= highest


def test_the_highest_rate_is_somebodys():
    assert flight.highest_rate(P, ONE) == flight.rate(P, ONE, 1, 0, ONE, 0) == 16 * P.attempts


def test_a_push_above_the_strongest_is_noticed(monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(LUCK - 1, LUCK - 1, LUCK - 1))
    c = _three_officials(push=[4 * ONE, 0, 0])
    act(flight, this_week(posts=3), P, c)
    assert rows(c["saturated"]) == [1]


def test_full_deterrence_at_full_alert_stops_every_flight():
    assert flight.rate(P._replace(deterrence=ONE), 20 * ONE, 1, 0, ONE, ONE) == 0


@pytest.mark.parametrize(("drawn", "weeks"), [(0, 4), (LUCK // 4 - 1, 4), (LUCK // 4, 5), (LUCK - 1, 7)])
def test_a_way_takes_from_the_least_time_to_the_most(drawn, weeks, monkeypatch):
    monkeypatch.setattr(flight, "draw", luck(drawn))
    c = _three_officials()
    flight.set_out(this_week(30), P, 0, 3, 55, group("departures", c), group("progress", c))
    begun = [c[f"journey_{name}"][3] for name in ("status", "post", "overland", "due", "cents")]
    assert begun == [TRANSIT, 0, 1, 30 + weeks, 55]
    assert rows(c["journeys_used"]) == [4]


def _crowd(posts):
    """As many officials as asked for in one place, all with family at home and a dollar; ways cost nothing."""
    one_each = ("family_home", "savings")
    none = ("place", "branch", "push", "prepared", "hidden", "earned", "spent", "paid", "leaving", "fled_from")
    counts = ("push_most", "alert", "route_price", "journeys_used", "unanswered", "unanswered_groups", "fled")
    counts += ("flights_seen", "fled_overland", "fled_in_a_week", "route_paid", "overflow", "saturated")
    return columns(
        **{name: [1] * posts for name in one_each},
        **{name: [0] * posts for name in none},
        **{f"journey_{name}": [0] * posts for name in ("status", "post", "persons", "overland", "due", "cents")},
        **{name: [0] for name in counts},
        status=[POSTED] * posts,
        posted=[posts],
        opportunity=[ONE],
        accounts=_accounts(officials=posts),
    )


def test_flights_in_a_week_are_binomial_and_ways_are_split_by_share():
    """Of 3,000, a share of 1 - e^(-1/16) = 0.0606 leaves: 182 with sd 13.1; of them a quarter overland. Allowed are
    4 sd."""
    posts, p = 3_000, P._replace(attempts=RATE_ONE // 16, overland=ONE // 4)
    c = _crowd(posts)
    act(flight, this_week(posts=posts), p, c)
    chance = -math.expm1(-1 / 16)
    fled = c["fled"][0]
    assert abs(fled - posts * chance) < 4 * math.sqrt(posts * chance * (1 - chance))
    assert abs(c["fled_overland"][0] - fled / 4) < 4 * math.sqrt(fled * 3 / 16)
    assert fled == c["unanswered"][0] == c["fled_in_a_week"][0] == sum(rows(c["journey_cents"]))
    assert c["unanswered_groups"][0] == 0
    left = [post for post in range(posts) if c["status"][post] == VACANT]
    assert rows(c["journey_post"])[:fled] == left  # in the order of posts
    assert sum(rows(c["journey_overland"])) == c["fled_overland"][0]


def test_who_is_left_after_half_a_year_is_what_the_closed_form_says():
    """Of 500, a share of e^(-26/64) = 0.6661 stays for 26 weeks: 333 with sd 10.5. Allowed are 4 sd."""
    posts, stays = 500, math.exp(-26 / 64)
    c = _crowd(posts)
    for week in range(26):
        act(flight, this_week(week, posts=posts), P, c)
    left = sum(rows(c["status"]))
    assert abs(left - posts * stays) < 4 * math.sqrt(posts * stays * (1 - stays))
    assert left == posts - c["fled"][0] == posts - c["journeys_used"][0]


def test_a_way_lasts_the_mean_of_its_least_and_most():
    """Uniform over 4, 5, 6, 7 weeks: mean 5.5, sd 1.118; of some 180 journeys the mean has sd 0.083. Allowed are
    4 sd."""
    posts = 3_000
    c = _crowd(posts)
    act(flight, this_week(posts=posts), P._replace(attempts=RATE_ONE // 16), c)
    weeks = rows(c["journey_due"])[: c["fled"][0]]
    assert set(weeks) == {4, 5, 6, 7}
    assert abs(sum(weeks) / len(weeks) - 5.5) < 4 * math.sqrt(1.25 / len(weeks))
