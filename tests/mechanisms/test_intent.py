"""Intent: what drives whom, how strongly, and who prepares."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE, RATE_ONE, weekly_probability
from legation.kernel.units import declared, to_machine
from legation.mechanisms import intent
from legation.population.codes import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import columns, luck, rows, this_week

# A quota owed doubles the rate; fear of 1 and the certainty of recall make it four times as high. One in 64 weeks
# prepares where nothing drives. Quotas of 1, 3 and 5 dollars a week.
P = intent.Parameters(
    beta_arrears=ONE,
    beta_fear=2 * ONE,
    beta_recall=2 * ONE,
    prepares=RATE_ONE // 64,
    quota_low=100,
    quota_middle=300,
    quota_high=500,
)
CHANCE = weekly_probability(RATE_ONE // 16)  # of four weeks


def _three_officials(**changed):
    given = {
        "place_first": [0, 2, 3],
        "recall_seen": [ONE // 4, 0],
        "fear_linked": [ONE],
        "fear_all": [ONE // 4],
        "quota_type": [0, 1, 2],
        "inherited": [2_000, 0, 0],
        "linked": [0, 1, 1],
        "arrears": [4_600, 0, 99_000],
        "standing": [ONE // 2, ONE // 2, ONE // 2],
        "status": [POSTED, SUMMONED, VACANT],
        "prepared": [0, 0, 1],
        "push": [9, 9, 9],
        "push_most": [9],
        "wishing": [9, 9],
        "ready": [9, 9],
        "saturated": [0],
    }
    return columns(**(given | changed))


def test_three_officials_by_hand(monkeypatch):
    """In powers of two.

    first   owes half of 52 dollars, besides 20 found at the post: 1/2. Fear of 1/4: 1/2. A quarter is recalled a year,
            so an eighth in half a year, which is what somebody in the middle expects: 1/4. Together 1 1/4
    second  owes nothing. Linked, so fear of 1 1/4: 2 1/2. Was ordered home: 2. Together 4 1/2
    third   is not there
    """
    monkeypatch.setattr(intent, "draw", luck(LUCK - 1, 0, 0))
    c = _three_officials()
    intent.run(this_week(1, posts=3), P, **c)
    assert rows(c["push"]) == [5 * ONE // 4, 9 * ONE // 2, 0]
    assert rows(c["push_most"]) == [9 * ONE // 2]
    assert rows(c["wishing"]) == [2, 0]
    assert rows(c["prepared"]) == [0, 1, 1]
    assert rows(c["ready"]) == [1, 0]  # the holder before was prepared; nobody holds the third post
    assert rows(c["saturated"]) == [0]


@pytest.mark.parametrize(("week", "thinks"), [(0, False), (1, True), (2, False), (3, False), (5, True)])
def test_officials_think_once_in_four_weeks(week, thinks):
    c = _three_officials()
    intent.run(this_week(week, posts=3), P, **c)
    assert (rows(c["push"]) != [9, 9, 9]) is thinks
    assert (rows(c["wishing"]) != [9, 9]) is thinks


def test_without_any_effect_nothing_drives_anybody():
    c = _three_officials()
    intent.run(this_week(1, posts=3), P._replace(beta_arrears=0, beta_fear=0, beta_recall=0), **c)
    assert rows(c["push"]) == [0, 0, 0]
    assert rows(c["push_most"]) == [0]
    assert rows(c["wishing"]) == [0, 0]


@pytest.mark.parametrize("name", ["beta_arrears", "beta_fear", "beta_recall"])
def test_no_pressure_can_hold_back(name):
    """The opposite sign waits for a variant; a negative push would break the range of its column."""
    assert declared(intent.Parameters)[name].within.low == 0


@pytest.mark.parametrize(("push", "wishing"), [(ONE - 1, 0), (ONE, 1)])
def test_a_wish_is_counted_from_twice_the_rate_on(push, wishing):
    c = _three_officials(status=[POSTED, VACANT, VACANT], arrears=[0] * 3, fear_all=[push], recall_seen=[0, 0])
    intent.run(this_week(1, posts=3), P._replace(beta_fear=ONE), **c)
    assert c["push"][0] == push
    assert rows(c["wishing"]) == [wishing, 0]


@pytest.mark.parametrize(
    ("status", "standing", "seen", "recalls"),
    [
        (POSTED, 0, ONE, 0),
        (POSTED, ONE // 2, ONE // 4, ONE // 8),  # the median official expects half a year's usual rate
        (POSTED, ONE, ONE // 4, ONE // 4),  # the likeliest one twice that
        (POSTED, ONE, ONE, ONE),
        (POSTED, ONE, 5 * ONE, ONE),  # no more than certain
        (SUMMONED, 0, 0, ONE),  # the order is known
    ],
)
def test_what_is_expected_follows_standing_and_what_was_seen(status, standing, seen, recalls):
    assert intent.prospect(status, standing, seen) == recalls


@pytest.mark.parametrize(
    ("debt", "fear", "recalls", "powers"),
    [
        (0, 0, 0, 0),
        (3 * ONE, 0, 0, 3),
        (0, ONE, 0, 2),
        (0, 4 * ONE, 0, 8),
        (0, 8 * ONE, 0, 8),  # fear of the link and of everybody together stop at 4
        (0, 0, ONE, 2),
        (3 * ONE, 8 * ONE, ONE, 13),
    ],
)
def test_pressures_add_up(debt, fear, recalls, powers):
    assert intent.drives(P, debt, fear, recalls) == powers * ONE


@pytest.mark.parametrize(("drawn", "prepared"), [(4 * CHANCE, 0), (CHANCE, 0), (CHANCE - 1, 1)])
def test_an_official_prepares_if_luck_lies_below_the_chance_of_four_weeks(drawn, prepared, monkeypatch):
    monkeypatch.setattr(intent, "draw", luck(drawn, LUCK - 1, LUCK - 1))
    c = _three_officials(fear_all=[0], fear_linked=[0], recall_seen=[0, 0], arrears=[0] * 3)
    intent.run(this_week(1, posts=3), P, **c)
    assert c["prepared"][0] == prepared
    assert rows(c["ready"]) == [prepared, 0]


def test_nobody_prepares_at_a_vacant_post(monkeypatch):
    monkeypatch.setattr(intent, "draw", luck(0, 0, 0))
    c = _three_officials(prepared=[0, 0, 0])
    intent.run(this_week(1, posts=3), P, **c)
    assert rows(c["prepared"]) == [1, 1, 0]
    assert rows(c["ready"]) == [2, 0]


def test_who_is_prepared_remains_so(monkeypatch):
    monkeypatch.setattr(intent, "draw", luck(LUCK - 1, LUCK - 1, LUCK - 1))
    c = _three_officials(prepared=[1, 1, 0], status=[POSTED] * 3)
    intent.run(this_week(1, posts=3), P, **c)
    assert rows(c["prepared"]) == [1, 1, 0]
    assert rows(c["ready"]) == [2, 0]


def test_each_power_of_two_doubles_the_rate_and_no_chance_exceeds_that_of_the_strongest():
    rare = P._replace(prepares=RATE_ONE // 2**22)
    for power in range(12):
        assert intent.chance_to_prepare(rare, power * ONE) == weekly_probability(RATE_ONE // 2 ** (20 - power))
    chances = [intent.chance_to_prepare(P, push) for push in range(0, 60 * ONE, 997)]
    assert chances == sorted(chances)


def test_the_strongest_push_that_parameters_allow_fits():
    most = {name: to_machine("log rate", 5) for name in ("beta_arrears", "beta_fear", "beta_recall")}
    highest = P._replace(prepares=to_machine("1/yr", 5), **most)
    push = intent.drives(highest, 3 * ONE, 4 * ONE, ONE)
    assert push < 2**31
    assert intent.chance_to_prepare(highest, push) <= LUCK


def _crowd(size, fear):
    """As many officials in one place, whom nothing drives but fear."""
    return columns(
        place_first=[0, size],
        recall_seen=[0],
        fear_linked=[0],
        fear_all=[fear],
        push_most=[0],
        wishing=[0],
        ready=[0],
        saturated=[0],
        status=[POSTED] * size,
        **{
            name: [0] * size
            for name in ("quota_type", "linked", "arrears", "inherited", "standing", "prepared", "push")
        },
    )


@pytest.mark.parametrize(("fear", "years"), [(0, 1), (ONE // 2, 2)])
def test_who_is_not_prepared_after_a_year_is_what_the_closed_form_says(fear, years):
    """Of 2,000, a share of e^(-52/64) = 0.4437 stays unprepared: 887 with sd 22.2. Allowed are 4 sd.

    A fear of 1/2 doubles the rate, so a year counts for two: 394 with sd 17.8.
    """
    size, unprepared = 2_000, math.exp(-52 / 64 * years)
    c = _crowd(size, fear)
    for week in range(1, 53, 4):
        intent.run(this_week(week, posts=size), P, **c)
    assert rows(c["ready"]) == [sum(rows(c["prepared"]))]
    spread = math.sqrt(size * unprepared * (1 - unprepared))
    assert abs(size - c["ready"][0] - size * unprepared) < 4 * spread
    assert rows(c["wishing"]) == [size if fear else 0]
