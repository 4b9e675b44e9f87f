"""The declaration of columns: names, ranges, axes, and what is kept."""

import numpy as np
import pytest

from legation.kernel.fixed_point import ONE
from legation.kernel.marks import Write
from legation.kernel.money import ACCOUNTS
from legation.population.codes import POSTED, STATUS_NAMES, SUMMONED, VACANT
from legation.population.columns import (
    COLUMNS,
    FLOW,
    INPUT,
    JOURNEY,
    LEVEL,
    OFFICIAL,
    OURS,
    PEAK,
    Column,
    check_ranges,
    rows,
)


def test_each_column_says_its_unit_and_meaning():
    assert all(column.unit and column.meaning for column in COLUMNS)
    assert len(OURS.by_name) == len(COLUMNS)


def test_a_range_lies_within_the_type():
    for column in COLUMNS:
        type_ = np.iinfo(column.dtype)
        assert type_.min <= column.low < column.high <= type_.max, column.name


def test_a_range_that_is_not_given_is_that_of_the_type():
    bare = Column("x", OFFICIAL, np.uint8, "count", "nothing")
    assert (bare.low, bare.high) == (0, 255)
    assert (OURS.by_name["alert"].low, OURS.by_name["alert"].high) == (0, ONE)


def test_what_a_column_holds_unwritten_lies_within_its_range():
    for column in COLUMNS:
        assert column.low <= column.neutral <= column.high, column.name


def test_columns_that_point_to_rows_are_unsigned():
    """A signed index costs compiled code a test for wrap-around."""
    for column in COLUMNS:
        if column.unit in ("post", "branch", "employer", "position in PLACES", "position in by_employer"):
            assert np.issubdtype(column.dtype, np.unsignedinteger), column.name


def test_a_column_is_an_input_or_state_and_no_input_is_kept():
    assert {column.name for column in OURS.inputs} | {column.name for column in OURS.state} == set(OURS.by_name)
    assert not {column.name for column in OURS.inputs} & {column.name for column in OURS.state + OURS.history}
    assert all(column.axis == INPUT for column in OURS.inputs)
    assert {column.record for column in OURS.history} == {FLOW, LEVEL, PEAK}


def test_accounts_stand_for_columns_of_people():
    for account in ACCOUNTS:
        for name in account.columns:
            assert OURS.by_name[name].axis in (OFFICIAL, JOURNEY)
            assert OURS.by_name[name].dtype == np.int64


def test_each_status_has_a_name():
    assert [STATUS_NAMES[status] for status in (VACANT, POSTED, SUMMONED)] == ["vacant", "posted", "summoned"]
    assert OURS.by_name["status"].high == len(STATUS_NAMES) - 1


def test_the_mark_of_a_written_column_is_no_column():
    with pytest.raises(NotImplementedError):
        len(Write())


def test_an_axis_has_as_many_rows_as_the_world_is_large():
    """12 posts, 5 branches, 3 employers; 7 places, 10 accounts. An edge has one row more."""
    found = rows(12, 5, 3)
    assert [found[axis] for axis in (OFFICIAL, "branch", "branch edge", "employer edge")] == [12, 5, 6, 4]
    assert [found[axis] for axis in ("place", "place edge", "account", "world")] == [7, 8, 10, 1]
    assert found["journey"] == 1_024
    assert rows(3_000, 5, 3)["journey"] == 6_000
    assert {column.axis for column in COLUMNS} <= {*found, INPUT}


@pytest.mark.parametrize(("value", "fits"), [(0, True), (ONE, True), (-1, False), (ONE + 1, False)])
def test_what_compiled_code_left_in_a_column_is_checked_against_its_range(value, fits):
    sizes = rows(2, 1, 1)
    columns = {c.name: np.full(sizes[c.axis], c.neutral, c.dtype) for c in OURS.state}
    check_ranges(columns, OURS)
    columns["alert"][3] = value
    if fits:
        check_ranges(columns, OURS)
    else:
        with pytest.raises(AssertionError, match="alert"):
            check_ranges(columns, OURS)
