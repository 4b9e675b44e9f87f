"""Wide tables, by hand."""

from __future__ import annotations

import numpy as np

from legation.publication.outcomes import Outcomes
from legation.runs.wide_tables import draws_frame, outcomes_frame


def test_each_world_is_a_row_of_draws_whatever_their_order():
    parameters = {"world": [0, 0, 1, 1], "name": ["a", "b", "b", "a"], "human": [1.0, 2.0, 4.0, 3.0]}
    assert draws_frame(parameters).to_dicts() == [{"world": 0, "a": 1.0, "b": 2.0}, {"world": 1, "a": 3.0, "b": 4.0}]


def test_each_world_place_and_year_is_a_row_of_outcomes_and_what_is_missing_is_null():
    values = np.array([[[1.0, np.nan]], [[3.0, 4.0]]])
    frame = outcomes_frame(Outcomes([5, 7], ["all places"], [2018, 2019], {"flights": values}))
    assert frame.rows() == [(5, "all places", 2018, 1.0), (5, "all places", 2019, None),
                            (7, "all places", 2018, 3.0), (7, "all places", 2019, 4.0)]  # fmt: skip


def test_no_world_gives_no_row():
    assert outcomes_frame(Outcomes([], [], [], {})).columns == ["world", "place", "year"]
