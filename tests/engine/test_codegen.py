"""The generated units: what they fetch, what they call, how a week is closed; and where words stand."""

import numpy as np
import pytest

from legation.engine import layout as handing
from legation.engine.codegen import Layout, layout
from legation.engine.week import the_week
from legation.engine.world import hand_over
from legation.kernel.money import ACCOUNTS
from legation.population.columns import INPUT, OURS
from legation.testing import random_world


def _unit(name):
    return next(unit for unit in the_week().units if unit.name.startswith(f"legation_{name}_"))


def test_a_unit_fetches_the_columns_of_its_step_and_the_weeks_row_of_inputs_and_calls_the_step():
    at = the_week().layout
    source = _unit("sessions").source
    assert f"    alert = column(world, {at.state['alert']}, np.int64)\n" in source
    assert "    mechanism.run(now, p, alert, sessions, free_time)\n" in source
    posts = _unit("posts").source
    assert f"    permit = row(world, {at.inputs['permit']}, now.week)\n" in posts
    assert f"    status = column(world, {at.state['status']}, np.uint8)\n" in posts


def test_a_step_is_told_its_parameters_from_where_the_row_has_them():
    first = the_week().layout.parameters + the_week().row.index("sessions.base_per_week")
    row = ", ".join(f"number(world, {first + k})" for k in range(3))
    assert f"    p = mechanism.Parameters({row})\n" in _unit("sessions").source


def test_every_account_that_stands_for_columns_is_audited_each_week_before_the_census():
    source = _unit("close").source
    for number, account in enumerate(ACCOUNTS):
        if account.columns:
            held = " + ".join(f"total({name})" for name in account.columns)
            assert f"    gap = {held} - accounts[{number}]\n" in source
    assert "    gap = total(accounts)\n" in source
    assert source.index("total(accounts)") < source.index("return GOES_ON") < source.index("the_census.run(")


def test_every_alarm_is_looked_at_each_week():
    for number, column in enumerate(OURS.all):
        if column.alarm:
            assert f"    if {column.name}[0] > 0:\n        return stop(world, 2, {number}, " in _unit("close").source


def test_a_week_that_ends_no_period_is_closed_without_a_census():
    assert "    if now.week % 4 != 3:\n        return GOES_ON\n" in _unit("close").source


def test_no_two_things_stand_in_the_same_word():
    at = layout(OURS, 10)
    pairs = [*at.state.values(), *at.inputs.values(), *at.history.values(), handing.FLAGS, handing.WORDS, handing.PICKS]
    words = [position + k for position in pairs for k in (0, 1)]
    words += range(at.parameters, at.size)
    words += [handing.SEED, handing.NUMBER, handing.WEEK, handing.CODE, handing.POSITION, handing.AMOUNT]
    assert sorted(words) == list(range(at.size))
    assert isinstance(at, Layout)


def test_a_row_of_words_points_to_the_columns_of_the_world():
    world, setting = random_world(the_week(), 3, 12)
    words, arrays = hand_over(world, setting)
    at = the_week().layout
    for column in OURS.all:
        table = setting.inputs if column.axis == INPUT else world.columns
        position = (at.inputs if column.axis == INPUT else at.state)[column.name]
        assert words[position] == table[column.name].ctypes.data
        assert words[position + 1] == table[column.name].shape[-1]
        assert any(array is table[column.name] for array in arrays)
    assert (words[handing.SEED], words[handing.NUMBER]) == (world.seed, 3)
    assert words[at.parameters :].tolist() == world.parameters.tolist()


def test_a_column_of_another_type_is_not_handed_over():
    """Compiled code would read its bytes as something else."""
    world, setting = random_world(the_week(), 0, 12)
    world.columns["savings"] = world.columns["savings"].astype(np.int32)
    with pytest.raises(AssertionError, match="int32"):
        hand_over(world, setting)
