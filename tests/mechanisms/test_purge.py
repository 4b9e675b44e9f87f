"""Purge: who is ordered home when a faction falls, and how fear rises and fades."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import KEEP_ONE, ONE
from legation.mechanisms import purge
from legation.population.codes import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, luck, rows, this_week

# Half of the fear is left after a week; others are frightened by a quarter; half of the linked are called, to go
# between 2 and 8 weeks later.
P = purge.Parameters(
    fear_half_life=KEEP_ONE // 2,
    frightens=purge.PURGES,
    everyone=ONE // 4,
    summoned=ONE // 2,
    order_least=2,
    order_most=8,
)


def _three_officials(**changed):
    given = {
        "place_first": [0, 2, 3],
        "linked": [1, 0, 1],
        "purge": [ONE, ONE // 2],
        "shock": [0, ONE],
        "status": [POSTED] * 3,
        "week_due": [-1, -1, -1],
        "purge_ordered": [4, 0],
        "purged": [0],
        "fear_linked": [ONE // 8],
        "fear_all": [ONE // 2],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand(monkeypatch):
    """In week 257; the purge is at half strength in the second place.

    first   linked, luck of 3/8 below the chance of 1/2: called. 3/8 of 7 weeks, rounded down, is 2: goes in 257 + 2 + 2
    second  not linked
    third   linked, luck of 3/8, but the chance is 1/4 there: stays
    Fear of the linked: half of 1/8, and 1. Of all: half of 1/2, and a quarter of the purge.
    """
    monkeypatch.setattr(purge, "draw", luck(LUCK * 3 // 8, 0, LUCK * 3 // 8))
    c = _three_officials()
    act(purge, this_week(257), P, c)
    assert rows(c["status"]) == [SUMMONED, POSTED, POSTED]
    assert rows(c["week_due"]) == [261, -1, -1]
    assert rows(c["purge_ordered"]) == [5, 0]
    assert rows(c["fear_linked"]) == [ONE + ONE // 16]
    assert rows(c["fear_all"]) == [ONE // 2]
    assert rows(c["purged"]) == [1]


@pytest.mark.parametrize(("drawn", "status"), [(LUCK // 2 - 1, SUMMONED), (LUCK // 2, POSTED)])
def test_a_linked_official_is_called_if_luck_lies_below_the_chance(drawn, status, monkeypatch):
    monkeypatch.setattr(purge, "draw", luck(drawn, 0, LUCK - 1))
    c = _three_officials()
    act(purge, this_week(257), P, c)
    assert c["status"][0] == status


@pytest.mark.parametrize("status", [VACANT, SUMMONED])
def test_only_who_is_posted_is_called(status, monkeypatch):
    monkeypatch.setattr(purge, "draw", luck(0, 0, 0))
    c = _three_officials(status=[status] * 3)
    act(purge, this_week(257), P, c)
    assert rows(c["status"]) == [status] * 3
    assert rows(c["week_due"]) == [-1] * 3
    assert rows(c["purge_ordered"]) == [4, 0]


def test_a_week_without_a_purge_calls_nobody_and_a_shock_is_no_purge(monkeypatch):
    monkeypatch.setattr(purge, "draw", luck(0, 0, 0))
    c = _three_officials(purge=[0, 0])
    act(purge, this_week(257), P, c)
    assert rows(c["status"]) == [POSTED] * 3
    assert rows(c["fear_linked"]) == [ONE // 16]
    assert rows(c["fear_all"]) == [ONE // 4]
    assert rows(c["purged"]) == [0]


@pytest.mark.parametrize(("purged", "shock", "of_purges", "of_shocks"), [(ONE, 0, 2, 1), (0, ONE, 1, 2), (0, 0, 1, 1)])
def test_everybody_fears_purges_or_in_the_other_form_shocks(purged, shock, of_purges, of_shocks):
    """Half of 1/2 is left; a quarter comes on top."""
    for form, quarters in ((purge.PURGES, of_purges), (purge.SHOCKS, of_shocks)):
        c = _three_officials(purge=[purged, 0], shock=[shock, 0])
        act(purge, this_week(257), P._replace(frightens=form), c)
        assert rows(c["fear_all"]) == [quarters * ONE // 4]


def test_what_has_fallen_stays_fallen():
    c = _three_officials(purge=[0, 0], purged=[1])
    act(purge, this_week(257), P, c)
    assert rows(c["purged"]) == [1]


@pytest.mark.parametrize(
    ("fear", "fright", "next_week"),
    [(0, 0, 0), (1, 0, 0), (0, ONE, ONE), (4 * ONE, ONE, 3 * ONE), (4 * ONE, 3 * ONE, 4 * ONE)],
)
def test_fear_fades_by_its_half_life_and_stops_at_four_shocks(fear, fright, next_week):
    assert purge.next_fear(P, fear, fright) == next_week


def test_after_its_half_life_half_of_the_fear_is_left():
    """Kept 0.5^(1/78) a week for 78 weeks; each week rounds down by less than 1 out of 2**16."""
    keep = round(0.5 ** (1 / 78) * KEEP_ONE)
    fear = ONE
    for _ in range(78):
        fear = purge.next_fear(P._replace(fear_half_life=keep), fear, 0)
    assert ONE // 2 - 78 < fear <= ONE // 2


def test_calls_are_binomial_and_delays_are_even():
    """Of 12,000 linked, a chance of 0.3 calls 3,600 with sd 50.2. Delays of 2 to 8 weeks have a mean of 5 and an sd
    of 2, so their mean has sd 2 / sqrt(3,600) = 0.033. Allowed are 4 sd each."""
    size = 12_000
    c = columns(
        place_first=[0, size],
        linked=[1] * size,
        purge=[ONE],
        shock=[0],
        status=[POSTED] * size,
        week_due=[0] * size,
        purge_ordered=[0],
        purged=[0],
        fear_linked=[0],
        fear_all=[0],
    )
    act(purge, this_week(257), P._replace(summoned=round(0.3 * ONE)), c)
    called = c["purge_ordered"][0]
    assert abs(called - 3_600) < 4 * math.sqrt(12_000 * 0.3 * 0.7)
    delays = [
        week - 257 for week, status in zip(rows(c["week_due"]), rows(c["status"]), strict=True) if status == SUMMONED
    ]
    assert len(delays) == called
    assert set(delays) == set(range(2, 9))
    assert abs(sum(delays) / called - 5) < 4 * 0.033
