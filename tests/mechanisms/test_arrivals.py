"""Arrivals: when an arrival is counted, whether it is, and for how many in its class it stands."""

import math

import pytest

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import ONE
from legation.kernel.units import to_machine
from legation.mechanisms import arrivals
from legation.population.codes import ARRIVED, DETAINED, NO_JOURNEY, TRANSIT, UNDATED
from tests.mechanisms.by_hand import act, columns, luck, rows, this_week

# Always 26 weeks; half are counted; half of the class are officials of the model, the others diplomats.
P = arrivals.Parameters(
    delay_median_weeks=26,
    delay_spread=0,
    share_counted=ONE // 2,
    counted_class=arrivals.WITH_DIPLOMATS,
    coverage=ONE // 2,
)


def _three_journeys(**changed):
    given = {
        "place": [0, 0, 1],
        "journey_post": [2, 0, 1, 0],
        "journeys_used": [3],
        "journey_status": [ARRIVED, ARRIVED, ARRIVED, NO_JOURNEY],
        "journey_due": [UNDATED, 30, 31, 30],
        "counted": [0, 4],
        "counted_all": [ONE, 0],
    }
    return columns(**(given | changed))


def test_three_arrivals_by_hand(monkeypatch):
    """In week 30: the first came this week and is due in 26, the second is counted, for two, the third waits."""
    monkeypatch.setattr(arrivals, "draw", luck(LUCK // 2 - 1, 0, LUCK // 2))
    c = _three_journeys()
    act(arrivals, this_week(30), P, c)
    assert rows(c["journey_status"]) == [ARRIVED, NO_JOURNEY, ARRIVED, NO_JOURNEY]
    assert rows(c["journey_due"]) == [56, 30, 31, 30]
    assert rows(c["counted"]) == [1, 4]
    assert rows(c["counted_all"]) == [3 * ONE, 0]


@pytest.mark.parametrize(("drawn", "counted"), [(LUCK // 2 - 1, 1), (LUCK // 2, 0)])
def test_who_is_hushed_up_is_never_counted(drawn, counted, monkeypatch):
    monkeypatch.setattr(arrivals, "draw", luck(drawn))
    c = _three_journeys(journeys_used=[1], journey_post=[0] * 4, journey_due=[30, 0, 0, 0])
    act(arrivals, this_week(30), P, c)
    assert rows(c["counted"]) == [counted, 4]
    assert rows(c["counted_all"]) == [ONE + 2 * ONE * counted, 0]
    assert c["journey_status"][0] == NO_JOURNEY


@pytest.mark.parametrize("status", [NO_JOURNEY, TRANSIT, DETAINED])
def test_only_who_reached_safety_is_counted(status):
    c = _three_journeys(journey_status=[status] * 4)
    act(arrivals, this_week(30), P, c)
    assert rows(c["journey_status"]) == [status] * 4
    assert rows(c["counted"]) == [0, 4]
    assert c["journey_due"][0] == UNDATED


@pytest.mark.parametrize(("coverage", "persons"), [(ONE, ONE), (ONE // 2, 2 * ONE), (ONE * 3 // 4, 87_381), (0, 2**32)])
def test_an_official_stands_for_the_inverse_of_the_coverage_if_the_class_holds_others(coverage, persons):
    assert arrivals.stands_for(arrivals.WITH_DIPLOMATS, coverage) == persons
    assert arrivals.stands_for(arrivals.MODELLED_ROLES, coverage) == ONE


def test_a_delay_is_a_week_at_least_and_its_middle_is_the_median():
    spread = P._replace(delay_spread=to_machine("sd of log", 0.6))
    assert arrivals.delay(spread, LUCK // 2 - 1) in (25, 26)  # the middle slices of chance are a hair off the middle
    assert arrivals.delay(spread, LUCK // 2) == 26
    assert arrivals.delay(spread._replace(delay_median_weeks=1), 0) == 1
    assert arrivals.delay(P._replace(delay_median_weeks=1_040, delay_spread=5 * ONE), LUCK - 1) == 1_040


def test_counts_are_binomial_and_delays_lognormal():
    """Of 4,000 with 26 weeks as the median and 0.6 as the sd of log: half, with sd 0.0079, are due in less than 26
    weeks, and Phi(ln(52 / 26) / 0.6) = 0.876, with sd 0.0052, in less than 52. In the end half are counted, with sd
    31.6. Allowed are 4 sd, and for the table of quantiles 1 in 1,024."""
    size = 4_000
    c = columns(
        place=[0] * size,
        journey_post=list(range(size)),
        journeys_used=[size],
        journey_status=[ARRIVED] * size,
        journey_due=[UNDATED] * size,
        counted=[0],
        counted_all=[0],
    )
    p = P._replace(delay_spread=to_machine("sd of log", 0.6))
    act(arrivals, this_week(), p, c)
    weeks = rows(c["journey_due"])
    for limit in (26, 52):
        share = 0.5 + 0.5 * math.erf(math.log(limit / 26) / 0.6 / math.sqrt(2))
        within = sum(week < limit for week in weeks) / size
        assert abs(within - share) < 4 * math.sqrt(share * (1 - share) / size) + 1 / 1_024
    act(arrivals, this_week(1_040), p, c)
    assert set(rows(c["journey_status"])) == {NO_JOURNEY}
    assert abs(c["counted"][0] - size / 2) < 4 * math.sqrt(size / 4)
    assert c["counted_all"][0] == 2 * ONE * c["counted"][0]
