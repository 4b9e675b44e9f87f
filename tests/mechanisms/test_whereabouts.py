"""Whereabouts: how often officials report, what limits cost, and who is found to be elsewhere."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE, RATE_ONE, weekly_probability
from legation.kernel.units import to_machine
from legation.mechanisms import sessions, whereabouts
from legation.population.codes import POSTED, SUMMONED, VACANT
from tests.mechanisms.by_hand import act, columns, rows, this_week

# Four reports a week and four more at the highest alert, at which half of them are false without side work. One false
# report in 64 is found out, and as many again where relatives can be asked; a branch after a flight is watched twice as
# closely. Half of a fifth of income is lost to limits; half of those found out are ordered home within 2 to 8 weeks.
P = whereabouts.Parameters(
    base_per_week=4 * ONE,
    per_alert=4 * ONE,
    travel_part=ONE // 2,
    away=ONE // 2,
    found_out=LUCK // 64,
    second_check=LUCK // 64,
    goes_home=LUCK // 2,
    suspect=ONE // 2,
    income_lost=ONE // 4,
    over_watch=ONE,
    order_least=2,
    order_most=8,
)
SECOND = 41  # the second week of a period


def _officials(size, **changed):
    """The first two in one place at the highest alert, the others in another without any; a branch in each."""
    given = {
        "place": ([0, 0] + [1] * size)[:size],
        "branch": ([0, 0] + [1] * size)[:size],
        "alert": [ONE, 0],
        "watched": [0, 0],
        "family_home": [1] * size,
        "side_share": [0] * size,
        "status": [POSTED] * size,
        "week_due": [0] * size,
        "suspicion": [0] * size,
        "travel": [0, 0],
        "reports": [9, 9],
        "found_out_ordered": [7, 0],
        "saturated": [0],
    }
    return columns(**(given | changed))


def _lots(monkeypatch, found_out, goes_home, delay):
    lots = {whereabouts.FOUND_OUT: found_out, whereabouts.GOES_HOME: goes_home, whereabouts.DELAY: delay}
    monkeypatch.setattr(whereabouts, "draw", lambda now, why, who: lots[why][who])


def test_three_officials_by_hand(monkeypatch):
    """In the second week of a period.

    first   at the highest alert half of eight reports a week are false: 4 x 1/64 x 4 weeks = 1/4 in a month. The luck
            is just below that; found out, the official goes: 2 weeks and half of 7 more, rounded down: week 46
    second  the same with relatives at hand, 1/2. The luck is just below that; the superior keeps it quiet, so half of
            what is missing from 1/4 to 1 is added: 5/8
    third   without alert only side work, a quarter of the time, is covered up: 4 x 1/4 x 1/64 x 4 weeks = 1/16. The
            luck is just that, so nothing happens
    Reports are 8 and 4 a week; half of a quarter of income is lost in the first place: 7/8 is left.
    """
    chances = [weekly_probability(RATE_ONE // part) for part in (4, 2, 16)]
    _lots(monkeypatch, [chances[0] - 1, chances[1] - 1, chances[2]], [LUCK // 2 - 1, LUCK // 2, 0], [LUCK // 2, 0, 0])
    c = _officials(3, family_home=[1, 0, 1], side_share=[0, 0, ONE // 4], suspicion=[0, ONE // 4, 5])
    act(whereabouts, this_week(SECOND, posts=3), P, c)
    assert rows(c["status"]) == [SUMMONED, POSTED, POSTED]
    assert rows(c["week_due"]) == [46, 0, 0]
    assert rows(c["suspicion"]) == [0, 5 * ONE // 8, 5]
    assert rows(c["found_out_ordered"]) == [8, 0]
    assert rows(c["reports"]) == [8 * ONE, 4 * ONE]
    assert rows(c["travel"]) == [7 * ONE // 8, ONE]


@pytest.mark.parametrize("week", [40, 41, 42, 43, 44])
def test_reports_and_limits_are_weekly_and_cover_ups_are_gone_through_once_in_four_weeks(week, monkeypatch):
    _lots(monkeypatch, [0], [0], [0])
    c = _officials(1)
    act(whereabouts, this_week(week, posts=1), P, c)
    assert rows(c["status"]) == [SUMMONED if week == SECOND else POSTED]
    assert (rows(c["reports"]), rows(c["travel"])) == ([8 * ONE, 4 * ONE], [7 * ONE // 8, ONE])


@pytest.mark.parametrize("status", [VACANT, SUMMONED])
def test_only_who_is_posted_is_found_out(status, monkeypatch):
    _lots(monkeypatch, [0], [0], [0])
    c = _officials(1, status=[status])
    act(whereabouts, this_week(SECOND, posts=1), P, c)
    assert rows(c["status"]) == [status]


def test_who_stays_where_they_should_be_is_never_found_out(monkeypatch):
    """No alert and no side work, or no business that needs travel."""
    assert whereabouts.covered_up(P, 0, 0) == 0
    assert whereabouts.covered_up(P._replace(away=0), ONE, 0) == 0
    assert whereabouts.rate(P, ONE, 0, 0, ONE) == 0
    _lots(monkeypatch, [0], [0], [0])
    c = _officials(1, alert=[0, 0])
    act(whereabouts, this_week(SECOND, posts=1), P, c)
    assert rows(c["status"]) == [POSTED]


@pytest.mark.parametrize(
    ("alert", "side_share", "covered"),
    [
        (ONE, 0, ONE // 2),
        (ONE // 2, 0, ONE // 4),
        (0, ONE // 4, ONE // 4),
        (ONE, ONE // 4, 3 * ONE // 4),
        (ONE, ONE // 2, ONE),
        (ONE, ONE, ONE),
    ],
)
def test_what_is_covered_up_is_forbidden_journeys_and_side_work_up_to_everything(alert, side_share, covered):
    assert whereabouts.covered_up(P, alert, side_share) == covered


def test_without_a_second_check_relatives_make_no_difference():
    p = P._replace(second_check=0)
    assert whereabouts.rate(p, ONE, ONE, 0, 0) == whereabouts.rate(p, ONE, ONE, 1, 0)
    assert whereabouts.rate(P, ONE, ONE, 0, 0) == 2 * whereabouts.rate(P, ONE, ONE, 1, 0)


def test_a_closer_watch_after_a_flight_finds_more():
    usual = whereabouts.rate(P, 0, ONE // 4, 1, 0)
    assert whereabouts.rate(P, 0, ONE // 4, 1, ONE) == 2 * usual
    assert whereabouts.rate(P, 0, ONE // 4, 1, ONE // 2) == 3 * usual // 2
    assert whereabouts.rate(P._replace(over_watch=0), 0, ONE // 4, 1, ONE) == usual


@pytest.mark.parametrize("part", [0, ONE // 2, ONE])
def test_limits_and_sessions_share_one_loss(part):
    """A quarter is lost to sessions, to limits, or half of it to each: then 7/8 x 7/8, which is 1/64 above 3/4."""
    of_sessions = sessions.Parameters(base_per_week=ONE, per_alert=0, income_lost=ONE // 4, travel_part=part)
    both = sessions.time_left(of_sessions, ONE) * whereabouts.travel_left(P._replace(travel_part=part), ONE) / ONE
    assert both == 3 * ONE / 4 + (ONE / 64 if part == ONE // 2 else 0)


def test_the_highest_rates_stay_whole():
    most = P._replace(
        base_per_week=50 * ONE, per_alert=50 * ONE, found_out=LUCK, second_check=LUCK, over_watch=50 * ONE
    )
    assert whereabouts.rate(most, ONE, ONE, 0, ONE) == 8 * RATE_ONE
    assert 2 * LUCK * ONE < 2**63
    assert 2 * LUCK * 100 * ONE < 2**63


def test_no_chance_exceeds_the_majorant():
    at_most = whereabouts.rate(P, ONE, ONE, 0, ONE)
    for alert in (0, ONE // 3, ONE):
        for side_share in (0, ONE // 2, ONE):
            for family_home in (0, 1):
                covered = whereabouts.covered_up(P, alert, side_share)
                assert whereabouts.rate(P, alert, covered, family_home, ONE // 5) <= at_most


def test_as_many_are_found_out_as_the_closed_form_says():
    """Without alert, with a quarter of the time in side work and human units: 7 reports a week x 1/4 x 0.002 x 4 weeks
    = 0.014 a month. Of 20,000 officials 1 - e^-0.014 = 278.05 are found out, with an sd of 16.6; allowed are 4."""
    size = 20_000
    p = P._replace(
        base_per_week=to_machine("ratio", 7), found_out=to_machine("probability", 0.002), goes_home=LUCK, second_check=0
    )
    c = _officials(size, alert=[0, 0], side_share=[ONE // 4] * size, found_out_ordered=[0, 0])
    act(whereabouts, this_week(SECOND, posts=size), p, c)
    mean = -math.expm1(-0.014)
    ordered = sum(rows(c["found_out_ordered"]))
    assert ordered == rows(c["status"]).count(SUMMONED)
    assert abs(ordered - size * mean) < 4 * math.sqrt(size * mean * (1 - mean))
