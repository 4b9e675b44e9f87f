"""Alert: rises with each clampdown, decays to a floor that clampdowns raise."""

import pytest

from legation.base.chance import LUCK
from legation.base.fixed import ONE
from legation.base.quantities import to_machine
from legation.mechanisms import alert
from tests.mechanisms.by_hand import columns, rows, this_week

# Every flight is known at once and sets off a clampdown; a jump takes half of what is missing; nothing decays.
P = alert.Parameters(p_trigger=LUCK, jump=ONE // 2, half_life=2**30, floor_step=0, knowledge_delay=1)


def _three_places(**changed):
    given = {
        "unanswered": [2, 0, 1],
        "ordered": [9, 9, 9],
        "clampdowns": [5, 0, 0],
        "alert": [0, 0, ONE // 2],
        "alert_floor": [0, 0, 0],
    }
    return columns(**(given | changed))


def test_three_places_by_hand():
    """Two flights at the first place, one at the third: 3 clampdowns. Each takes 1/2 here and 1/4 elsewhere.

    first   1 - (1/2)^2 × (3/4)^1 = 0.8125
    second  1 - (3/4)^3          = 0.578125
    third   1 - 1/2 × (1/2)^1 × (3/4)^2 = 0.859375
    """
    c = _three_places()
    alert.run(this_week(), P, **c)
    assert rows(c["unanswered"]) == [0, 0, 0]
    assert rows(c["ordered"]) == [2, 0, 1]
    assert rows(c["clampdowns"]) == [7, 0, 1]
    assert rows(c["alert"]) == [53_248, 37_888, 56_320]
    assert rows(c["alert_floor"]) == [0, 0, 0]


def test_each_clampdown_raises_the_floor_everywhere_and_alert_lies_on_it():
    c = _three_places(alert=[0, 0, 0])
    alert.run(this_week(), P._replace(floor_step=1_000, jump=0), **c)
    assert rows(c["alert_floor"]) == [3_000] * 3
    assert rows(c["alert"]) == [3_000] * 3


def test_the_floor_stops_at_the_ceiling():
    c = _three_places(alert_floor=[ONE - 1, 0, ONE])
    alert.run(this_week(), P._replace(floor_step=ONE), **c)
    assert rows(c["alert_floor"]) == [ONE] * 3
    assert rows(c["alert"]) == [ONE] * 3


def _told(known, triggers):
    """A `draw` that gives one luck to the question who is known, and another to what triggers."""

    def draw(now, why, who):
        return {alert.KNOWN: known, alert.TRIGGER: triggers}[why]

    return draw


@pytest.mark.parametrize(
    ("known", "triggers", "unanswered", "clampdowns"),
    [
        (LUCK // 4 - 1, 99, 0, 2),  # just lucky in both
        (LUCK // 4, 99, 2, 0),  # the centre does not learn of it
        (LUCK // 4 - 1, 100, 0, 0),  # it learns of it and does nothing
    ],
)
def test_a_flight_is_known_and_a_clampdown_follows_if_luck_lies_below_the_chance(
    known, triggers, unanswered, clampdowns, monkeypatch
):
    monkeypatch.setattr(alert, "draw", _told(known, triggers))
    c = _three_places(unanswered=[2, 0, 0], clampdowns=[0, 0, 0])
    alert.run(this_week(), P._replace(knowledge_delay=4, p_trigger=100), **c)
    assert c["unanswered"][0] == unanswered
    assert c["clampdowns"][0] == c["ordered"][0] == clampdowns


def test_without_flights_nothing_is_ordered():
    c = _three_places(unanswered=[0, 0, 0], clampdowns=[0, 0, 0])
    alert.run(this_week(), P, **c)
    assert rows(c["ordered"]) == rows(c["clampdowns"]) == [0, 0, 0]


@pytest.mark.parametrize("jump", [0, 1, 6_554, ONE // 2, ONE])
def test_after_n_clampdowns_alert_is_what_the_closed_form_says(jump):
    """1 - (1 - jump)^n; each of the n steps is rounded down by less than 1 out of 65,536."""
    for times in range(20):
        exact = ONE * (1 - (1 - jump / ONE) ** times)
        assert exact - times <= alert.rises(0, jump, times) <= exact


def test_alert_never_passes_its_ceiling():
    assert alert.rises(ONE, ONE, 5) == ONE
    assert alert.rises(ONE - 1, ONE // 2, 50) < ONE


@pytest.mark.parametrize("half_life", [1, 10, 40])
def test_half_of_the_alert_above_the_floor_is_left_after_a_half_life(half_life):
    """Rounded down once a week, so at most `half_life` less than half."""
    keep, floor = to_machine("half-life in weeks", half_life), 8_192
    now = ONE
    for _ in range(half_life):
        now = alert.decays(now, floor, keep)
    exact = floor + (ONE - floor) // 2
    assert exact - half_life <= now <= exact


def test_alert_decays_to_its_floor_and_not_below():
    assert alert.decays(500, 500, 2**29) == 500
    assert alert.decays(499, 500, 2**29) == 500
    assert alert.decays(501, 500, 2**29) == 500  # Half of one is rounded down.
    assert alert.decays(700, 500, 2**30) == 700
    assert alert.decays(700, 500, 0) == 500


def test_half_of_the_flights_are_known_after_the_delay_that_the_chance_implies():
    """With a delay of 2 weeks, each flight is known with chance 1/2: of 2,000, 1,000 with sd 22.4; allowed are 5 sd."""
    c = columns(unanswered=[2_000], ordered=[0], clampdowns=[0], alert=[0], alert_floor=[0])
    alert.run(this_week(), P._replace(knowledge_delay=2, p_trigger=0), **c)
    assert abs(c["unanswered"][0] - 1_000) < 112
    assert c["clampdowns"][0] == 0
