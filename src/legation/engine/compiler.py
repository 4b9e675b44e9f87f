"""Compiler: makes object code of a week's units, once, and loads it.

Numba compiles on one processor at a time. Units don't know of one another, so each of several processes takes some,
and leaves what it has made in the cache, where this one finds it. Fresh or from the cache, object code is loaded in
the same way, by LLVM alone.
"""

from __future__ import annotations

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
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from legation.base import sources
from legation.base.cache_folders import CACHE_VARIABLE
from legation.base.digest import digest, source
from legation.base.faults import Fault, Faults, MechanismError, shown
from legation.base.machine import processors
from legation.base.registered import way_out
from legation.engine import cache
from legation.engine.cache import ObjectCode
from legation.engine.codegen import GeneratedUnit

# Starting a process takes about as long as compiling a unit.
WORTH_A_PROCESS = 2

# What a process that helps to compile runs: sources on standard input, where modules are found as its argument.
_HELPER = """import json, sys
sys.path[:] = json.loads(sys.argv[1])
from legation.engine import compiler
compiler.help_out()"""

# Settings that Numba takes from the folder in which a process was started.
NUMBA_FILE = ".numba_config.yaml"

# What object code may ask the process for. Anything else would be Python's or Numba's runtime.
PROVIDED = {"memset", "memcpy", "memmove"}

# What Numba calls when the last user of an array is gone. Ours are views over memory that the host owns, so it is never
# reached; should it be, the process stops there instead of going on with memory that is gone.
_NEVER = "NRT_MemInfo_call_dtor"
_STUBS = f"""
declare void @llvm.trap()
define void @{_NEVER}(i8* %memory) {{
  call void @llvm.trap()
  unreachable
}}
"""

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
    """Whether earlier processes have compiled these units and left them in the cache."""
    folder = cache.units_folder()
    return all(unit.name in _entries or cache.read_object(folder, unit.name) for unit in (*units, driver()))


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
    """Object code of these units, from the cache or made now."""
    folder = cache.units_folder()
    ready = {name: code for name in units if (code := cache.read_object(folder, name))}
    missing = [unit for name, unit in units.items() if name not in ready]
    if missing:
        _check_settings()
    helpers = start_helpers(missing)
    try:
        for unit in missing:
            code = cache.read_object(folder, unit.name)
            if not code:
                code = compile_unit(unit)
                cache.write_object(folder, unit.name, code)
            ready[unit.name] = code
    finally:
        for helper in helpers:
            helper.terminate()  # What it may still be at has been done here, or can't be done.
            helper.wait()
    return ready


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
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(_STUBS), target.create_target_machine())
    for made in objects.values():
        engine.add_object_file(llvm.ObjectFileRef.from_data(made.code))
    engine.finalize_object()
    _engines.append(engine)
    for name, made in objects.items():
        _entries[name] = engine.get_function_address(made.entry)
        assert _entries[name], f"{name} has no {made.entry}"


def compile_unit(unit: GeneratedUnit) -> ObjectCode:
    """Compile one unit, without anything by which Python could call it.

    Raises  MechanismError if Numba can't compile the step of a mechanism
    """
    from numba.core.errors import NumbaError, UnsupportedBytecodeError

    try:
        library, entry = compiled_library(unit)
    except (NumbaError, UnsupportedBytecodeError) as problem:
        raise MechanismError(_not_compiled(unit, str(problem))) from problem
    return ObjectCode(entry, library._get_compiled_object())


# What stands before a reason, and where Numba says which line it means.
_BEFORE_REASON = "Failed in nopython mode pipeline"
_LINE = re.compile(r'(?:at|Raised from|File) "?(\S.*\.py)(?: \(|", line )(\d+)')


def _not_compiled(unit: GeneratedUnit, said: str) -> Fault:
    """What Numba said of a step, without the paths inside Numba: its innermost reason, and the line of the step."""
    name = _name_of(unit)
    reasons = said.rpartition(_BEFORE_REASON)[2].splitlines()
    reason = next(line.strip() for line in reasons if line.strip() and "pipeline" not in line and "(step:" not in line)
    file, line = match.groups() if (match := _LINE.search(said)) else ("", "0")
    expected = "a step that Numba can compile: whole numbers, and functions marked with `@rule`"
    found = shown(reason.partition(" Raised from")[0], 200)
    return Fault(f"mechanism {name}: run", found, expected, way_out(name), file, int(line))


def compiled_library(unit: GeneratedUnit) -> tuple[Any, str]:
    """Numba's library of one unit, and the symbol at which the unit begins."""
    from numba import int64
    from numba.core import compiler
    from numba.core.compiler_lock import global_compiler_lock
    from numba.core.registry import cpu_target

    from legation.engine import intrinsics

    function = module_of(unit).unit
    with global_compiler_lock:
        intrinsics.register_marked()
        typing, target = cpu_target.typing_context, cpu_target.target_context
        typing.refresh()
        target.refresh()
        library = target.codegen().create_library(unit.name)
        library.enable_object_caching()
        _keep_to_itself(library)
        flags: Any = compiler.Flags()
        flags.nrt = True
        flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
        arguments = (int64,) * function.__code__.co_argcount
        result = compiler.compile_extra(typing, target, function, arguments, int64, flags, {}, library=library)
    _refuse_foreign_symbols(unit, result.library)
    return result.library, result.fndesc.llvm_func_name


def _keep_to_itself(library: Any) -> None:
    """Let nothing outside a unit call its rules.

    So LLVM inlines a rule that is called once, and hands the others only what they read. Otherwise each call would copy
    seven words for every column that its arguments hold, in idle weeks too.
    """
    optimize = library._optimize_final_module

    def keep_and_optimize() -> None:
        for function in library._final_module.functions:
            if function.linkage.name.startswith("linkonce"):  # What Numba has linked in; a declaration is external.
                function.linkage = "internal"
        optimize()

    library._optimize_final_module = keep_and_optimize


def _refuse_foreign_symbols(unit: GeneratedUnit, library: Any) -> None:
    """Object code that needs Numba's runtime couldn't be loaded without it."""
    asked = {
        function.name
        for function in library._final_module.functions
        if function.is_declaration and not function.name.startswith("llvm.")
    }
    missing = sorted(asked - PROVIDED - {_NEVER})
    if missing:
        name = _name_of(unit)
        expected = "a step without lists, texts, printing and whatever else needs Python while it runs"
        raise MechanismError(Fault(f"mechanism {name}: run", ", ".join(missing), expected, way_out(name)))


@lru_cache(maxsize=512)
def module_of(unit: GeneratedUnit) -> ModuleType:
    """The module that a unit's source makes, not compiled."""
    module = ModuleType(unit.name)
    exec(compile(unit.source, f"<{unit.name}>", "exec"), module.__dict__)
    return module


@lru_cache(maxsize=1)
def driver() -> GeneratedUnit:
    """The unit that goes from week to week."""
    return named("drive", GeneratedUnit("", "from legation.engine.driver import drive as unit\n"))


def named(what: str, unit: GeneratedUnit, files: Sequence[Path] = ()) -> GeneratedUnit:
    """A unit under a name that stands for its text and for all files whose text can reach its compiled code.

    files  that its text imports and that are not ours
    """
    ours = reaching(unit, files).values()
    texts = [unit.source.encode(), *map(sources.text_of, ours), *map(source, files)]
    return unit._replace(name=f"legation_{what}_{cache.code_digest(texts)}", rules=digest(texts))


def _name_of(unit: GeneratedUnit) -> str:
    """The mechanism that `named` put into the name of a unit."""
    return unit.name.removeprefix("legation_").rpartition("_")[0]


def reaching(unit: GeneratedUnit, files: Sequence[Path] = ()) -> dict[str, Path]:
    """Our own modules whose text can reach a unit's compiled code: those that it imports, directly or not."""
    texts = [unit.source, *(path.read_text(encoding="utf-8") for path in files)]
    return sources.reachable({name for text in texts for name in sources.imports(text)}, without=NOT_FOLLOWED)


# The list of all mechanisms reaches nobody's code.
NOT_FOLLOWED = frozenset({"legation.mechanisms"})


def start_helpers(units: Sequence[GeneratedUnit]) -> list[subprocess.Popen[bytes]]:
    """Processes that compile the same units, each in an order of its own; whoever comes second finds it done.

    What a helper fails at, this process meets itself, and says. A helper runs isolated: it takes modules from where
    this process has them, and never from the folder in which the user happens to stand.
    """
    count = min(processors(), len(units) // WORTH_A_PROCESS)
    command = [sys.executable, "-I", "-c", _HELPER, json.dumps(module_folders())]
    environment = os.environ | {CACHE_VARIABLE: str(cache.units_folder().parent)}
    helpers = []
    for k in range(1, count):
        with tempfile.TemporaryFile() as work:
            work.write(json.dumps([(unit.name, unit.source) for unit in in_order_of(k, count, units)]).encode())
            work.seek(0)
            quiet = subprocess.DEVNULL
            helpers.append(subprocess.Popen(command, stdin=work, stdout=quiet, stderr=quiet, env=environment))
    return helpers


def module_folders() -> list[str]:
    """Where this process finds modules, without the current folder and without places relative to it."""
    here = Path.cwd().resolve()
    return [entry for entry in sys.path if Path(entry).is_absolute() and Path(entry).resolve() != here]


def in_order_of(process: int, count: int, units: Sequence[Any]) -> list[Any]:
    """All units, in the order in which one of `count` processes goes through them.

    Two by two they have a part of the units, which one goes through from the front and the other from the back, so
    that they meet once; then they go on to the other parts.
    """
    parts, part = (count + 1) // 2, process // 2
    begin, end = len(units) * part // parts, len(units) * (part + 1) // parts
    own = list(units[begin:end])
    return (own[::-1] if process % 2 else own) + list(units[end:]) + list(units[:begin])


def help_out() -> None:
    """Compile the units on standard input that nobody has compiled yet, and leave them in the cache."""
    folder = cache.units_folder()
    for name, text in json.load(sys.stdin):
        if not cache.read_object(folder, name):
            cache.write_object(folder, name, compile_unit(GeneratedUnit(name, text)))
