"""Sessions: how many there are, and what control leaves of the time for business."""

import pytest

from legation.kernel.fixed_point import ONE
from legation.kernel.units import to_machine
from legation.mechanisms import sessions
from tests.mechanisms.by_hand import act, columns, rows, this_week

# Once a week, and four times more at the highest alert, which costs a quarter of the time.
P = sessions.Parameters(base_per_week=ONE, per_alert=4 * ONE, income_lost=ONE // 4, travel_part=0)


def test_three_places_by_hand():
    """Alert of 0, 1/2 and 1.

    sessions a week  1;  1 + 4 × 1/2 = 3;    1 + 4 = 5
    time left        1;  1 - 1/4 × 1/2 = 7/8;  1 - 1/4 = 3/4
    """
    c = columns(alert=[0, ONE // 2, ONE], sessions=[0, 7, 0], free_time=[0, 0, ONE])
    act(sessions, this_week(), P, c)
    assert rows(c["sessions"]) == [65_536, 196_608, 327_680]
    assert rows(c["free_time"]) == [65_536, 57_344, 49_152]


@pytest.mark.parametrize("alert", [0, 1, ONE - 1, ONE])
def test_control_that_costs_nothing_leaves_all_time(alert):
    assert sessions.time_left(P._replace(income_lost=0), alert) == ONE


def test_control_that_costs_everything_leaves_none_at_the_highest_alert():
    p = P._replace(income_lost=ONE)
    assert [sessions.time_left(p, alert) for alert in (0, 1, ONE - 1, ONE)] == [ONE, ONE - 1, 1, 0]


@pytest.mark.parametrize(("part", "left"), [(0, 3 * ONE // 4), (ONE // 2, 7 * ONE // 8), (ONE, ONE)])
def test_sessions_take_what_limits_on_travel_do_not(part, left):
    assert sessions.time_left(P._replace(travel_part=part), ONE) == left


def test_the_rhythm_stays_where_alert_adds_nothing():
    assert {sessions.held(P._replace(per_alert=0), alert) for alert in (0, ONE // 3, ONE)} == {ONE}


def test_more_alert_never_means_fewer_sessions_or_more_time():
    alerts = range(0, ONE + 1, 257)
    held = [sessions.held(P, alert) for alert in alerts]
    left = [sessions.time_left(P, alert) for alert in alerts]
    assert held == sorted(held)
    assert left == sorted(left, reverse=True)


@pytest.mark.parametrize(("alert", "a_week"), [(0, 1), (0.4, 2), (1, 3.5)])
def test_sessions_a_week_are_what_the_straight_line_says(alert, a_week):
    """1 + 2.5 × alert in human units; at most two roundings of 1 out of 65,536."""
    p = P._replace(base_per_week=to_machine("ratio", 1), per_alert=to_machine("ratio", 2.5))
    assert sessions.held(p, to_machine("share", alert)) == pytest.approx(a_week * ONE, abs=3)
