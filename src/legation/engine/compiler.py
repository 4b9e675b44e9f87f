"""Compiler: has object code made of a week's units, once, and loads it.

Numba compiles on one processor at a time. Units don't know of one another, so each of several processes takes some,
and leaves what it has made in the cache, where the others find it. Fresh or from the cache, object code is loaded in
the same way, by LLVM alone: the process that runs worlds never imports Numba.
"""

from __future__ import annotations

import base64
import ctypes
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import IO, Any, NamedTuple

import numpy as np

from legation.base.cache_folders import CACHE_VARIABLE
from legation.base.faults import Fault, Faults, MechanismError, shown
from legation.base.machine import processors
from legation.base.registered import way_out
from legation.engine import cache
from legation.engine.cache import ObjectCode
from legation.engine.codegen import GeneratedUnit
from legation.engine.shipped import shipped_object
from legation.engine.unit_sources import driver, mechanism_of

# Starting a process takes about as long as compiling a unit.
WORTH_A_PROCESS = 2

# What a process that compiles runs: sources on standard input, where modules are found as its argument.
_HELPER = """import json, sys
sys.path[:] = json.loads(sys.argv[1])
from legation.engine import compilation
compilation.help_out()"""

# Settings that Numba takes from the folder in which a process was started.
NUMBA_FILE = ".numba_config.yaml"

# Which module a unit's source imports as the mechanism.
_MECHANISM = re.compile(r"^import (\S+) as mechanism$", re.M)

# Numba's calling convention: where to put the result and what was raised; then the arguments. Returns 0 if all is well.
_DRIVE = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * 6)

_lock = Lock()
_entries: dict[str, int] = {}  # of each unit that is loaded: where its code begins
_engines: list[Any] = []  # LLVM frees code with its engine, so each lives as long as the process


class CompiledWeek(NamedTuple):
    """A week that can run.

    entries  (units,) int64, where the compiled code of each begins
    """

    entries: np.ndarray
    driver: Any

    def drive(self, entries: np.ndarray, rows: np.ndarray, words: np.ndarray, first: int, last: int) -> int:
        """Run weeks `first` to `last` - 1 of a world; units whose entry is 0 are left out. Releases the GIL.

        Returns  one of DONE, LEAK, ALARM, RAISED; the words at WEEK, POSITION and AMOUNT say more
        """
        result, raised = ctypes.c_int64(), ctypes.c_void_p()
        units, own, shared = (array.__array_interface__["data"][0] for array in (entries, rows, words))
        answers = ctypes.addressof(result), ctypes.addressof(raised)
        status = self.driver(*answers, units, own, len(entries), shared, first, last)
        assert status == 0, f"the driver raises nothing, and returned {status}"
        return result.value


def is_compiled(units: Sequence[GeneratedUnit]) -> bool:
    """Whether these units came with the program, or earlier processes have compiled them."""
    return all(unit.name in _entries or _ready(unit) for unit in (*units, driver()))


def _ready(unit: GeneratedUnit) -> ObjectCode | None:
    """Object code that nobody has to make: from the cache, or as it came with the program."""
    return cache.read_object(cache.units_folder(), unit.name) or shipped_object(unit)


@lru_cache(maxsize=64)
def load_units(units: tuple[GeneratedUnit, ...]) -> CompiledWeek:
    """The units, compiled or from the cache. Safe to call from many threads.

    Raises  UserError where Numba was told to compile nothing, or otherwise; MechanismError for a step that it can't
            compile
    """
    with _lock:
        wanted = {unit.name: unit for unit in (*units, driver()) if unit.name not in _entries}
        _link(_object_code(wanted))
    entries = np.array([_entries[unit.name] for unit in units], np.int64)
    return CompiledWeek(entries, _DRIVE(_entries[driver().name]))


def _object_code(units: dict[str, GeneratedUnit]) -> dict[str, ObjectCode]:
    """Object code of these units: what is ready, and the rest made now."""
    ready = {name: code for name, unit in units.items() if (code := _ready(unit))}
    missing = [unit for name, unit in units.items() if name not in ready]
    if missing:
        _check_settings()
        ready |= compiled(missing)
    return ready


def compiled(units: Sequence[GeneratedUnit]) -> dict[str, ObjectCode]:
    """Object code of units, by name, which other processes make now or have left in the cache meanwhile.

    Raises  MechanismError with every step that Numba can't compile
    """
    helpers = start_helpers(units)
    try:
        answers = [answer for helper in helpers for answer in helper.answers()]
        made = {answer["unit"]: _decoded(answer) for answer in answers if "code" in answer}
        faults = Faults(Fault(**fault) for answer in answers for fault in answer.get("faults", ()))
        faults.refuse(MechanismError)
        folder = cache.units_folder()
        for unit in units:
            code = made.get(unit.name) or cache.read_object(folder, unit.name)
            if code is None:
                raise MechanismError(_given_up(unit, helpers))
            made[unit.name] = code
        return made
    finally:
        for helper in helpers:
            helper.close()


def _decoded(answer: dict[str, Any]) -> ObjectCode:
    return ObjectCode(answer["entry"], base64.b64decode(answer["code"]))


def _check_settings() -> None:
    """Refuse settings under which Numba would compile nothing, or something else than the cache is told of."""
    faults = Faults()
    if os.environ.get("NUMBA_DISABLE_JIT", "0") != "0":
        advice = "Unset it: worlds run in compiled code only."
        faults.append(Fault("the environment", "NUMBA_DISABLE_JIT", "Numba free to compile", advice))
    if Path(NUMBA_FILE).is_file() and find_spec("yaml"):
        advice = "Move it, or run from another folder."
        faults.append(Fault("this folder", NUMBA_FILE, "no settings that change what Numba compiles", advice))
    faults.refuse()


def _link(objects: dict[str, ObjectCode]) -> None:
    """Load object code into this process and note where each unit begins."""
    import llvmlite.binding as llvm

    if not objects:
        return
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target.create_target_machine())
    for made in objects.values():
        engine.add_object_file(llvm.ObjectFileRef.from_data(made.code))
    engine.finalize_object()
    _engines.append(engine)
    for name, made in objects.items():
        _entries[name] = engine.get_function_address(made.entry)
        assert _entries[name], f"{name} has no {made.entry}"


class Helper(NamedTuple):
    """A process that compiles units, and what it writes: answers as lines of JSON, and what went wrong otherwise."""

    process: subprocess.Popen[bytes]
    said: IO[bytes]
    complaints: IO[bytes]

    def answers(self) -> list[dict[str, Any]]:
        """What it has made, once it has ended; a line that was cut off isn't one."""
        self.process.wait()
        self.said.seek(0)
        return [json.loads(line) for line in self.said if line.endswith(b"\n")]

    def complaint(self) -> str:
        """The last line of what went wrong, or nothing."""
        self.complaints.seek(0)
        return "".join(self.complaints.read().decode(errors="replace").splitlines()[-1:])

    def close(self) -> None:
        """Stop it if it still runs, and let go of what it wrote."""
        self.process.terminate()
        self.process.wait()
        self.said.close()
        self.complaints.close()


def start_helpers(units: Sequence[GeneratedUnit]) -> list[Helper]:
    """Processes that compile the same units, each in an order of its own; whoever comes second finds it done.

    A helper runs isolated: it takes modules from where this process has them, and never from the folder in which the
    user happens to stand.
    """
    count = max(1, min(processors(), len(units) // WORTH_A_PROCESS))
    command = [sys.executable, "-I", "-c", _HELPER, json.dumps([*module_folders(), *folders_of_others(units)])]
    environment = os.environ | {CACHE_VARIABLE: str(cache.units_folder().parent)}
    helpers = []
    for k in range(count):
        said, complaints = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 - `Helper.close` does it
        with tempfile.TemporaryFile() as work:
            work.write(json.dumps([(unit.name, unit.source) for unit in in_order_of(k, count, units)]).encode())
            work.seek(0)
            process = subprocess.Popen(command, stdin=work, stdout=said, stderr=complaints, env=environment)
        helpers.append(Helper(process, said, complaints))
    return helpers


def _given_up(unit: GeneratedUnit, helpers: Sequence[Helper]) -> Fault:
    """That a unit came back neither compiled nor refused: its compiler stopped by itself."""
    name = mechanism_of(unit)
    codes = ", ".join(str(helper.process.returncode) for helper in helpers)
    said = shown(" ".join(filter(None, (helper.complaint() for helper in helpers))), 200)
    found = f"a compiler that ended with {codes} and said {said}"
    return Fault(f"mechanism {name}: run", found, "a step that Numba can compile", way_out(name))


def module_folders() -> list[str]:
    """Where this process finds modules, without the current folder and without places relative to it."""
    here = Path.cwd().resolve()
    return [entry for entry in sys.path if Path(entry).is_absolute() and Path(entry).resolve() != here]


def folders_of_others(units: Sequence[GeneratedUnit]) -> list[str]:
    """Where mechanisms that aren't ours were imported from, be it the current folder.

    They come last, so that nothing there is taken for a module that stands elsewhere.
    """
    modules = (name for unit in units for name in _MECHANISM.findall(unit.source))
    roots = {name.partition(".")[0] for name in modules}
    packages = (sys.modules[root] for root in sorted(roots) if root in sys.modules and root != "legation")
    places = ([*getattr(package, "__path__", ()), package.__file__][0] for package in packages)
    return [str(Path(place).resolve().parent) for place in places if place]


def in_order_of(process: int, count: int, units: Sequence[Any]) -> list[Any]:
    """All units, in the order in which one of `count` processes goes through them.

    Two by two they have a part of the units, which one goes through from the front and the other from the back, so
    that they meet once; then they go on to the other parts.
    """
    parts, part = (count + 1) // 2, process // 2
    begin, end = len(units) * part // parts, len(units) * (part + 1) // parts
    own = list(units[begin:end])
    return (own[::-1] if process % 2 else own) + list(units[end:]) + list(units[:begin])
