"""Numba is told of marked functions once; the builtins themselves are tested with the layout that they serve."""

from numba import njit

from legation.engine.intrinsics import register_marked
from legation.kernel import marks
from legation.kernel.marks import rule


@rule
def tripled(cents):
    return 3 * cents


def test_each_marked_function_is_registered_once_and_those_marked_later_too():
    register_marked()
    assert not marks.COMPILED
    assert not marks.TWINS

    @rule
    def halved(cents):
        return cents // 2

    assert [halved] == marks.COMPILED
    register_marked()
    assert njit(lambda cents: halved(tripled(cents)))(4) == 6
