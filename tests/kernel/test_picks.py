"""Picks: plain and compiled code take out the same posts in the same order, before the loop changes anything."""

import numpy as np
import pytest
from numba import njit

from legation.kernel.chance import scratch, this_week
from legation.kernel.marks import rule
from legation.kernel.picks import BLOCK, those

MANY = 10**6


@rule
def is_between(post, column, least, most):
    return (column[post] >= least) & (column[post] < most)


@njit
def _picked(flags, words, picks, first, last, column, least, most):
    now = this_week(1, 0, 0, len(column), flags, words, picks)
    return those(now, first, last, is_between, (column, least, most)).copy()


@njit
def _emptied(flags, words, picks, column):
    now, seen = this_week(1, 0, 0, len(column), flags, words, picks), 0
    for _ in those(now, 0, len(column), is_between, (column, 1, 2)):
        seen += 1
        column[:] = 0
    return seen


def _plain(first, last, column, least, most):
    return list(those(None, first, last, is_between, (column.tolist(), least, most)))


@pytest.mark.parametrize("seldom", [2, 100, 10_000])
def test_plain_and_compiled_are_one(seldom):
    """A million posts, of which half, a hundredth or a few are picked."""
    column = np.random.default_rng(1).integers(0, seldom, MANY).astype(np.int16)
    compiled = _picked(*scratch(MANY), 0, MANY, column, 0, 1)
    assert compiled.tolist() == _plain(0, MANY, column, 0, 1)
    assert abs(len(compiled) - MANY / seldom) < 5 * (MANY / seldom) ** 0.5


@pytest.mark.parametrize("size", [0, 1, 7, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5])
@pytest.mark.parametrize("first", [0, 1, BLOCK, 100])
def test_a_part_is_picked_from_its_first_post_to_before_its_last(first, size):
    """What an earlier, longer pick left in the scratch room makes no difference."""
    column = np.arange(400, dtype=np.int16)
    room = scratch(400)
    assert len(_picked(*room, 0, 400, column, 0, 400)) == 400
    for least, most in ((0, 400), (first + size // 2, first + size // 2 + 1), (1_000, 2_000)):
        compiled = _picked(*room, first, first + size, column, least, most)
        assert compiled.tolist() == _plain(first, first + size, column, least, most)


def test_whom_a_loop_changes_is_picked_all_the_same():
    assert _emptied(*scratch(70), np.ones(70, np.uint8)) == 70
    column = [1] * 3
    for post in those(None, 0, 3, is_between, (column, 1, 2)):
        assert column[post] == 1 or post > 0
        column[:] = [0] * 3
        column[post] = 5
    assert column == [0, 0, 5]
