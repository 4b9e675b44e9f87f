"""What a wheel brings: object code for three levels of processors, taken only where it fits."""

import importlib

import pytest

from legation.base.cache_folders import CACHE_VARIABLE
from legation.engine import cache, compiler, shipped
from legation.engine.week import compose


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Sessions and the driver, compiled for every level."""
    folder = tmp_path_factory.mktemp("objects")
    shipped.ship((_sessions(), compiler.driver()), folder)
    return folder


def _sessions():
    return compose([importlib.import_module("legation.mechanisms.sessions")]).units[0]


@pytest.fixture
def alone(folder, tmp_path, monkeypatch):
    """A process that has loaded nothing, with an empty cache and no compiler."""
    monkeypatch.setattr(shipped.shipped_object, "__defaults__", (folder,))
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(compiler, "_entries", {})
    monkeypatch.setattr(compiler, "start_helpers", None)
    compiler.load_units.cache_clear()
    yield
    compiler.load_units.cache_clear()


def test_every_level_has_its_own_code(folder):
    codes = {name: cache.read_object(folder / name, shipped.shipped_name(_sessions())).code for name in shipped.LEVELS}
    assert len(set(codes.values())) >= 2, "sessions is small, and still no two levels may fall together by mistake"
    assert {path.parent.name for path in folder.rglob("*.object")} == set(shipped.LEVELS)


def test_a_process_with_shipped_code_compiles_nothing(alone):
    assert compiler.is_compiled([_sessions()])
    assert compiler.load_units((_sessions(),)).entries.min() > 0


def test_code_of_other_sources_is_not_taken(alone):
    assert shipped.shipped_object(_sessions()._replace(rules="0123456789abcdef")) is None


def test_damaged_code_is_not_taken(alone, folder, tmp_path):
    name = shipped.shipped_name(_sessions())
    damaged = tmp_path / "objects" / shipped.level()
    damaged.mkdir(parents=True)
    whole = (folder / shipped.level() / f"{name}{cache.SUFFIX}").read_bytes()
    (damaged / f"{name}{cache.SUFFIX}").write_bytes(whole[:-1] + b"?")
    assert shipped.shipped_object(_sessions(), tmp_path / "objects") is None


@pytest.mark.parametrize("setting", cache.SETTINGS)
def test_whoever_asks_for_other_code_gets_none_that_was_shipped(alone, monkeypatch, setting):
    monkeypatch.setenv(f"NUMBA_{setting}", "x86-64")
    assert shipped.shipped_object(_sessions()) is None


@pytest.mark.parametrize(("system", "machine"), [("Darwin", "arm64"), ("Linux", "aarch64"), ("Windows", "AMD64")])
def test_other_machines_compile(monkeypatch, system, machine):
    shipped.level.cache_clear()
    monkeypatch.setattr(shipped.platform, "system", lambda: system)
    monkeypatch.setattr(shipped.platform, "machine", lambda: machine)
    assert shipped.level() is None
    shipped.level.cache_clear()


LACKING = [((), "x86-64-v4"), (("avx512vl",), "x86-64-v3"), (("fma",), "x86-64"), (("avx2", "fma"), "x86-64")]


@pytest.mark.parametrize(("lacks", "expected"), LACKING)
def test_the_highest_level_that_the_processor_has_is_taken(monkeypatch, lacks, expected):
    import llvmlite.binding as llvm

    every = {feature: True for needed in shipped.LEVELS.values() for feature in needed}
    monkeypatch.setattr(llvm, "get_host_cpu_features", lambda: every | dict.fromkeys(lacks, False))
    monkeypatch.setattr(shipped.platform, "system", lambda: "Linux")
    monkeypatch.setattr(shipped.platform, "machine", lambda: "x86_64")
    shipped.level.cache_clear()
    assert shipped.level() == expected
    shipped.level.cache_clear()
