"""What compiled units are handed: words that say where columns are, read by plain and by compiled twins alike."""

import numpy as np
import pytest
from numba import njit, uint8

from legation.engine.layout import (
    AMOUNT,
    CODE,
    FIRST_FREE,
    FLAGS,
    GOES_ON,
    NUMBER,
    PICKS,
    POSITION,
    SEED,
    STOPS,
    WEEK,
    WORDS,
    call,
    column,
    now_of,
    number,
    row,
    stop,
)
from legation.engine.oracle import Column, Handed, Store, Table
from legation.kernel.chance import draw, scratch

STATUS, TABLE, PARAMETER = FIRST_FREE, FIRST_FREE + 2, FIRST_FREE + 4


class _Memory:
    """Three posts with status 1, 0, 2, a table of two rows, a parameter of 70; seed 5, world 6, week 7."""

    def __init__(self):
        self.words = np.zeros(PARAMETER + 1, np.int64)
        self.arrays = {
            STATUS: np.array([1, 0, 2], np.uint8),
            TABLE: np.array([[10, 20], [30, 40]], np.int64),
            **dict(zip((FLAGS, WORDS, PICKS), scratch(3), strict=True)),
        }
        for position, array in self.arrays.items():
            self.words[position], self.words[position + 1] = array.ctypes.data, array.shape[-1]
        self.words[[SEED, NUMBER, WEEK, PARAMETER]] = 5, 6, 7, 70

    @property
    def address(self):
        return self.words.ctypes.data


def _plain():
    store = Store("table", [10, 20, 30, 40], 0, 99)
    columns = {STATUS: Column(Store("status", [1, 0, 2], 0, 2)), TABLE: Table(store, 2)}
    return Handed({SEED: 5, NUMBER: 6, WEEK: 7, PARAMETER: 70}, columns, 3)


def _reads(world):
    """A number, the sum of a column, its length, the second row of a table, and the luck of post 2."""
    status, second = column(world, STATUS, uint8), row(world, TABLE, 1)
    now = now_of(world)
    return number(world, PARAMETER), len(status), status[0] + status[2], second[0], second[1], now.week, draw(now, 9, 2)


def test_plain_and_compiled_twins_read_the_same():
    compiled = njit("UniTuple(int64, 7)(int64)")(_reads)(_Memory().address)
    assert compiled == _reads(_plain())
    assert compiled[:6] == (70, 3, 3, 30, 40, 7)


def _writes(world):
    status = column(world, STATUS, uint8)
    status[1] = 2
    return stop(world, 3, 4, -5)


def test_what_stops_a_world_is_left_in_its_words_and_columns_are_written_in_place():
    memory = _Memory()
    assert njit("int64(int64)")(_writes)(memory.address) == STOPS != GOES_ON
    assert memory.words[[CODE, POSITION, AMOUNT]].tolist() == [3, 4, -5]
    assert memory.arrays[STATUS].tolist() == [1, 2, 2]


def test_the_plain_twin_leaves_the_same_word():
    plain = _plain()
    assert stop(plain, 3, 4, -5) == STOPS
    assert [plain.numbers[at] for at in (CODE, POSITION, AMOUNT)] == [3, 4, -5]


@pytest.mark.parametrize(("divisor", "told"), [(7, 10), (0, -1)])
def test_a_unit_is_called_by_the_address_of_its_code_and_tells_minus_one_if_it_raises(divisor, told):
    unit = njit("int64(int64)")(lambda world: 70 // number(world, PARAMETER))
    (result,) = unit.overloads.values()
    entry = result.library.get_pointer_to_function(result.fndesc.llvm_func_name)
    memory = _Memory()
    memory.words[PARAMETER] = divisor
    assert njit("int64(int64, int64)")(lambda code, world: call(code, world))(entry, memory.address) == told
