"""Units are compiled once, by as many processes as there are processors, and what one raises stops the world."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from legation.base.cache_folders import CACHE_VARIABLE
from legation.base.faults import MechanismError, UserError
from legation.engine import cache, compiler
from legation.engine.codegen import GeneratedUnit
from legation.engine.layout import RAISED
from legation.engine.postmortem import describe_stop, stopped
from legation.engine.week import compose, the_week
from legation.engine.world import Outcome, advance
from legation.testing import random_world, week_with
from tests.contract.bad import divides_by_nothing

UNITS = [GeneratedUnit(str(k), "") for k in range(10)]
FEW = ("sessions", "environment", "upkeep", "rotation")


def _order(process, count):
    return [int(unit.name) for unit in compiler.in_order_of(process, count, UNITS)]


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A compile cache of its own, empty, and a process that has loaded nothing."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(compiler, "_entries", {})
    compiler.load_units.cache_clear()
    yield cache.units_folder()
    compiler.load_units.cache_clear()


def _few():
    return compose([importlib.import_module(f"legation.mechanisms.{name}") for name in FEW]).units


def test_two_processes_go_through_the_units_from_both_ends():
    assert _order(0, 2) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert _order(1, 2) == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]


def test_of_four_processes_two_begin_with_each_half_and_everyone_comes_to_every_unit():
    assert _order(2, 4) == [5, 6, 7, 8, 9, 0, 1, 2, 3, 4]
    assert _order(3, 4) == [9, 8, 7, 6, 5, 0, 1, 2, 3, 4]
    assert all(sorted(_order(k, count)) == list(range(10)) for count in (1, 2, 3, 5, 16) for k in range(count))


def test_a_week_is_loaded_once():
    assert compiler.load_units(the_week().units) is compiler.load_units(the_week().units)
    assert compiler.is_compiled(the_week().units)


def test_processes_share_the_compiling_and_this_one_finds_what_they_left(empty, monkeypatch):
    monkeypatch.setattr(compiler, "processors", lambda: 2)
    units = _few()
    helpers = compiler.start_helpers(units)
    answers = [helper.answers() for helper in helpers]
    assert [helper.process.returncode for helper in helpers] == [0, 0]
    assert all(cache.read_object(empty, unit.name) for unit in units)
    assert {answer["unit"] for part in answers for answer in part} == {unit.name for unit in units}
    assert all(answers), "each of the two has compiled some"
    for helper in helpers:
        helper.close()


def test_few_units_are_worth_one_process(empty, monkeypatch):
    monkeypatch.setattr(compiler, "processors", lambda: 2)
    (helper,) = compiler.start_helpers(UNITS[:3])
    helper.close()


def test_a_cache_that_takes_nothing_costs_time_only(empty, monkeypatch):
    """What a process compiles, it also says; the cache only spares the others the same work."""
    empty.chmod(0o500)
    units = compose([importlib.import_module("legation.mechanisms.sessions")]).units
    if os.geteuid() == 0:
        (empty / f"{units[0].name}{cache.SUFFIX}").mkdir()  # whom no mode keeps out, a folder in its place does
    assert set(compiler.compiled(units)) == {unit.name for unit in units}
    empty.chmod(0o700)
    assert not cache.read_object(empty, units[0].name)


def test_a_compiler_that_ends_by_itself_is_told(empty, monkeypatch):
    monkeypatch.setattr(compiler, "_HELPER", "import sys; sys.exit('out of everything')")
    units = compose([importlib.import_module("legation.mechanisms.sessions")]).units
    with pytest.raises(MechanismError, match=r"mechanism sessions: run: found a compiler that ended with 1 and said"):
        compiler.load_units(units)


def test_every_step_that_cannot_be_compiled_is_told_at_once(empty):
    units = tuple(GeneratedUnit(f"legation_{name}_0", f"def unit(shared, own):\n    return {name}\n") for name in "ab")
    with pytest.raises(MechanismError) as refused:
        compiler.load_units(units)
    assert [fault.field for fault in refused.value.faults] == ["mechanism a: run", "mechanism b: run"]


def test_a_damaged_file_of_the_cache_is_noticed_and_compiled_anew(empty, monkeypatch):
    """An emptied file once read as a stop by the user."""
    monkeypatch.setattr(compiler, "processors", lambda: 1)
    (sessions, *_) = units = compose([importlib.import_module("legation.mechanisms.sessions")]).units
    compiler.load_units(units)
    (empty / f"{sessions.name}{cache.SUFFIX}").write_bytes(b"")
    monkeypatch.setattr(compiler, "_entries", {})
    compiler.load_units.cache_clear()
    assert not compiler.is_compiled(units)
    assert len(compiler.load_units(units).entries) == 2
    assert cache.read_object(empty, sessions.name)


def test_the_current_folder_is_never_a_place_for_modules(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", ".", str(tmp_path), "relative", "/elsewhere", str(tmp_path / "below")])
    assert compiler.module_folders() == ["/elsewhere", str(tmp_path / "below")]


def test_mechanisms_of_others_are_found_where_they_were_imported_from_after_everything_else():
    week = week_with(divides_by_nothing)
    (theirs,) = [unit for unit in week.units if "divides_by_nothing" in unit.name]
    assert compiler.folders_of_others([theirs]) == [str(Path(__file__).parents[2])]
    assert compiler.folders_of_others(_few()) == []


PLANTED = ("numba", "numpy", "llvmlite", "json", "legation", "sitecustomize", "usercustomize", "yaml", "ctypes")
COMPILE = f"""
import importlib
from legation.engine import compiler
from legation.engine.week import compose
compiler.processors = lambda: 2
week = compose([importlib.import_module("legation.mechanisms." + name) for name in {FEW}])
compiler.load_units(week.units)
"""


def test_no_file_of_the_current_folder_is_run(tmp_path):
    """A process that helps to compile once ran whatever lay beside a scenario under the name of a module."""
    here, was_run = tmp_path / "here", tmp_path / "was-run"
    here.mkdir()
    for name in PLANTED:
        (here / f"{name}.py").write_text(f"open({str(was_run)!r}, 'a').write({name!r})\n", encoding="utf-8")
    asked = {CACHE_VARIABLE: str(tmp_path / "cache"), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    # With -P the process itself leaves the folder alone; what it starts has to do so by itself.
    command = [sys.executable, "-P", "-c", COMPILE]
    done = subprocess.run(command, cwd=here, env=os.environ | asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not was_run.exists(), was_run.read_text(encoding="utf-8")
    assert len(list((tmp_path / "cache" / cache.FOLDER).glob(f"*{cache.SUFFIX}"))) == len(FEW) + 2


def test_what_compiled_code_raises_stops_the_world_and_the_oracle_says_what_it_was():
    start, setup = random_world(week_with(divides_by_nothing), 0, 12)
    outcome = advance(start.copy(), setup, 9)
    position = [mechanism.name for mechanism in setup.week.mechanisms].index("divides_by_nothing")
    assert outcome == Outcome(RAISED, 3, position, 0)
    assert describe_stop(start, setup, outcome) == (
        "World 0 stopped in week 3 (26 January 2009): mechanism divides_by_nothing raises "
        "ZeroDivisionError: integer division or modulo by zero."
    )
    assert "mechanism divides_by_nothing raises an exception" in stopped(0, setup.week, outcome, "")


def test_where_compiled_code_begins_is_known_for_every_unit():
    entries = compiler.load_units(the_week().units).entries
    assert entries.dtype == np.int64
    assert len(set(entries.tolist())) == len(the_week().units)
    assert entries.min() > 0


def test_where_numba_may_compile_nothing_it_is_said(empty, monkeypatch):
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    with pytest.raises(UserError, match="the environment: found NUMBA_DISABLE_JIT; expected Numba free to compile"):
        compiler.load_units(the_week().units)


def test_settings_of_numba_that_lie_in_the_current_folder_are_refused(empty, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(compiler, "find_spec", lambda name: name == "yaml")
    (tmp_path / compiler.NUMBA_FILE).write_text("opt: 0\n")
    with pytest.raises(UserError, match=r"this folder: found \.numba_config\.yaml; expected no settings"):
        compiler.load_units(the_week().units)


def test_a_world_whose_code_is_ready_needs_no_compiler():
    """What is compiled already is loaded by LLVM alone; Numba takes half a second to import."""
    program = "import sys; from legation.testing import fingerprint; fingerprint(); print('numba' in sys.modules)"
    compiler.load_units(the_week().units)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
