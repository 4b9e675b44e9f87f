"""The declaration of columns: names, ranges, axes, and what is kept."""

import numpy as np
import pytest

from legation.base.fixed import ONE
from legation.base.money import ACCOUNTS
from legation.population.columns import (
    BY_NAME,
    COLUMNS,
    FLOW,
    INPUT,
    INPUTS,
    KEPT,
    LEVEL,
    OFFICIAL,
    PEAK,
    POSTED,
    STATE,
    STATUS_NAMES,
    SUMMONED,
    VACANT,
    Column,
    Write,
)


def test_each_column_says_its_unit_and_meaning():
    assert all(column.unit and column.meaning for column in COLUMNS)
    assert len(BY_NAME) == len(COLUMNS)


def test_a_range_lies_within_the_type():
    for column in COLUMNS:
        type_ = np.iinfo(column.dtype)
        assert type_.min <= column.low < column.high <= type_.max, column.name


def test_a_range_that_is_not_given_is_that_of_the_type():
    bare = Column("x", OFFICIAL, np.uint8, "count", "nothing")
    assert (bare.low, bare.high) == (0, 255)
    assert (BY_NAME["alert"].low, BY_NAME["alert"].high) == (0, ONE)


def test_columns_that_point_to_rows_are_unsigned():
    """A signed index costs compiled code a test for wrap-around."""
    for column in COLUMNS:
        if column.unit in ("post", "branch", "employer", "position in PLACES", "position in by_employer"):
            assert np.issubdtype(column.dtype, np.unsignedinteger), column.name


def test_a_column_is_an_input_or_state_and_no_input_is_kept():
    assert {column.name for column in INPUTS} | {column.name for column in STATE} == set(BY_NAME)
    assert not {column.name for column in INPUTS} & {column.name for column in STATE + KEPT}
    assert all(column.axis == INPUT for column in INPUTS)
    assert {column.keep for column in KEPT} == {FLOW, LEVEL, PEAK}


def test_accounts_stand_for_columns_of_officials():
    for account in ACCOUNTS:
        if account.column:
            assert (BY_NAME[account.column].axis, BY_NAME[account.column].dtype) == (OFFICIAL, np.int64)


def test_each_status_has_a_name():
    assert [STATUS_NAMES[status] for status in (VACANT, POSTED, SUMMONED)] == ["vacant", "posted", "summoned"]
    assert BY_NAME["status"].high == len(STATUS_NAMES) - 1


def test_the_mark_of_a_written_column_is_no_column():
    with pytest.raises(NotImplementedError):
        len(Write())
