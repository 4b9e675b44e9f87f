"""The generated units: what they fetch, what they call, how a week is closed; and where words stand."""

import numpy as np
import pytest

from legation.engine.codegen import HISTORY, INPUTS, STATE, Slot
from legation.engine.layout import FLAGS, NUMBER, PICKS, SEED, SHARED, WORDS
from legation.engine.week import the_week
from legation.engine.world import lay_out
from legation.kernel.chance import BLOCK
from legation.kernel.money import ACCOUNTS
from legation.testing import random_world


def _unit(name):
    return next(unit for unit in the_week().units if unit.name.startswith(f"legation_{name}_"))


def test_a_unit_fetches_the_columns_of_its_step_and_the_weeks_row_of_inputs_and_calls_the_step():
    sessions = _unit("sessions")
    assert sessions.slots[0] == Slot(STATE, "alert")
    assert (
        f"    alert = view(own[{sessions.parameters}], own[{sessions.parameters + 1}], np.int64)\n" in sessions.source
    )
    assert "    mechanism.run(now, p, alert, sessions, free_time)\n" in sessions.source
    posts = _unit("posts")
    permit = posts.parameters + 2 * posts.slots.index(Slot(INPUTS, "permit"))
    assert f"    permit = row(own, {permit}, now.week)\n" in posts.source
    assert ", np.uint8)\n" in posts.source


def test_a_unit_hands_its_step_groups_of_columns_and_the_mechanism_s_own():
    flight = _unit("flight").source
    assert "groups.Purse(savings, hidden, earned, spent, paid)" in flight
    assert 'Own = namedtuple("Own", ["leaving", "journey_persons", "fled_overland", ' in flight
    assert "Own(leaving, journey_persons, fled_overland, fled_in_a_week, route_paid)" in flight
    assert "groups" not in _unit("sessions").source


def test_a_step_is_given_its_parameters_from_the_beginning_of_its_row():
    assert _unit("sessions").parameters == 4
    assert "    p = mechanism.Parameters(own[0], own[1], own[2], own[3])\n" in _unit("sessions").source


def test_a_unit_s_text_knows_no_position_outside_its_own_row():
    """One column or parameter more elsewhere leaves it as it is."""
    for unit in the_week().units:
        assert f"view(own, {unit.size}, np.int64)" in unit.source
        assert unit.size == unit.parameters + 2 * len(unit.slots)


def test_every_account_that_stands_for_columns_is_audited_each_week_before_the_census():
    source = _unit("close").source
    for number, account in enumerate(ACCOUNTS):
        if account.columns:
            held = " + ".join(f"total({name})" for name in account.columns)
            assert f"    gap = {held} - accounts[{number}]\n" in source
    assert "    gap = total(accounts)\n" in source
    assert source.index("total(accounts)") < source.index("return GOES_ON") < source.index("the_census.take_census(")


def test_every_alarm_is_looked_at_each_week():
    for number, column in enumerate(the_week().columns.all):
        if column.alarm:
            assert f"    if {column.name}[0] > 0:\n        return stop(words, 2, {number}, " in _unit("close").source


def test_a_week_that_ends_no_period_is_closed_without_a_census():
    assert "    if now.week % 4 != 3:\n        return GOES_ON\n" in _unit("close").source


def test_every_column_with_a_history_is_recorded_once():
    slots = _unit("close").slots
    recorded = sorted(column.name for column in the_week().columns.history)
    assert sorted(slot.column for slot in slots if slot.table == HISTORY) == recorded


def test_a_world_laid_out_points_to_its_columns_inputs_history_and_parameters():
    world, setup = random_world(the_week(), 3, 12)
    memory = lay_out(world, setup)
    tables = {STATE: world.columns, INPUTS: setup.inputs, HISTORY: world.history}
    (row, *_), first = memory.arrays, 0
    begin = 0
    for unit, address in zip(setup.week.units, memory.rows, strict=True):
        assert address == row.ctypes.data + 8 * begin
        own = row[begin : begin + unit.size]
        assert own[: unit.parameters].tolist() == world.parameters[first : first + unit.parameters].tolist()
        for k, slot in enumerate(unit.slots):
            array = tables[slot.table][slot.column]
            at = unit.parameters + 2 * k
            assert own[at : at + 2].tolist() == [array.ctypes.data, array.shape[-1]]
            assert any(kept is array for kept in memory.arrays)
        begin, first = begin + unit.size, first + unit.parameters
    assert (first, begin) == (len(world.parameters), len(row))
    assert (memory.words[SEED], memory.words[NUMBER], len(memory.words)) == (world.seed, 3, SHARED)
    posts = len(world.columns["status"])
    blocks = -(-posts // BLOCK)
    assert [memory.words[at + 1] for at in (FLAGS, WORDS, PICKS)] == [BLOCK * blocks, BLOCK * blocks // 8, posts]


def test_a_column_of_another_type_is_not_handed_over():
    """Compiled code would read its bytes as something else."""
    world, setup = random_world(the_week(), 0, 12)
    world.columns["savings"] = world.columns["savings"].astype(np.int32)
    with pytest.raises(AssertionError, match="int32"):
        lay_out(world, setup)
