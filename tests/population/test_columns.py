"""The columns of the week, shared or of one mechanism: names, ranges, axes, and what is recorded."""

import numpy as np
import pytest

from legation.engine.week import the_week
from legation.kernel.fixed_point import ONE
from legation.kernel.marks import Write
from legation.kernel.money import ACCOUNTS
from legation.mechanisms.form import own_columns
from legation.population.codes import POSTED, STATUS_NAMES, SUMMONED, VACANT
from legation.population.columns import OURS, check_ranges, rows
from legation.population.declaration import FLOW, INPUT, JOURNEY, LEVEL, OFFICIAL, PEAK

ALL = the_week().columns

# Shared columns that one mechanism alone touches, and what else makes them everybody's.
STAYS = {
    "occupant": "a person is a post and an occupant",
    "collected": "the founding population sets it",
    "overflow": "tells the engine that a world needs more rooms",
}


def test_each_column_says_its_unit_and_meaning():
    assert all(column.unit and column.meaning for column in ALL.all)
    assert len(ALL.by_name) == len(ALL.all)


def test_a_column_that_one_mechanism_alone_touches_is_declared_in_its_file():
    mechanisms = the_week().mechanisms
    alone = {}
    for name in OURS.by_name:
        writers = [mechanism for mechanism in mechanisms if name in mechanism.writes]
        if len(writers) == 1 and not any(name in mechanism.reads for mechanism in mechanisms):
            alone[name] = writers[0].name
    assert alone.keys() == STAYS.keys(), alone


def test_a_mechanism_s_own_columns_are_written_by_it_and_named_by_no_other():
    mechanisms = the_week().mechanisms
    for owner in mechanisms:
        own = set(own_columns(owner.module))
        assert own <= owner.writes, owner.name
        others = {name for mechanism in mechanisms if mechanism is not owner for name in mechanism.arguments}
        assert not own & others, owner.name


def test_a_range_lies_within_the_type():
    for column in ALL.all:
        type_ = np.iinfo(column.dtype)
        assert type_.min <= column.low < column.high <= type_.max, column.name


def test_what_a_column_holds_unwritten_lies_within_its_range():
    for column in ALL.all:
        assert column.low <= column.neutral <= column.high, column.name


def test_columns_that_point_to_rows_are_unsigned():
    """A signed index costs compiled code a test for wrap-around."""
    for column in ALL.all:
        if column.unit in ("post", "branch", "employer", "position in PLACES", "position in by_employer"):
            assert np.issubdtype(column.dtype, np.unsignedinteger), column.name


def test_a_column_is_an_input_or_state_and_no_input_is_kept():
    assert {column.name for column in ALL.inputs} | {column.name for column in ALL.state} == set(ALL.by_name)
    assert not {column.name for column in ALL.inputs} & {column.name for column in ALL.state + ALL.history}
    assert all(column.axis == INPUT for column in ALL.inputs)
    assert {column.record for column in ALL.history} == {FLOW, LEVEL, PEAK}


def test_accounts_stand_for_columns_of_people():
    for account in ACCOUNTS:
        for name in account.columns:
            assert ALL.by_name[name].axis in (OFFICIAL, JOURNEY)
            assert ALL.by_name[name].dtype == np.int64


def test_each_status_has_a_name():
    assert [STATUS_NAMES[status] for status in (VACANT, POSTED, SUMMONED)] == ["vacant", "posted", "summoned"]
    assert ALL.by_name["status"].high == len(STATUS_NAMES) - 1


def test_the_mark_of_a_written_column_is_no_column():
    with pytest.raises(NotImplementedError):
        len(Write())


def test_an_axis_has_as_many_rows_as_the_world_is_large():
    """12 posts, 5 branches, 3 employers; 7 places. An edge has one row more."""
    size = rows(12, 5, 3)
    assert [size[axis] for axis in (OFFICIAL, "branch", "branch edge", "employer edge")] == [12, 5, 6, 4]
    assert [size[axis] for axis in ("place", "place edge", "account", "world")] == [7, 8, len(ACCOUNTS), 1]
    assert size["journey"] == 1_024
    assert rows(3_000, 5, 3)["journey"] == 6_000
    assert {column.axis for column in ALL.all} <= {*size, INPUT}


@pytest.mark.parametrize(("value", "fits"), [(0, True), (ONE, True), (-1, False), (ONE + 1, False)])
def test_what_compiled_code_left_in_a_column_is_checked_against_its_range(value, fits):
    sizes = rows(2, 1, 1)
    columns = {c.name: np.full(sizes[c.axis], c.neutral, c.dtype) for c in ALL.state}
    check_ranges(columns, ALL)
    columns["alert"][3] = value
    if fits:
        check_ranges(columns, ALL)
    else:
        with pytest.raises(AssertionError, match="alert"):
            check_ranges(columns, ALL)
