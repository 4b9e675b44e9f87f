"""Shipped object code: what a wheel brings, so that whoever installs it needs no compiler for our mechanisms.

`make dist` compiles every unit for three levels of x86-64 processors; a machine takes the highest that it can run.
Files are named after the sources that reach a unit, so an edited mechanism is compiled as anywhere else. Whoever
asks for other code by a setting of Numba gets what they ask for. A clone ships nothing.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from legation.base.cache_folders import CACHE_VARIABLE
from legation.base.sources import PACKAGE
from legation.engine import cache
from legation.engine.cache import SETTINGS, ObjectCode
from legation.engine.codegen import GeneratedUnit

FOLDER = PACKAGE / "objects"

# Levels of the x86-64 psABI, and what LLVM must say of a processor for each beyond what it says for those before.
LEVELS = {
    "x86-64": (),
    "x86-64-v3": ("avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe"),
    "x86-64-v4": ("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"),
}


@lru_cache(maxsize=1)
def level() -> str | None:
    """The highest level that this machine can run; None on other systems and processors."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return None
    import llvmlite.binding as llvm

    features = llvm.get_host_cpu_features()
    best = None
    for name, needed in LEVELS.items():
        if not all(features.get(feature) for feature in needed):
            break
        best = name
    return best


def shipped_object(unit: GeneratedUnit, folder: Path = FOLDER) -> ObjectCode | None:
    """The object code of a unit that came with the program; None if there is none, or none that is wanted."""
    if not folder.is_dir() or any(os.environ.get(f"NUMBA_{name}") for name in SETTINGS):
        return None
    best = level()
    return cache.read_object(folder / best, shipped_name(unit)) if best else None


def shipped_name(unit: GeneratedUnit) -> str:
    """What a unit's object code is called here: after the unit and its sources, whatever the compiler and processor."""
    return f"{unit.name.rpartition('_')[0]}_{unit.rules}"


def ship(units: Sequence[GeneratedUnit], folder: Path = FOLDER) -> None:
    """Compile units for each level, anew, and write them where a wheel takes them from."""
    from legation.engine.compiler import compiled

    for name in LEVELS:
        with _compiling_for(name):
            made = compiled(units)
        (folder / name).mkdir(parents=True, exist_ok=True)
        for unit in units:
            assert cache.write_object(folder / name, shipped_name(unit), made[unit.name]), folder


@contextmanager
def _compiling_for(processor: str) -> Iterator[None]:
    """Let processes that are started here compile for a processor, and keep nothing of it in the user's cache."""
    with tempfile.TemporaryDirectory() as folder:
        asked = {"NUMBA_CPU_NAME": processor, "NUMBA_CPU_FEATURES": "", CACHE_VARIABLE: folder}
        before = {name: os.environ.get(name) for name in asked}
        os.environ.update(asked)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
