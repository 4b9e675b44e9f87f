"""Grids: areas and spans measured in one go have the numbers of each by itself, to the last bit."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from legation import api
from legation.base.places import PLACES
from legation.experiments.ensemble import simulate
from legation.observation.grids import AreaSums, Grid
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scopes import SPREAD, Scope
from tests.observation.helpers import place, tables

AREAS = [tuple(range(len(PLACES))), (0, 2, 6), (3,)]
PERIODS = [slice(period, period + 1) for period in range(54, 76)]
YEARS = [slice(52, 65), slice(65, 78)]
SINGLE_WITH_GAPS = [slice(54, 55), slice(57, 58)]


@pytest.fixture(scope="module")
def history():
    """Two worlds of two years, as an ensemble leaves them."""
    scenario = api.resolve_scenario(
        "baseline", overrides=["founding.posted=2500"], start=date(2013, 1, 7), end=date(2014, 12, 28)
    )
    return next(simulate(scenario, worlds=2, seed=1)).history


@pytest.mark.parametrize("observable", OBSERVABLES, ids=lambda observable: observable.name)
@pytest.mark.parametrize("spans", [PERIODS, YEARS, SINGLE_WITH_GAPS], ids=["periods", "years", "gaps"])
def test_a_grid_has_the_numbers_of_each_scope_by_itself(history, observable, spans):
    values = AreaSums(history, AREAS).measured(observable, Grid.of(len(AREAS), spans))
    assert values.shape[:3] == (len(AREAS), len(spans), 2)
    for area, places in enumerate(AREAS):
        for at, span in enumerate(spans):
            alone = observable.rule(history, Scope(span, places))
            assert np.array_equal(values[area, at], alone, equal_nan=observable.kind != SPREAD), (places, span)


def test_a_grid_measures_as_many_areas_as_it_has():
    made = tables()
    made["fled"][0, 5, place("Dandong")] = 3
    sums = AreaSums(made, AREAS)
    assert sums.measured(BY_NAME["flights"], Grid.of(1, YEARS)).shape == (1, 2, 1)
    assert sums.measured(BY_NAME["flights"], Grid.of(3, [slice(0, 13)])).ravel().tolist() == [3, 3, 0]


def test_what_was_measured_is_not_given_for_another_grid():
    made = tables()
    made["fled"][0, 5, place("Dandong")], made["fled"][0, 60, place("Dandong")] = 3, 4
    sums = AreaSums(made, AREAS)
    counts = [sums.measured(BY_NAME["flights"], Grid.of(1, [span])).item() for span in (slice(0, 13), slice(52, 65))]
    assert counts == [3, 4]
    assert sums.measured(BY_NAME["flights"], Grid.of(1, [slice(0, 13)])).item() == 3


def test_a_period_in_which_nobody_is_posted_anywhere_counts_as_not_simulated():
    made = tables()
    made["posted"][0, :, 3] = 1
    made["posted"][0, 60] = 0
    grid = Grid.of(1, [slice(52, 60), slice(52, 61), slice(61, 65)])
    assert grid.simulated(AreaSums(made, AREAS)).ravel().tolist() == [True, False, True]
