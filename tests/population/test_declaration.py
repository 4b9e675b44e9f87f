"""The declaration of one column: its range, and what it holds unwritten."""

import numpy as np
import pytest

from legation.kernel.fixed_point import ONE
from legation.population.declaration import OFFICIAL, Column


def test_a_range_that_is_not_given_is_that_of_the_type():
    bare = Column("x", OFFICIAL, np.uint8, "count", "nothing")
    assert (bare.low, bare.high) == (0, 255)
    assert (bare.neutral, bare.record, bare.alarm) == (0, "", "")


@pytest.mark.parametrize(
    ("limits", "span"),
    [({"least": 0}, (0, 2**63 - 1)), ({"most": ONE}, (-(2**63), ONE)), ({"least": 1, "most": 2}, (1, 2))],
)
def test_a_range_that_is_given_replaces_that_of_the_type_at_either_end(limits, span):
    column = Column("x", OFFICIAL, np.int64, "count", "nothing", **limits)
    assert (column.low, column.high) == span
