"""Wide tables, by hand."""

from __future__ import annotations

import numpy as np
import polars

from legation.publication.outcomes import Outcomes
from legation.runs.store import write_frames
from legation.runs.wide_tables import PART, WHOLE, draws_frame, outcomes_frame, parameters_frame, parts
from tests.publication.helpers import INCOME, LEAVE, two_worlds


def test_each_world_is_a_row_of_draws():
    drawn = two_worlds()
    assert draws_frame(drawn).to_dicts() == [
        {"world": 0, LEAVE: 2.0, INCOME: 100.0},
        {"world": 3, LEAVE: 3.0, INCOME: 250.0},
    ]


def test_each_world_and_parameter_is_a_row_of_parameters():
    drawn = two_worlds()
    assert parameters_frame(drawn, slice(0, 2)).to_dict(as_series=False) == drawn
    assert parameters_frame(drawn, slice(1, 2))["world"].to_list() == [3, 3]


def test_a_large_table_is_made_in_parts_that_hold_each_world_once():
    for worlds in (0, 1, WHOLE, WHOLE + 1, 3 * WHOLE + 7):
        made = list(parts(range(worlds)))
        assert [number for part in made for number in range(worlds)[part]] == list(range(worlds))
        assert (len(made) == 1) == (worlds <= WHOLE)
        assert all(len(range(worlds)[part]) <= (WHOLE if len(made) == 1 else PART) for part in made)


def test_a_table_in_parts_has_the_rows_of_the_whole_one_and_leaves_no_part_behind(tmp_path):
    values = np.arange(12.0).reshape(6, 1, 2)
    outcomes = Outcomes(list(range(6)), ["all places"], [2018, 2019], {"flights": values})
    frames = (outcomes_frame(outcomes.of_worlds(slice(first, first + 2))) for first in (0, 2, 4))
    write_frames(tmp_path, "outcomes", frames)
    assert [path.name for path in tmp_path.iterdir()] == ["outcomes.parquet"]
    assert polars.read_parquet(tmp_path / "outcomes.parquet").equals(outcomes_frame(outcomes))


def test_each_world_place_and_year_is_a_row_of_outcomes_and_what_is_missing_is_null():
    values = np.array([[[1.0, np.nan]], [[3.0, 4.0]]])
    frame = outcomes_frame(Outcomes([5, 7], ["all places"], [2018, 2019], {"flights": values}))
    assert frame.rows() == [(5, "all places", 2018, 1.0), (5, "all places", 2019, None),
                            (7, "all places", 2018, 3.0), (7, "all places", 2019, 4.0)]  # fmt: skip


def test_no_world_gives_no_row():
    assert outcomes_frame(Outcomes([], [], [], {})).columns == ["world", "place", "year"]
