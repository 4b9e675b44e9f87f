"""Compiled code is never stale, two processes may make it at once, and it is kept where nobody else can plant any."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import binary, data, integers, sampled_from

from legation.base.cache_folders import CACHE_VARIABLE
from legation.engine import cache
from legation.engine.cache import ObjectCode

RULES = """
from legation.kernel.marks import rule

@rule
def gift(week):
    return {cents}
"""
MECHANISM = '''
"""Gifts: every official receives the same.

Claims:
    Each official receives the same sum.

Leaves out:
    Everything else stays as it is.
"""
from typing import NamedTuple
from legation.kernel.marks import step
from legation.kernel.money import CUSTOMERS, OFFICIALS, transfer
from legation.kernel.marks import Write
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
from legation.engine import cache
from legation.engine.week import compose
from legation.engine.world import advance
from legation.testing import random_world
week = compose([outsider.gifts])
world, setting = random_world(week, 0, 10)
assert advance(world, setting, 4).done
gifts = week.units[0]
print(gifts.name, world.columns["savings"][0], cache.units_folder())
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


def _begin(folder, cached):
    (folder / "temporary").mkdir(exist_ok=True)
    asked = {"PYTHONPATH": str(folder), "LEGATION_CACHE": str(cached), "TMPDIR": str(folder / "temporary")}
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


def _run(folder, cached):
    return _end(_begin(folder, cached))


def test_an_edited_rule_changes_the_name_and_the_next_result(outsider, filled, tmp_path):
    cached, first = filled
    assert first[1] == 4 * 10
    shutil.copytree(outsider / "outsider", tmp_path / "outsider")
    assert _run(tmp_path, cached) == first
    (tmp_path / "outsider" / "rules.py").write_text(RULES.format(cents=1_000), encoding="utf-8")
    second = _run(tmp_path, cached)
    assert second[1] == 4 * 1_000
    assert second[0] != first[0]


def test_two_processes_may_compile_at_once(outsider, tmp_path):
    cached = tmp_path / "cache"
    one, two = [_begin(outsider, cached) for _ in range(2)]
    first, second = _end(one), _end(two)
    assert first == second
    assert first[1] == 40
    assert not [path for path in (cached / cache.FOLDER).iterdir() if path.suffix != cache.SUFFIX]


def test_a_cache_that_cannot_be_made_is_replaced_by_a_private_folder(outsider, tmp_path):
    (tmp_path / "file").touch()
    _, cents, folder = _run(outsider, tmp_path / "file" / "below")
    assert cents == 40
    assert folder.startswith(str(outsider / "temporary"))
    assert not any((outsider / "temporary").glob("legation-*")), "it goes when the process ends"


@pytest.fixture
def passing(tmp_path, monkeypatch):
    """Where temporary folders are made."""
    (tmp_path / "private").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "private"))
    cache._passing_folder.cache_clear()
    yield tmp_path / "private"
    cache._passing_folder.cache_clear()


def test_a_folder_for_the_time_being_is_private(tmp_path, monkeypatch, passing):
    (tmp_path / "file").touch()
    monkeypatch.setenv("LEGATION_CACHE", str(tmp_path / "file" / "below"))
    assert cache.units_folder().parent == passing
    assert stat.S_IMODE(cache.units_folder().stat().st_mode) == 0o700
    assert cache.units_folder() == cache.units_folder()


def test_a_filled_cache_works_where_it_cannot_be_written(outsider, filled):
    """Permissions do not bind an administrator; the next test denies the writing itself."""
    folder, first = filled
    for path in (folder / cache.FOLDER, folder):
        path.chmod(0o500)
    try:
        assert _run(outsider, folder) == first
    finally:
        for path in (folder / cache.FOLDER, folder):
            path.chmod(0o700)


def test_code_that_cannot_be_kept_is_used_all_the_same_and_leaves_nothing(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert not cache.write_object(tmp_path, "unit", ObjectCode("begin", b"code"))
    assert not list(tmp_path.iterdir())


CODE = ObjectCode("begin", bytes(range(256)) * 8)


def test_object_code_is_read_as_it_was_written(tmp_path):
    assert cache.write_object(tmp_path, "unit", CODE)
    assert cache.read_object(tmp_path, "unit") == CODE
    assert cache.read_object(tmp_path, "another") is None


@settings(max_examples=300, deadline=None)
@given(data())
def test_a_file_that_differs_in_any_byte_or_length_counts_as_missing(data):
    """Altered machine code could end the process, so no damage may go unnoticed."""
    with tempfile.TemporaryDirectory() as folder:
        cache.write_object(Path(folder), "unit", CODE)
        path = Path(folder) / f"unit{cache.SUFFIX}"
        raw = bytearray(path.read_bytes())
        at = data.draw(integers(0, len(raw) - 1))
        change = data.draw(sampled_from(["cut", "flip", "more"]))
        if change == "cut":
            del raw[at:]
        elif change == "flip":
            raw[at] ^= data.draw(integers(1, 255))
        else:
            raw[at:at] = data.draw(binary(min_size=1, max_size=9))
        path.write_bytes(raw)
        assert cache.read_object(Path(folder), "unit") is None


def test_code_in_another_unit_s_place_counts_as_missing(tmp_path):
    cache.write_object(tmp_path, "unit", CODE)
    (tmp_path / f"unit{cache.SUFFIX}").rename(tmp_path / f"another{cache.SUFFIX}")
    assert cache.read_object(tmp_path, "another") is None


def test_the_cache_folder_is_private(tmp_path, monkeypatch):
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    assert cache.units_folder() == tmp_path / "cache" / cache.FOLDER
    assert stat.S_IMODE(cache.units_folder().stat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no permissions of that kind")
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_to_is_not_used(mode, tmp_path, monkeypatch, passing):
    """Compiled code is run as it stands, so whoever can write there could plant any."""
    (tmp_path / cache.FOLDER).mkdir()
    (tmp_path / cache.FOLDER).chmod(mode)
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    assert cache.units_folder().parent == passing
    assert stat.S_IMODE(cache.units_folder().stat().st_mode) == 0o700


def test_a_digest_depends_on_every_text_on_their_order_and_on_where_one_ends():
    usual = cache.code_digest([b"one", b"two"])
    assert len(usual) == 16
    assert usual == cache.code_digest([b"one", b"two"])
    assert len({usual, cache.code_digest([b"two", b"one"]), cache.code_digest([b"onet", b"wo"])}) == 3


@pytest.mark.parametrize("name", cache.SETTINGS)
def test_a_setting_that_changes_what_is_compiled_changes_every_name(name, monkeypatch):
    """A slow setting used once stayed in the cache for ever."""
    monkeypatch.delenv(f"NUMBA_{name}", raising=False)
    usual = cache.code_digest([b"text"])
    monkeypatch.setenv(f"NUMBA_{name}", "0")
    assert cache.code_digest([b"text"]) != usual
