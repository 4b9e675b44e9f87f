"""The oracle: columns that say no, loops in other orders, and a finger on the mechanism that lost a cent."""

from types import ModuleType

import numpy as np
import pytest

from legation.engine.layout import ALARM, LEAK
from legation.engine.oracle import (
    CheckedColumn,
    CheckedTable,
    Oracle,
    Stop,
    Store,
    UndeclaredError,
    backwards,
    forwards,
    rebound,
    shuffled,
)
from legation.engine.week import the_week
from legation.engine.world import Outcome, advance
from legation.kernel.chance import Now
from legation.testing import first_difference, random_world, week_with
from tests.contract.bad import leaks_a_cent, understates_its_majorant


@pytest.fixture
def column():
    """Five shares, from 0 to 100, that may be written."""
    return CheckedColumn(Store("alert", [10, 20, 30, 40, 50], 0, 100, may_write=True))


@pytest.mark.parametrize("row", [-1, 5])
def test_a_row_that_does_not_exist_is_refused(column, row):
    with pytest.raises(AssertionError, match=f"alert has 5 rows and no row {row}"):
        column[row]
    with pytest.raises(AssertionError, match=f"alert has 5 rows and no row {row}"):
        column[row] = 0


def test_a_slice_is_a_view_as_in_numpy(column):
    view = column[1:4]
    view[0] = 99
    assert (column[1], len(view), view[2]) == (99, 3, 40)
    assert view[1:3][0] == 30


def test_a_view_ends_where_its_slice_ends(column):
    with pytest.raises(AssertionError, match="no row 3"):
        column[1:4][3]


@pytest.mark.parametrize("bounds", [slice(-1, 3), slice(0, 6), slice(3, 2)])
def test_a_slice_beyond_the_column_is_refused(column, bounds):
    with pytest.raises(AssertionError, match="alert has 5 rows, not slice"):
        column[bounds]


@pytest.mark.parametrize("value", [-1, 101])
def test_a_value_out_of_range_is_refused(column, value):
    with pytest.raises(AssertionError, match=f"alert is {value}, outside 0 to 100"):
        column[0] = value


@pytest.mark.parametrize(("value", "kind"), [(1.0, "float"), (np.int64(1), "int64"), ("1", "str")])
def test_a_value_that_is_no_plain_whole_number_is_refused(column, value, kind):
    with pytest.raises(AssertionError, match=f"a {kind}, not a whole number"):
        column[0] = value


def test_the_ends_of_the_range_and_a_truth_are_let_through(column):
    column[0], column[1], column[2] = 0, 100, True
    assert column.store.values == [0, 100, 1, 40, 50]
    assert type(column[2]) is int


def test_a_column_that_may_not_be_written_is_not():
    column = CheckedColumn(Store("alert", [10], 0, 100))
    with pytest.raises(UndeclaredError, match="writes alert, which its step does not mark"):
        column[0] = 10
    assert column[0] == 10


def test_moves_are_noted_for_status_only_and_only_where_it_changes():
    status = CheckedColumn(Store("status", [1, 1, 0], 0, 2, may_write=True))
    status[0], status[1], status[2] = 0, 1, 1
    assert status.store.moves == {(1, 0), (0, 1)}
    other = CheckedColumn(Store("role", [1], 0, 2, may_write=True))
    other[0] = 0
    assert other.store.moves == set()


def test_a_table_stands_for_its_address_and_a_row_of_it_is_a_view():
    table = CheckedTable(Store("imports_by_week", list(range(6)), 0, 100, may_write=True), 3)
    first, second = table + 0, table + 8 * 3
    second[2] = 50
    assert (second[0], second[2], len(first)) == (3, 50, 3)


def test_orders_hold_every_row_once():
    rows = range(3, 40)
    assert list(forwards(rows)) == list(rows)
    assert list(backwards(rows)) == list(rows)[::-1]
    assert sorted(shuffled(rows)) == list(rows)
    assert shuffled(rows) == shuffled(rows) != list(rows)


def test_a_rebound_module_runs_its_loops_in_the_other_order_and_leaves_the_original_alone():
    module = ModuleType("a_module")
    source = "def inner(n):\n    return [k for k in range(n)]\ndef outer(n):\n    return inner(n)\n"
    exec(compile(source, "a_module", "exec"), vars(module))
    assert rebound(module, backwards)["outer"](3) == [2, 1, 0]
    assert module.outer(3) == [0, 1, 2]


def test_a_rebound_lottery_asks_everyone_in_the_other_order():
    module = ModuleType("a_module")
    vars(module)["candidates"] = None
    now = Now(0, 0, 1, 4, None, None, None)
    assert list(rebound(module, backwards)["candidates"](now, 0, 0)) == [3, 2, 1, 0]


def test_the_oracle_and_compiled_code_agree_from_any_week():
    world, setting = random_world(the_week(), 1, 60)
    advance(world, setting, 21)
    watched = world.copy()
    assert Oracle(watched, setting).advance(45) == advance(world, setting, 45)
    assert first_difference(watched, world) == ""
    assert watched.at == world.at == 45


def test_the_oracle_finds_a_leak_after_the_mechanism_that_made_it():
    world, setting = random_world(week_with(leaks_a_cent), 0, 40)
    oracle = Oracle(world, setting, audit=True)
    outcome = oracle.advance(30)
    assert oracle.stop == Stop("leaks_a_cent", Outcome(LEAK, 17, 1, 1))
    assert outcome == oracle.stop.outcome
    assert world.at == 0


def test_without_an_audit_after_each_mechanism_the_leak_is_found_at_the_end_of_the_week():
    world, setting = random_world(week_with(leaks_a_cent), 0, 40)
    oracle = Oracle(world, setting)
    assert oracle.advance(30).week == 17
    assert oracle.stop is None


def test_the_oracle_sees_every_chance_above_its_majorant():
    """All 40 of them, also those that compiled code skips."""
    world, setting = random_world(week_with(understates_its_majorant), 0, 40)
    outcome = Oracle(world, setting).advance(3)
    assert (outcome.code, outcome.week, outcome.amount) == (ALARM, 0, 40)


def test_numbers_of_unsigned_columns_are_not_taken_below_zero():
    """Compiled, 2 - 3 of such columns is 2**64 - 1."""
    column = CheckedColumn(Store("skill", [2, 3], 0, 100, unsigned=True))
    assert column[1] - column[0] == 1
    assert 1 - column[1] == column[0] - 4 == -2
    with pytest.raises(AssertionError, match="2 - 3: both columns are unsigned"):
        column[0] - column[1]
    with pytest.raises(AssertionError, match="-3: the column is unsigned"):
        -column[1]


def test_columns_with_a_step_are_refused(column):
    with pytest.raises(AssertionError, match="must be without gaps"):
        column[0:4:2]
