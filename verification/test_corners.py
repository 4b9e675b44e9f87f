"""No world stops at the ends of the ranges that the baseline gives."""

from __future__ import annotations

from legation.base.faults import WorldFailedError
from legation.experiments.setup import load_scenario
from verification import corners
from verification.corners import CORNERS, Corner, Stop, random_corners, single_corners, stops


def test_every_parameter_stands_at_both_ends_and_random_corners_are_ends():
    scenario = load_scenario("baseline")
    single = list(single_corners(scenario))
    assert len(single) == 2 * len(scenario.parameters)
    few, more = (list(random_corners(scenario, count)) for count in (3, 5))
    assert more[:3] == few
    for corner in more:
        assert all(value in (scenario.parameters[name].low, scenario.parameters[name].high)
                   for name, value in corner.ends.items())  # fmt: skip


def test_a_world_that_stops_is_named_with_its_corner_and_reason(monkeypatch):
    scenario = load_scenario("baseline", overrides=["founding.posted=2500"])

    def stops_where_nobody_is_counted(own, seed, number, machine, first, last):
        if machine["arrivals.share_counted"] == 0:
            raise WorldFailedError("A cent is missing.")

    monkeypatch.setattr(corners, "run_world", stops_where_nobody_is_counted)
    asked = [
        Corner("all counted", {"arrivals.share_counted": 1}),
        Corner("none counted", {"arrivals.share_counted": 0}),
    ]
    assert stops(scenario, asked, 2) == [Stop("none counted", world, "A cent is missing.") for world in (0, 1)]


def test_no_world_stops_at_a_corner():
    scenario = load_scenario("baseline")
    assert stops(scenario, [*single_corners(scenario), *random_corners(scenario, CORNERS)]) == []
