"""What compiled units are handed: shared words, and a row of their own that says where columns are."""

import numpy as np
import pytest
from numba import njit

from legation.engine.intrinsics import call, register_marked
from legation.engine.layout import (
    AMOUNT,
    CODE,
    FLAGS,
    GOES_ON,
    NUMBER,
    PICKS,
    POSITION,
    SEED,
    SHARED,
    STOPS,
    WEEK,
    WORDS,
    now_of,
    row,
    stop,
    view,
)
from legation.engine.oracle import CheckedColumn, CheckedTable, Store
from legation.kernel.chance import draw, scratch

PARAMETER, STATUS, TABLE = 0, 1, 3


class _Memory:
    """Three posts with status 1, 0, 2, a table of two rows, a parameter of 70; seed 5, world 6, week 7."""

    def __init__(self):
        self.words, self.own = np.zeros(SHARED, np.int64), np.zeros(5, np.int64)
        self.arrays = {STATUS: np.array([1, 0, 2], np.uint8), TABLE: np.array([[10, 20], [30, 40]], np.int64)}
        for position, array in self.arrays.items():
            self.own[position], self.own[position + 1] = array.ctypes.data, array.shape[-1]
        self.room = scratch(3)
        for position, array in zip((FLAGS, WORDS, PICKS), self.room, strict=True):
            self.words[position], self.words[position + 1] = array.ctypes.data, len(array)
        self.words[[SEED, NUMBER, WEEK]] = 5, 6, 7
        self.own[PARAMETER] = 70

    @property
    def addresses(self):
        return self.words.ctypes.data, self.own.ctypes.data


def _plain():
    words = [5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 3]
    table = CheckedTable(Store("table", [10, 20, 30, 40], 0, 99), 2)
    return words, [70, CheckedColumn(Store("status", [1, 0, 2], 0, 2)), 3, table, 2]


def _reads(shared, own):
    """A number, the sum of a column, its length, the second row of a table, and the luck of post 2."""
    words, own = view(shared, SHARED, np.int64), view(own, 5, np.int64)
    status, second = view(own[STATUS], own[STATUS + 1], np.uint8), row(own, TABLE, 1)
    now = now_of(words)
    return own[PARAMETER], len(status), status[0] + status[2], second[0], second[1], now.week, draw(now, 9, 2)


def test_plain_and_compiled_units_read_the_same():
    register_marked()
    compiled = njit("UniTuple(int64, 7)(int64, int64)")(_reads)(*_Memory().addresses)
    assert compiled == _reads(*_plain())
    assert compiled[:6] == (70, 3, 3, 30, 40, 7)


def _writes(shared, own):
    words, own = view(shared, SHARED, np.int64), view(own, 5, np.int64)
    status = view(own[STATUS], own[STATUS + 1], np.uint8)
    status[1] = 2
    return stop(words, 3, 4, -5)


def test_what_stops_a_world_is_left_in_its_words_and_columns_are_written_in_place():
    register_marked()
    memory = _Memory()
    assert njit("int64(int64, int64)")(_writes)(*memory.addresses) == STOPS != GOES_ON
    assert memory.words[[CODE, POSITION, AMOUNT]].tolist() == [3, 4, -5]
    assert memory.arrays[STATUS].tolist() == [1, 2, 2]


def test_a_plain_unit_leaves_the_same_word():
    words, _ = _plain()
    assert stop(words, 3, 4, -5) == STOPS
    assert [words[at] for at in (CODE, POSITION, AMOUNT)] == [3, 4, -5]


@pytest.mark.parametrize(("divisor", "outcome"), [(7, 10), (0, -1)])
def test_a_unit_is_called_by_the_address_of_its_code_and_gives_minus_one_if_it_raises(divisor, outcome):
    register_marked()
    unit = njit("int64(int64, int64)")(lambda shared, own: 70 // view(own, 5, np.int64)[PARAMETER])
    (result,) = unit.overloads.values()
    entry = result.library.get_pointer_to_function(result.fndesc.llvm_func_name)
    memory = _Memory()
    memory.own[PARAMETER] = divisor
    caller = njit("int64(int64, int64, int64)")(lambda code, shared, own: call(code, shared, own))
    assert caller(entry, *memory.addresses) == outcome
