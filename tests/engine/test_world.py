"""A world is its columns and a week: checkpoints, branches and twins fall out of it."""

from dataclasses import replace

import numpy as np
import pytest

from legation.base.calendar import WEEKS
from legation.engine.week import founding_parameters, the_week
from legation.engine.world import PERIODS, Outcome, advance, begin
from legation.kernel.fixed_point import RATE_ONE
from legation.testing import first_difference, random_parameters, random_world

LAST = 60


@pytest.fixture
def founded():
    return random_world(the_week(), 1, 120)


def test_a_world_begins_with_its_declared_columns_and_parameters():
    machine = random_parameters(founding_parameters() | the_week().parameters, 4)
    world = begin(the_week(), 7, 2, machine, 5)
    assert list(world.columns) == [column.name for column in the_week().columns.state]
    assert all(world.columns[column.name].dtype == column.dtype for column in the_week().columns.state)
    assert world.parameters.tolist() == [machine[name] for name in the_week().parameter_names]
    assert (world.seed, world.number, world.at) == (7, 2, 5)
    assert {name: len(table) for name, table in world.history.items()} == {
        column.name: PERIODS for column in the_week().columns.history
    }


def test_a_world_that_ran_says_so_and_stands_at_its_week(founded):
    world, setting = founded
    assert advance(world, setting, 40) == Outcome(0, 40, 0, 0)
    assert world.at == 40


def test_a_branch_from_a_checkpoint_equals_the_unbroken_run(founded):
    world, setting = founded
    unbroken = world.copy()
    advance(unbroken, setting, LAST)
    advance(world, setting, 40)
    branch = world.copy()
    advance(branch, setting, LAST)
    assert first_difference(branch, unbroken) == ""
    assert first_difference(branch, world) != ""


def test_a_checkpoint_shares_nothing_with_its_world(founded):
    world, setting = founded
    advance(world, setting, 8)
    history = world.copy()
    again = world.copy()
    advance(world, setting, LAST)
    assert first_difference(history, again) == ""
    assert history.at == 8


def test_twins_are_equal_until_their_inputs_part_and_differ_after(founded):
    """Imports halved from week 40 on: the week's market differs in week 40, so the worlds do from its end."""
    world, setting = founded
    imports = setting.inputs["imports"].copy()
    imports[40:] //= 2
    halved = replace(setting, inputs=setting.inputs | {"imports": imports})
    twin = world.copy()
    advance(world, setting, 40)
    advance(twin, halved, 40)
    assert first_difference(world, twin) == ""
    advance(world, setting, 41)
    advance(twin, halved, 41)
    assert first_difference(world, twin).startswith(("savings", "earned", "market"))


def test_twins_have_the_same_luck_after_they_part(founded):
    """Without debts and prices flight hangs on no trade, so halving trade changes who is rich and not who leaves."""
    world, setting = founded
    plain = ("environment", "rotation", "alert", "sessions", "trade", "flight")
    on = np.array([mechanism.name in plain for mechanism in setting.week.mechanisms], np.uint8)
    setting = replace(setting, on=on)
    world.parameters[setting.week.parameter_names.index("flight.overland")] = 0
    world.parameters[setting.week.parameter_names.index("flight.attempts")] = RATE_ONE // 100
    imports = setting.inputs["imports"] // 2
    twin = world.copy()
    advance(world, setting, LAST)
    advance(twin, replace(setting, inputs=setting.inputs | {"imports": imports}), LAST)
    assert world.history["fled"].sum() > 0
    assert np.array_equal(world.columns["status"], twin.columns["status"])
    assert np.array_equal(world.history["fled"], twin.history["fled"])
    assert not np.array_equal(world.history["trade_income"], twin.history["trade_income"])


def test_seed_and_number_each_make_another_world(founded):
    world, setting = founded
    others = [replace(world.copy(), seed=2), replace(world.copy(), number=5)]
    for one in (world, *others):
        advance(one, setting, LAST)
    assert first_difference(world, others[0]) != ""
    assert first_difference(world, others[1]) != ""


def test_the_largest_seed_that_is_allowed_runs(founded):
    world, setting = founded
    assert advance(replace(world, seed=2**63 - 1), setting, 4).done


def test_no_world_runs_backwards_or_past_the_record(founded):
    world, setting = founded
    advance(world, setting, 8)
    for last in (7, WEEKS + 1):
        with pytest.raises(AssertionError):
            advance(world, setting, last)


def test_a_world_runs_to_the_end_of_the_record(founded):
    world, setting = founded
    assert advance(world, setting, WEEKS).done
    assert world.columns["saturated"][0] == 0
