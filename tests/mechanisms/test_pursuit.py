"""Pursuit: who is captured, who buys free, who is handed over and when, and where all money goes."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE
from legation.kernel.money import ACCOUNTS
from legation.mechanisms import pursuit
from legation.population.codes import ARRIVED, DETAINED, NO_JOURNEY, TRANSIT, UNDATED
from tests.mechanisms.by_hand import columns, rows, this_week

# A quarter is captured at first, three quarters at last; half of that from a mission; half may buy free for a dollar.
P = pursuit.Parameters(
    capture_early=ONE // 4,
    capture_late=ONE * 3 // 4,
    mission_risk=ONE // 2,
    bribe_share=ONE // 2,
    bribe_price=100,
    handover_weeks=4,
)


def _accounts(**held):
    cents = [held.get(account.name, 0) for account in ACCOUNTS]
    cents[0] = -sum(cents)
    return cents


def _luck(captured, bribe=LUCK - 1):
    """A `draw` by question: luck of capture by post, and of a bribe."""

    def draw(now, why, who):
        return captured[who] if why == pursuit.CAPTURED else bribe

    return draw


def _three_journeys(**changed):
    given = {
        "place": [0, 0, 1],
        "policing": [0, 0],
        "border_open": [ONE, ONE],
        "journey_post": [2, 0, 1, 0],
        "journey_overland": [1, 1, 1, 0],
        "journeys_used": [3],
        "journey_status": [TRANSIT, TRANSIT, TRANSIT, NO_JOURNEY],
        "journey_due": [30, 30, 31, 30],
        "journey_cents": [500, 70, 9, 0],
        "captured": [5, 6],
        "forced_returns": [0, 0],
        "arrived": [0, 1],
        "under_way": [9, 9],
        "detained": [9, 9],
        "accounts": _accounts(travellers=579),
    }
    return columns(**(given | changed))


def test_three_journeys_by_hand(monkeypatch):
    """In week 30. Policing is early, so luck below a quarter means capture; nobody may buy free.

    first   of post 2, thus of the second place: luck of a quarter, reaches safety with 500 cents
    second  of post 0: luck just below, loses 70 cents and waits for at least four weeks
    third   of post 1: due next week
    """
    monkeypatch.setattr(pursuit, "draw", _luck([LUCK // 4 - 1, 0, LUCK // 4]))
    c = _three_journeys()
    pursuit.run(this_week(30), P, **c)
    assert rows(c["journey_status"]) == [ARRIVED, DETAINED, TRANSIT, NO_JOURNEY]
    assert rows(c["journey_due"]) == [UNDATED, 34, 31, 30]
    assert rows(c["journey_cents"]) == [0, 0, 9, 0]
    assert (rows(c["captured"]), rows(c["arrived"])) == ([6, 6], [0, 2])
    assert (rows(c["under_way"]), rows(c["detained"])) == ([1, 0], [1, 0])
    assert rows(c["forced_returns"]) == [0, 0]
    assert rows(c["accounts"]) == _accounts(travellers=9, abroad=500, authorities=70)


@pytest.mark.parametrize(
    ("policing", "overland", "eighths"),
    [(0, 1, 2), (ONE, 1, 6), (ONE // 2, 1, 4), (0, 0, 1), (ONE, 0, 3)],
)
def test_capture_follows_policing_and_is_rarer_from_a_mission(policing, overland, eighths):
    assert pursuit.capture(P, policing, overland) == ONE * eighths // 8


def test_policing_may_also_have_made_capture_rarer():
    assert pursuit.capture(P._replace(capture_early=ONE, capture_late=0), ONE // 4, 1) == ONE * 3 // 4


@pytest.mark.parametrize(
    ("cents", "policing", "chance"),
    [(100, 0, ONE // 2), (99, 0, 0), (100, ONE // 2, ONE // 4), (10**9, ONE, 0)],
)
def test_a_bribe_needs_its_price_and_fades_with_policing(cents, policing, chance):
    assert pursuit.bribe(P, policing, cents) == chance


@pytest.mark.parametrize(
    ("bribe", "status", "authorities", "abroad"),
    [(LUCK // 2 - 1, ARRIVED, 100, 400), (LUCK // 2, DETAINED, 500, 0)],
)
def test_who_buys_free_pays_once_and_reaches_safety(bribe, status, authorities, abroad, monkeypatch):
    monkeypatch.setattr(pursuit, "draw", _luck([0, 0, 0], bribe))
    c = _three_journeys(journeys_used=[1], accounts=_accounts(travellers=500))
    pursuit.run(this_week(30), P, **c)
    assert c["journey_status"][0] == status
    assert rows(c["captured"]) == [5, 6 + (status == DETAINED)]
    assert rows(c["arrived"]) == [0, 1 + (status == ARRIVED)]
    assert rows(c["accounts"]) == _accounts(authorities=authorities, abroad=abroad)


def test_who_cannot_be_captured_pays_no_bribe(monkeypatch):
    monkeypatch.setattr(pursuit, "draw", _luck([0, 0, 0], 0))
    c = _three_journeys(journeys_used=[1], accounts=_accounts(travellers=500))
    pursuit.run(this_week(30), P._replace(capture_early=0), **c)
    assert rows(c["accounts"]) == _accounts(abroad=500)


@pytest.mark.parametrize(
    ("week", "border_open", "status"),
    [(29, ONE, DETAINED), (30, ONE, NO_JOURNEY), (30, 1, NO_JOURNEY), (30, 0, DETAINED), (200, 0, DETAINED)],
)
def test_the_captured_are_handed_over_when_it_is_time_and_the_border_open(week, border_open, status):
    c = _three_journeys(
        journeys_used=[1],
        journey_status=[DETAINED, NO_JOURNEY, NO_JOURNEY, NO_JOURNEY],
        journey_cents=[0, 0, 0, 0],
        border_open=[0, border_open],
    )
    pursuit.run(this_week(week), P, **c)
    gone = status == NO_JOURNEY
    assert c["journey_status"][0] == status
    assert rows(c["forced_returns"]) == [0, gone]
    assert rows(c["detained"]) == [0, not gone]
    assert rows(c["captured"]) == [5, 6]


def test_a_handover_is_never_in_the_week_of_capture(monkeypatch):
    monkeypatch.setattr(pursuit, "draw", _luck([0, 0, 0]))
    c = _three_journeys(journeys_used=[1])
    p = P._replace(handover_weeks=0)
    pursuit.run(this_week(30), p, **c)
    assert (c["journey_status"][0], rows(c["detained"]), rows(c["forced_returns"])) == (DETAINED, [0, 1], [0, 0])
    pursuit.run(this_week(31), p, **c)
    assert (c["journey_status"][0], rows(c["detained"]), rows(c["forced_returns"])) == (NO_JOURNEY, [0, 0], [0, 1])


def test_who_has_arrived_is_left_alone():
    c = _three_journeys(journeys_used=[1], journey_status=[ARRIVED, NO_JOURNEY, NO_JOURNEY, NO_JOURNEY])
    pursuit.run(this_week(30), P, **c)
    assert (c["journey_status"][0], c["journey_due"][0], rows(c["under_way"])) == (ARRIVED, 30, [0, 0])


def test_the_captured_are_binomial_and_half_of_those_with_money_buy_free():
    """Of 4,000 journeys overland a quarter is caught: 1,000 with sd 27.4. Half of these have the price, and half of
    them buy free: 3 in 16 of all stay captured, 750 with sd 24.7. Allowed are 4 sd."""
    size, share = 4_000, 3 / 16
    none = ("captured", "forced_returns", "arrived", "under_way", "detained", "policing", "border_open")
    c = columns(
        **{name: [0] for name in none},
        place=[0] * size,
        journey_post=list(range(size)),
        journey_overland=[1] * size,
        journeys_used=[size],
        journey_status=[TRANSIT] * size,
        journey_due=[0] * size,
        journey_cents=[100 * (row % 2) for row in range(size)],
        accounts=_accounts(travellers=50 * size),
    )
    pursuit.run(this_week(), P, **c)
    captured, arrived = c["captured"][0], c["arrived"][0]
    assert abs(captured - size * share) < 4 * math.sqrt(size * share * (1 - share))
    assert captured + arrived == size
    assert (c["under_way"][0], c["detained"][0]) == (0, captured)
    held = dict(zip((account.name for account in ACCOUNTS), rows(c["accounts"]), strict=True))
    assert (held["travellers"], held["authorities"] + held["abroad"]) == (0, 50 * size)
