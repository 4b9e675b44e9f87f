"""Compiling a week's units, once. What is not yet in the cache is shared out among as many processes as processors.

Numba compiles on one processor at a time. Units don't know of one another, so each process takes some, and leaves what
it has compiled in the cache, where this one finds it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numba
import numpy as np

from legation.base.digest import source
from legation.base.faults import Fault, UserError
from legation.base.machine import processors
from legation.engine import cache as compiling
from legation.engine import layout as handing
from legation.engine.codegen import Unit, drive_source

_loading = Lock()

# Starting a process takes about as long as compiling a unit.
WORTH_A_PROCESS = 2

# What a process that helps to compile runs.
_HELPER = "import sys; from legation.engine.compiler import compile_files; compile_files(sys.argv[1:])"


class Compiled(NamedTuple):
    """A week that can run.

    modules  the generated modules of its units, in order
    entries  (units,) int64, where the compiled code of each begins
    drive    compiled: entries, words, address of the words, first week, last week -> four numbers
    """

    modules: tuple[Any, ...]
    entries: np.ndarray
    drive: Any

    def assembly(self) -> str:
        """The machine code of all units, as text, where this very process has compiled them all."""
        return "\n".join(text for module in self.modules for text in module.compiled.inspect_asm().values())


def is_compiled(units: tuple[Unit, ...]) -> bool:
    """Whether earlier processes have compiled these units and left them in the cache."""
    return all(compiling.is_compiled(path_of(unit)) for unit in (*units, _driver()))


@lru_cache(maxsize=64)
def load(units: tuple[Unit, ...]) -> Compiled:
    """The units, compiled or from the cache. Safe to call from many threads.

    Raises  UserError where Numba was told to compile nothing
    """
    settings: Any = numba.config
    if settings.DISABLE_JIT:
        advice = "Unset it: worlds run in compiled code only."
        raise UserError(Fault("the environment", "NUMBA_DISABLE_JIT", "Numba free to compile", advice))
    with _loading:
        paths = [path_of(unit) for unit in (*units, _driver())]
        helpers = start_helpers([path for path in paths if not compiling.is_compiled(path)])
        try:
            *modules, driver = map(_compiled, paths)
        finally:
            for helper in helpers:
                helper.terminate()  # What it may still be at has been done here, or can't be done.
                helper.wait()
    entries = np.array([_entry(module.compiled) for module in modules], np.int64)
    return Compiled(tuple(modules), entries, driver.compiled)


def plain(units: tuple[Unit, ...]) -> list[Any]:
    """The units' modules, imported and not compiled."""
    with _loading:
        return [_imported(path_of(unit)) for unit in units]


def _imported(path: Path) -> Any:
    return sys.modules.get(path.stem) or compiling.import_generated(path)


def _compiled(path: Path) -> Any:
    """The module in a generated file, its `compiled` compiled now or taken from the cache."""
    module = _imported(path)
    module.compiled.compile(module.signature)
    return module


@lru_cache(maxsize=512)
def path_of(unit: Unit) -> Path:
    """The unit's file, written. The same in all processes, unless the cache can't be written."""
    return compiling.write_generated(unit.name, unit.source, compiling.writable_folder(unit.name))


def _driver() -> Unit:
    text = drive_source()
    return Unit(f"legation_drive_{compiling.digest([text.encode(), source(Path(handing.__file__))])}", text)


def start_helpers(paths: list[Path]) -> list[subprocess.Popen[bytes]]:
    """Processes that compile the same files, each in an order of its own; whoever comes second finds it done.

    What a helper fails at, this process meets itself, and says.
    """
    count = min(processors(), len(paths) // WORTH_A_PROCESS)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return [
        subprocess.Popen(
            [sys.executable, "-c", _HELPER, *map(str, in_order_of(k, count, paths))],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for k in range(1, count)
    ]


def in_order_of(process: int, count: int, paths: list[Path]) -> list[Path]:
    """All files, in the order in which one of `count` processes goes through them.

    Two by two they have a part of the files, which one goes through from the front and the other from the back, so
    that they meet once; then they go on to the other parts.
    """
    parts, part = (count + 1) // 2, process // 2
    begin, end = len(paths) * part // parts, len(paths) * (part + 1) // parts
    own = paths[begin:end]
    return (own[::-1] if process % 2 else own) + paths[end:] + paths[:begin]


def compile_files(files: Iterable[str]) -> None:
    """Compile the generated files that nobody has compiled yet."""
    for path in map(Path, files):
        if not compiling.is_compiled(path):
            _compiled(path)


def _entry(compiled: Any) -> int:
    """Where the machine code of a unit begins, in the calling convention that `handing.call` speaks."""
    (result,) = compiled.overloads.values()
    return int(result.library.get_pointer_to_function(result.fndesc.llvm_func_name))
