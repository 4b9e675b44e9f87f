"""Ranks: running sums over the steps of a ladder."""

from itertools import accumulate

import pytest

from legation.engine.oracle import backwards, rebound, shuffled
from legation.kernel.chance import mix
from legation.mechanisms.shared import ranks
from legation.population.codes import RECALL_STEPS

ONE_ON_EACH = [1] * RECALL_STEPS


def _added_up(counts, add_up=ranks.add_up):
    counts = list(counts)
    add_up(counts)
    return counts


def test_three_people_by_hand():
    """On steps 2, 2 and 5: none up to 1, two up to 4, three from 5 on."""
    counts = [0] * RECALL_STEPS
    counts[2], counts[5] = 2, 1
    assert _added_up(counts) == [0, 0, 2, 2, 2] + [3] * (RECALL_STEPS - 5)


@pytest.mark.parametrize("counts", [ONE_ON_EACH, [0] * RECALL_STEPS, [mix(k) % 1_000 for k in range(RECALL_STEPS)]])
def test_each_step_holds_those_on_it_and_below(counts):
    assert _added_up(counts) == list(accumulate(counts))


@pytest.mark.parametrize("order", [backwards, shuffled])
def test_the_order_of_steps_does_not_matter(order):
    assert _added_up(ONE_ON_EACH, rebound(ranks, order)["add_up"]) == list(range(1, RECALL_STEPS + 1))
