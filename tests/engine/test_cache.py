"""Compiled code is never stale, two processes may make it at once, and it is kept where nobody else can plant any."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile

import pytest

from legation.engine import cache as compiling

RULES = """
from legation.kernel.marks import rule

@rule
def gift(week):
    return {cents}
"""
MECHANISM = '''
"""Gifts: every official is given the same."""
from typing import NamedTuple
from legation.kernel.marks import step
from legation.kernel.money import CUSTOMERS, OFFICIALS, transfer
from legation.population.columns import Write
from outsider.rules import gift

class Parameters(NamedTuple):
    """None."""

MOVES = frozenset()

@step
def run(now, p, savings: Write, accounts: Write):
    for official in range(len(savings)):
        savings[official] += gift(now.week)
        transfer(accounts, CUSTOMERS, OFFICIALS, gift(now.week))
'''
PROGRAM = """
import numpy as np
import outsider.gifts
from legation.engine.compiler import path_of
from legation.engine.week import compose
from legation.engine.world import advance
from legation.testing import random_world
week = compose([outsider.gifts])
world, setting = random_world(week, 0, 10)
assert advance(world, setting, 4).done
gifts = week.units[0]
print(gifts.name, world.columns["savings"][0], path_of(gifts))
"""


@pytest.fixture(scope="module")
def outsider(tmp_path_factory):
    """A third party's package of two files, in which a rule gives 10 cents a week."""
    folder = tmp_path_factory.mktemp("outsider")
    package = folder / "outsider"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "gifts.py").write_text(MECHANISM, encoding="utf-8")
    (package / "rules.py").write_text(RULES.format(cents=10), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def filled(outsider):
    """A cache that a first run has filled, and what that run gave."""
    return outsider / "cache", _run(outsider, outsider / "cache")


def _begin(folder, cache):
    (folder / "temporary").mkdir(exist_ok=True)
    asked = {"PYTHONPATH": str(folder), "LEGATION_CACHE": str(cache), "TMPDIR": str(folder / "temporary")}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _end(process):
    out, err = process.communicate()
    assert process.returncode == 0, err
    name, cents, file = out.split()
    return name, int(cents), file


def _run(folder, cache):
    return _end(_begin(folder, cache))


def test_an_edited_rule_changes_the_name_and_the_next_result(outsider, filled, tmp_path):
    cache, first = filled
    assert first[1] == 4 * 10
    shutil.copytree(outsider / "outsider", tmp_path / "outsider")
    assert _run(tmp_path, cache) == first
    (tmp_path / "outsider" / "rules.py").write_text(RULES.format(cents=1_000), encoding="utf-8")
    second = _run(tmp_path, cache)
    assert second[1] == 4 * 1_000
    assert second[0] != first[0]


def test_two_processes_may_compile_at_once(outsider, tmp_path):
    cache = tmp_path / "cache"
    one, two = [_begin(outsider, cache) for _ in range(2)]
    first, second = _end(one), _end(two)
    assert first == second
    assert first[1] == 40
    files = [path.name for path in (cache / first[0]).iterdir() if path.is_file()]
    assert files == [f"{first[0]}.py"]


def test_a_cache_that_cannot_be_made_is_replaced_by_a_private_folder(outsider, tmp_path):
    (tmp_path / "file").touch()
    name, cents, file = _run(outsider, tmp_path / "file" / "below")
    assert cents == 40
    assert file.startswith(str(outsider / "temporary"))
    assert file.endswith(f"{name}.py")
    assert not any((outsider / "temporary").glob("legation-*")), "it goes when the process ends"


def test_a_folder_for_the_time_being_is_private(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("LEGATION_CACHE", str(tmp_path / "file" / "below"))
    assert stat.S_IMODE(compiling.writable_folder("week").stat().st_mode) == 0o700


def test_a_filled_cache_works_where_it_cannot_be_written(outsider, filled):
    """Permissions do not bind an administrator; the next test denies the writing itself."""
    cache, first = filled
    folders = [cache / first[0] / "__pycache__", cache / first[0], cache]
    for folder in folders:
        folder.chmod(0o500)
    try:
        assert _run(outsider, cache) == first
    finally:
        for folder in folders:
            folder.chmod(0o700)


def test_a_filled_folder_serves_and_an_empty_one_does_not_where_writing_is_denied(tmp_path, monkeypatch):
    (tmp_path / "filled").mkdir()
    (tmp_path / "filled" / "filled.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "private").mkdir()

    def denied(**_):
        raise PermissionError("read-only")

    monkeypatch.setenv(compiling.CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "private"))
    monkeypatch.setattr(tempfile, "TemporaryFile", denied)
    assert compiling.writable_folder("filled") == tmp_path / "filled"
    assert compiling.writable_folder("empty").parent == tmp_path / "private"


def test_a_file_that_somebody_planted_is_not_run(outsider, filled, tmp_path):
    name = filled[1][0]
    path = tmp_path / "cache" / name / f"{name}.py"
    shutil.copytree(filled[0], tmp_path / "cache")
    written = path.read_text(encoding="utf-8")
    path.write_text("raise SystemExit('planted')\n", encoding="utf-8")
    assert _run(outsider, tmp_path / "cache")[1] == 40
    assert path.read_text(encoding="utf-8") == written


def test_the_cache_folder_of_a_week_is_private(tmp_path, monkeypatch):
    monkeypatch.setenv(compiling.CACHE_VARIABLE, str(tmp_path / "cache"))
    folder = compiling.writable_folder("week")
    assert folder == tmp_path / "cache" / "week"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no permissions of that kind")
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_to_is_not_used(mode, tmp_path, monkeypatch):
    """Compiled code is read back without a look at it, so whoever can write there could plant any."""
    (tmp_path / "week").mkdir()
    (tmp_path / "week").chmod(mode)
    (tmp_path / "week" / "planted.py").touch()
    (tmp_path / "private").mkdir()
    monkeypatch.setenv(compiling.CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "private"))
    folder = compiling.writable_folder("week")
    assert folder.parent == tmp_path / "private"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_cache_is_where_the_system_keeps_such_things(tmp_path, monkeypatch):
    monkeypatch.delenv(compiling.CACHE_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert compiling.cache_folder() == tmp_path / "legation"
    monkeypatch.setenv(compiling.CACHE_VARIABLE, str(tmp_path / "mine"))
    assert compiling.cache_folder() == tmp_path / "mine"


def test_a_digest_depends_on_every_text_on_their_order_and_on_where_one_ends():
    usual = compiling.digest([b"one", b"two"])
    assert len(usual) == 16
    assert usual == compiling.digest([b"one", b"two"])
    assert len({usual, compiling.digest([b"two", b"one"]), compiling.digest([b"onet", b"wo"])}) == 3


def test_a_rule_stays_an_ordinary_function():
    def doubles(cents):
        return 2 * cents

    assert compiling.rule(doubles)(21) == 42
    assert compiling.step(doubles) is doubles


def test_a_generated_module_is_registered_by_its_name_so_that_compiled_code_is_found_again(tmp_path):
    module = compiling.import_generated(compiling.write_generated("legation_week_for_a_test", "x = 1\n", tmp_path))
    try:
        assert module.x == 1
        assert sys.modules["legation_week_for_a_test"] is module
        assert [path.name for path in tmp_path.glob("*.*")] == ["legation_week_for_a_test.py"]
    finally:
        del sys.modules["legation_week_for_a_test"]


def test_a_generated_module_that_fails_is_not_registered(tmp_path):
    with pytest.raises(ZeroDivisionError):
        compiling.import_generated(compiling.write_generated("legation_week_that_fails", "x = 1 // 0\n", tmp_path))
    assert "legation_week_that_fails" not in sys.modules


def test_machine_code_is_kept_beside_its_file_whatever_folder_numba_is_given(tmp_path, monkeypatch):
    monkeypatch.setattr(compiling.numba.config, "CACHE_DIR", str(tmp_path / "elsewhere"))
    source = "from numba import njit\n\ncompiled = njit(cache=True)(lambda: 1)\n"
    path = compiling.write_generated("legation_kept_for_a_test", source, tmp_path)
    try:
        assert not compiling.is_compiled(path)
        compiling.import_generated(path).compiled()
        assert compiling.is_compiled(path)
        assert str(tmp_path / "elsewhere") == compiling.numba.config.CACHE_DIR
    finally:
        del sys.modules["legation_kept_for_a_test"]
