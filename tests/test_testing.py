"""The helper for authors of mechanisms: its random worlds are lively, and its comparisons see what differs.

What it catches stands in `tests/contract/test_mechanisms.py`.
"""

import numpy as np
import pytest

from legation.base.quantities import UNITS, to_machine
from legation.engine.compose import founding_parameters, the_week
from legation.engine.world import advance
from legation.population.columns import INPUTS
from legation.testing import (
    RANGES,
    check_mechanism,
    difference,
    digest,
    fingerprint,
    random_inputs,
    random_parameters,
    random_world,
    week_with,
)
from tests.contract import allowance


def test_every_unit_has_a_range_within_its_limits():
    assert set(RANGES) == set(UNITS)
    for name, (low, high) in RANGES.items():
        assert UNITS[name].low <= low < high <= UNITS[name].high


def test_random_parameters_lie_in_range_and_reach_both_ends():
    units = {f"group.share_{k}": "share" for k in range(1_000)}
    values = np.array(list(random_parameters(units, 0).values()))
    assert (values.min(), values.max()) == (0, 65_536)
    # A quarter at each end: 250 with sd 13.7; allowed are 5 sd.
    assert all(abs(np.count_nonzero(values == end) - 250) < 69 for end in (0, 65_536))


def test_random_parameters_cover_the_installed_week_and_belong_to_their_seed():
    units = founding_parameters() | the_week().parameters
    assert set(random_parameters(units, 1)) == set(units)
    assert random_parameters(units, 1) == random_parameters(units, 1)
    assert random_parameters(units, 1) != random_parameters(units, 2)
    low, high = (to_machine("USD/yr", end) for end in RANGES["USD/yr"])
    assert low <= random_parameters(units, 1)["trade.median_margin"] <= high


def test_random_inputs_keep_within_their_columns():
    rows = random_inputs(0)
    assert set(rows) == {column.name for column in INPUTS}
    assert all(0 <= rows[column.name].min() < rows[column.name].max() <= column.high for column in INPUTS)


def test_random_worlds_are_lively_enough_to_show_a_fault():
    """Over the three worlds of the contract something of everything happens."""
    seen = dict.fromkeys(("fled", "clampdowns", "trade_income", "income_bins", "fled_in_a_week", "alert"), 0)
    left = []
    for number in range(3):
        world, setting = random_world(the_week(), number, 120)
        assert advance(world, setting, 60).done
        for name in seen:
            seen[name] += int(world.kept[name].sum())
        left.append(int(world.columns["status"].sum()))
    assert all(seen.values()), seen
    assert 0 < max(left) < 120


def test_a_difference_names_column_row_and_values():
    world, _ = random_world(the_week(), 0, 20)
    other = world.copy()
    assert difference(world, other) == ""
    assert digest(world) == digest(other)
    other.columns["savings"][3] = 5
    assert difference(world, other) == "savings, row 3: 0 and 5"
    assert digest(world) != digest(other)


def test_a_difference_is_seen_in_what_was_kept_too():
    world, _ = random_world(the_week(), 0, 20)
    other = world.copy()
    other.kept["fled"][2, 1] = 1
    assert difference(world, other) == "fled, row 15: 0 and 1"  # period 2, place 1 of 7


def test_a_fingerprint_repeats_and_depends_on_the_worlds():
    assert fingerprint(weeks=8, posts=20, worlds=2) == fingerprint(weeks=8, posts=20, worlds=2)
    assert fingerprint(weeks=8, posts=20, worlds=2) != fingerprint(weeks=8, posts=20, worlds=1)


def test_a_mechanism_of_ours_is_checked_in_the_installed_week():
    assert week_with(the_week().mechanisms[1].module) is the_week()


def test_a_mechanism_of_others_takes_the_place_that_its_AFTER_names():
    names = [mechanism.name for mechanism in week_with(allowance).mechanisms]
    assert names[names.index("trade") + 1] == "allowance"


def test_a_mechanism_without_a_place_is_told_where_it_may_stand(monkeypatch):
    monkeypatch.setattr(allowance, "AFTER", "tarde")
    with pytest.raises(AssertionError, match=r"AFTER: found 'tarde'; .* Did you mean trade\?"):
        check_mechanism(allowance)
