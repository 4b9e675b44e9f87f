"""The driver: which units it calls, in which order, and where it stops."""

import numpy as np
import pytest
from numba import njit

from legation.engine.driver import drive
from legation.engine.intrinsics import register_marked
from legation.engine.layout import (
    AMOUNT,
    CODE,
    DONE,
    GOES_ON,
    LEAK,
    POSITION,
    RAISED,
    SHARED,
    WEEK,
    stop,
    view,
)


def _notes(shared, own):
    """A unit that notes the weeks in which it was called, stops the world in one and raises in another.

    Its row: how often it was called, the sum of the weeks, the week in which it stops, and that in which it raises.
    """
    words, own = view(shared, SHARED, np.int64), view(own, 4, np.int64)
    own[0] += 1
    own[1] += words[WEEK]
    if words[WEEK] == own[2]:
        return stop(words, LEAK, 5, -7)
    return GOES_ON + 0 // (own[3] - words[WEEK])


@pytest.fixture(scope="module")
def compiled():
    """The driver, and the address of the unit's code."""
    register_marked()
    unit = njit("int64(int64, int64)")(_notes)
    (result,) = unit.overloads.values()
    return (
        njit("int64(int64, int64, int64, int64, int64, int64)")(drive),
        unit,
        result.library.get_pointer_to_function(result.fndesc.llvm_func_name),
    )


def _run(compiled, *, on, stops=(-1, -1), raises=(-1, -1), first=10, last=13):
    """What the driver returns, the shared words, and what two units have noted."""
    run, _, entry = compiled
    words, own = np.zeros(SHARED, np.int64), np.array([[0, 0, *each] for each in zip(stops, raises, strict=True)])
    entries, rows = np.where(on, entry, 0), np.array([row.ctypes.data for row in own])
    code = run(entries.ctypes.data, rows.ctypes.data, 2, words.ctypes.data, first, last)
    return code, words, own[:, :2].tolist()


def test_each_unit_that_is_on_is_called_once_a_week(compiled):
    """Weeks 10, 11 and 12, with a sum of 33."""
    code, words, noted = _run(compiled, on=[1, 1])
    assert (code, words[WEEK], noted) == (DONE, 12, [[3, 33], [3, 33]])
    assert _run(compiled, on=[0, 1])[2] == [[0, 0], [3, 33]]
    assert _run(compiled, on=[1, 1], last=10)[2] == [[0, 0], [0, 0]]


def test_a_unit_that_stops_the_world_is_the_last_that_is_called(compiled):
    code, words, noted = _run(compiled, on=[1, 1], stops=(11, -1))
    assert (code, noted) == (LEAK, [[2, 21], [1, 10]])
    assert words[[WEEK, CODE, POSITION, AMOUNT]].tolist() == [11, LEAK, 5, -7]


def test_of_a_unit_that_raises_the_position_is_left(compiled):
    code, words, noted = _run(compiled, on=[1, 1], raises=(-1, 11))
    assert (code, noted) == (RAISED, [[2, 21], [2, 21]])
    assert words[[WEEK, POSITION, AMOUNT]].tolist() == [11, 1, 0]
