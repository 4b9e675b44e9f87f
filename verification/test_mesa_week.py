"""The Mesa program whose speed `make bench` compares with ours is the same model: few worlds, so that it can't rot.

Seeds are fixed, so a result is the same every time.
"""

from __future__ import annotations

import pytest

from benchmarks.comparison import RULES, agreement, founding_agreement
from benchmarks.worlds import baseline

OURS, THEIRS = 64, 12  # worlds


@pytest.fixture(scope="module")
def base():
    return baseline(RULES)


def test_both_found_the_same_people(base):
    """Four traits of 20,000 officials on each side; each mean agrees within four standard errors."""
    assert len(founding_agreement(base)) == 4


def test_both_give_the_same_worlds(base):
    """Seven means; each agrees within four standard errors, which for flights are about 11 % of ours."""
    rows = {row.what.removesuffix(", Mesa against ours"): row.note for row in agreement(base, OURS, THEIRS)}
    assert len(rows) == 7
    assert not [what for what, note in rows.items() if note.startswith("ours 0,")], "something never happened"


def test_a_rule_read_otherwise_is_seen(base):
    """The negative control: in Mesa control deters half as much. Expected: 22 % more flights and 2 % less income."""
    with pytest.raises(AssertionError, match="Mesa's model is not ours: income per unit of skill"):
        agreement(base, OURS, THEIRS, {"flight.deterrence": base.human["flight.deterrence"] / 2})
