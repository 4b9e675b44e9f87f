"""The helper for authors of mechanisms: its random worlds are lively, and its comparisons see what differs.

What it catches stands in `tests/contract/test_mechanisms.py`.
"""

from types import SimpleNamespace

import numpy as np
import pytest

from legation.engine.week import founding_parameters, the_week
from legation.engine.world import advance
from legation.kernel.units import UNITS, Declared, Within, to_machine
from legation.mechanisms import flight
from legation.population.codes import SUMMONED, VACANT
from legation.testing import (
    RANGES,
    Trial,
    check_mechanism,
    fingerprint,
    first_difference,
    random_inputs,
    random_parameters,
    random_world,
    week_with,
    world_digest,
)
from tests.contract import allowance


def test_every_unit_has_a_range_within_its_limits():
    assert set(RANGES) == set(UNITS)
    for name, (low, high) in RANGES.items():
        assert UNITS[name].low <= low < high <= UNITS[name].high


def test_random_parameters_lie_in_range_and_reach_both_ends():
    told = {f"group.share_{k}": Declared("share", Within(0.25, 0.5)) for k in range(1_000)}
    values = np.array(list(random_parameters(told, 0).values()))
    assert (values.min(), values.max()) == (16_384, 32_768)
    # A tenth at each end: 100 with sd 9.5; allowed are 5 sd.
    assert all(abs(np.count_nonzero(values == end) - 100) < 48 for end in (16_384, 32_768))


def test_random_parameters_cover_the_installed_week_and_belong_to_their_seed():
    told = founding_parameters() | the_week().parameters
    assert set(random_parameters(told, 1)) == set(told)
    assert random_parameters(told, 1) == random_parameters(told, 1)
    assert random_parameters(told, 1) != random_parameters(told, 2)
    low, high = (to_machine("USD/yr", end) for end in told["trade.median_margin"].within)
    assert low <= random_parameters(told, 1)["trade.median_margin"] <= high


def test_whatever_else_is_drawn_leaves_random_parameters_and_inputs_as_they_are():
    """So a mechanism more changes no world of the contract but by what it does there."""
    told, columns = founding_parameters() | the_week().parameters, the_week().columns
    few, last = dict(list(told.items())[1::2]), SimpleNamespace(inputs=columns.inputs[-1:])
    assert random_parameters(few, 1).items() <= random_parameters(told, 1).items()
    for name, rows in random_inputs(last, 1).items():
        assert np.array_equal(rows, random_inputs(columns, 1)[name])
    assert len({random_parameters(told, 1)[name] for name, said in told.items() if said.unit == "share"}) > 5


def test_random_inputs_keep_within_their_columns():
    columns = the_week().columns
    rows = random_inputs(columns, 0)
    assert set(rows) == {column.name for column in columns.inputs}
    assert all(0 <= rows[column.name].min() < rows[column.name].max() <= column.high for column in columns.inputs)


def test_random_worlds_are_lively_enough_to_show_a_fault():
    """Over the first worlds of the contract something of everything happens."""
    seen = dict.fromkeys(("fled", "clampdowns", "trade_income", "income_bins", "fled_in_a_week", "alert"), 0)
    left = []
    for number in range(4):
        world, setting = random_world(the_week(), number, 120)
        assert advance(world, setting, 60).done
        for name in seen:
            seen[name] += int(world.history[name].sum())
        left.append(int((world.columns["status"] != VACANT).sum()))
    assert all(seen.values()), seen
    assert 0 < max(left) < 120


def test_a_difference_names_column_row_and_values():
    world, _ = random_world(the_week(), 0, 20)
    other = world.copy()
    assert first_difference(world, other) == ""
    assert world_digest(world) == world_digest(other)
    other.columns["savings"][3] = 5
    assert first_difference(world, other) == "savings, row 3: 0 and 5"
    assert world_digest(world) != world_digest(other)


def test_a_column_that_is_also_kept_is_compared_as_it_stands():
    world, _ = random_world(the_week(), 0, 20)
    other = world.copy()
    other.columns["alert"][2] = 1
    assert first_difference(world, other) == "alert, row 2: 0 and 1"
    assert world_digest(world) != world_digest(other)


def test_a_difference_is_seen_in_what_was_kept_too():
    world, _ = random_world(the_week(), 0, 20)
    other = world.copy()
    other.history["fled"][2, 1] = 1
    assert first_difference(world, other) == "fled by period, row 15: 0 and 1"  # period 2, place 1 of 7


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


def _tampered(monkeypatch, changes):
    """Let compiled worlds be changed behind the program's back after each piece of a run."""

    def astray(world, setting, last):
        first = world.at
        outcome = advance(world, setting, last)
        changes(world, setting, first)
        return outcome

    monkeypatch.setattr("legation.testing.advance", astray)


def _trial():
    return Trial(flight, the_week(), 1, 20, 40)


def _adds(column, row=0, by=1):
    def change(world):
        world.columns[column][row] += by

    return change


CLAUSES = {
    "compiled_code_does_the_same": (
        lambda world, setting, first: _adds("savings")(world),
        "oracle and compiled code differ in savings, row 0",
    ),
    "only_declared_columns_and_moves_change": (
        lambda world, setting, first: setting.on.sum() == 1 and _adds("market", 2)(world),
        "week 0: changes market without `Write`",
    ),
    "pieces_make_the_whole": (
        lambda world, setting, first: first == 10 and _adds("skill", 3)(world),
        "run week by week the world differs in skill, row 3",
    ),
    "switched_off_it_is_as_if_it_were_not_there": (
        lambda world, setting, first: not setting.on.all() and _adds("alert", 1)(world),
        "switched off, the world differs from one without it in alert, row 1",
    ),
    "others_notice_only_what_it_wrote": (
        lambda world, setting, first: first == 7 and setting.on.all() and _adds("market", 4)(world),
        "before week 8: on or off changes market, out of reach",
    ),
}


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_that_is_broken_says_where(clause, monkeypatch):
    changes, said = CLAUSES[clause]
    getattr(_trial(), clause)()
    _tampered(monkeypatch, changes)
    with pytest.raises(AssertionError, match=f"mechanism flight, world 1.*{said}"):
        getattr(_trial(), clause)()


def test_a_move_that_is_not_declared_is_seen_in_compiled_code_too(monkeypatch):
    def summons(world, setting, first):
        if setting.on.sum() == 1 and first == 2:
            world.columns["status"][:] = SUMMONED

    _tampered(monkeypatch, summons)
    with pytest.raises(AssertionError, match=r"week 2: moves .*posted to summoned.*, which MOVES does not name"):
        _trial().only_declared_columns_and_moves_change()


def test_money_that_does_not_close_between_weeks_is_seen(monkeypatch):
    _tampered(monkeypatch, lambda world, setting, first: first == 4 and _adds("savings", 0, 5)(world))
    with pytest.raises(AssertionError, match="before week 5 officials is off by 5 cents"):
        _trial().pieces_make_the_whole()


def test_worlds_that_two_threads_make_differently_are_seen(monkeypatch):
    """The program keeps threads apart by keeping all state in columns; here a count of runs leaks into them."""
    runs = []

    def counts(world, setting, first):
        runs.append(1)
        world.columns["skill"][0] = len(runs) // 3

    monkeypatch.setattr(Trial, "check", lambda self: None)
    _tampered(monkeypatch, counts)
    with pytest.raises(AssertionError, match="two threads give other worlds than one"):
        check_mechanism(flight, weeks=4, posts=20)
