"""Units are compiled once, by as many processes as there are processors, and what one raises stops the world."""

import importlib
from pathlib import Path

import numpy as np
import pytest

from legation.base.faults import UserError
from legation.engine import cache as compiling
from legation.engine import compiler as building
from legation.engine.codegen import RAISED
from legation.engine.postmortem import describe_stop, stopped
from legation.engine.week import compose, the_week
from legation.engine.world import Outcome, advance
from legation.testing import random_world, week_with
from tests.contract.bad import divides_by_nothing

FILES = [Path(f"{k}.py") for k in range(10)]


def _order(process, count):
    return [int(path.stem) for path in building.in_order_of(process, count, FILES)]


def test_two_processes_go_through_the_files_from_both_ends():
    assert _order(0, 2) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert _order(1, 2) == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]


def test_of_four_processes_two_begin_with_each_half_and_everyone_comes_to_every_file():
    assert _order(2, 4) == [5, 6, 7, 8, 9, 0, 1, 2, 3, 4]
    assert _order(3, 4) == [9, 8, 7, 6, 5, 0, 1, 2, 3, 4]
    assert all(sorted(_order(k, count)) == list(range(10)) for count in (1, 2, 3, 5, 16) for k in range(count))


def test_a_week_is_loaded_once():
    assert building.load(the_week().units) is building.load(the_week().units)
    assert building.is_compiled(the_week().units)


def test_processes_share_the_compiling_and_this_one_finds_what_they_left(tmp_path, monkeypatch):
    """All but the first file are compiled by helpers before this process comes to them."""
    monkeypatch.setenv(compiling.CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(building, "processors", lambda: 2)
    building.path_of.cache_clear()
    names = ("sessions", "environment", "upkeep", "rotation")
    week = compose([importlib.import_module(f"legation.mechanisms.{name}") for name in names])
    paths = [building.path_of(unit) for unit in week.units]
    helpers = building.start_helpers(paths)
    assert len(helpers) == 1
    assert [helper.wait() for helper in helpers] == [0]
    assert all(compiling.is_compiled(path) for path in paths)
    building.path_of.cache_clear()


def test_few_files_are_not_worth_a_process(monkeypatch):
    monkeypatch.setattr(building, "processors", lambda: 2)
    assert building.start_helpers(FILES[:3]) == []


def test_what_compiled_code_raises_stops_the_world_and_the_oracle_says_what_it_was():
    start, setting = random_world(week_with(divides_by_nothing), 0, 12)
    outcome = advance(start.copy(), setting, 9)
    position = [mechanism.name for mechanism in setting.week.mechanisms].index("divides_by_nothing")
    assert outcome == Outcome(RAISED, 3, position, 0)
    assert describe_stop(start, setting, outcome) == (
        "World 0 stopped in week 3 (26 January 2009): mechanism divides_by_nothing raises "
        "ZeroDivisionError: integer division or modulo by zero."
    )
    assert "mechanism divides_by_nothing raises an exception" in stopped(0, setting.week, outcome, "")


def test_where_compiled_code_begins_is_known_for_every_unit():
    entries = building.load(the_week().units).entries
    assert entries.dtype == np.int64
    assert len(set(entries.tolist())) == len(the_week().units)
    assert entries.min() > 0


def test_where_numba_may_compile_nothing_it_is_said(monkeypatch):
    monkeypatch.setattr(building.numba.config, "DISABLE_JIT", True)
    with pytest.raises(UserError, match="the environment: found NUMBA_DISABLE_JIT; expected Numba free to compile"):
        building.load.__wrapped__(the_week().units)
