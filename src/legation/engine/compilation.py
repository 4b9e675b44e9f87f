"""Compilation: what happens in a process that compiles. Numba makes object code of units, and nothing beside it.

Numba makes of each function something that Python can call, machine code included, and counts the users of each
array. Units need neither: they are called by one another and work on memory that the host owns. What they don't need
is left out here, which saves more than a quarter of the time. Numba itself would be changed by that for whoever else
uses it, so this module is imported by processes that do nothing else.
"""

from __future__ import annotations

import base64
import gc
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from numba import _dynfunc, int64  # type: ignore[attr-defined]
from numba.core import codegen, compiler, cpu
from numba.core.compiler_lock import global_compiler_lock
from numba.core.errors import NumbaError, UnsupportedBytecodeError
from numba.core.registry import cpu_target
from numba.core.runtime.context import NRTContext

from legation.base.faults import Fault, MechanismError, shown
from legation.base.registered import way_out
from legation.engine import cache, intrinsics
from legation.engine.cache import ObjectCode
from legation.engine.codegen import GeneratedUnit
from legation.engine.unit_sources import mechanism_of, module_of

# What object code may ask the process for. Anything else would be Python's or Numba's runtime.
PROVIDED = {"memset", "memcpy", "memmove"}


class UnitLibrary(codegen.JITCodeLibrary):
    """The code of one function, optimised, with all that it calls; only of a whole unit is object code made of it."""

    whole = False  # whether it is that of a unit, which nobody links into another

    def _optimize_final_module(self) -> None:
        """Let nothing outside a unit call its rules.

        So LLVM inlines a rule that is called once, and hands the others only what they read. Otherwise each call would
        copy seven words for every column that its arguments hold, in idle weeks too.
        """
        for function in self._final_module.functions if self.whole else ():
            if function.linkage.name.startswith("linkonce"):  # What was linked in; a declaration is external.
                function.linkage = "internal"
        super()._optimize_final_module()

    def _finalize_final_module(self) -> None:
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """Nobody calls the function from Python: 0, as Numba says of what isn't there."""
        self._ensure_finalized()
        return 0

    @property
    def object_code(self) -> bytes:
        """Object code of a whole unit."""
        return self._codegen._tm.emit_object(self._final_module)


class Uncounted(NRTContext):
    """What would count the users of arrays."""

    def incref(self, builder: Any, typ: Any, value: Any) -> None:
        """Arrays are views over memory that the host owns."""

    def decref(self, builder: Any, typ: Any, value: Any) -> None:
        """Arrays are views over memory that the host owns."""


class UnitContext(cpu.CPUContext):
    """Numba's target, which here makes no more of a function than code to link."""

    def init(self) -> None:
        """As Numba does it, with libraries of our own."""
        super().init()
        self._internal_codegen._library_class = UnitLibrary

    @property
    def nrt(self) -> NRTContext:
        """What would count the users of arrays."""
        return Uncounted(self, self.enable_nrt)

    def get_executable(self, library: Any, fndesc: Any, env: Any) -> Any:
        """Something that stands for the function where Numba asks; it can't be called."""
        library._ensure_finalized()
        name = fndesc.qualname.rpartition(".")[2]
        return _dynfunc.make_function(fndesc.lookup_module(), name, "", 0, env, (library,))


def install() -> None:
    """Make this a process that compiles units. From here on it can run nothing that Numba compiles."""
    vars(cpu_target)["_toplevel_target_context"] = UnitContext(cpu_target.typing_context, "cpu")
    assert isinstance(cpu_target.target_context, UnitContext)


def help_out() -> None:
    """Compile the units on standard input that nobody has compiled yet, leave them in the cache, and say them."""
    gc.disable()  # Numba leaves little to collect, and looking for it takes a tenth of the time.
    install()
    for answer in answers([GeneratedUnit(name, text) for name, text in json.load(sys.stdin)]):
        sys.stdout.write(json.dumps(answer) + "\n")


def answers(units: list[GeneratedUnit]) -> Iterator[dict[str, Any]]:
    """What this process made of units that weren't in the cache: object code, or the fault of a step."""
    folder = cache.units_folder()
    for unit in units:
        if cache.read_object(folder, unit.name):
            continue
        try:
            made = compile_unit(unit)
        except MechanismError as problem:
            yield {"unit": unit.name, "faults": [fault.as_dict() for fault in problem.faults]}
            continue
        cache.write_object(folder, unit.name, made)
        yield {"unit": unit.name, "entry": made.entry, "code": base64.b64encode(made.code).decode()}


def compile_unit(unit: GeneratedUnit) -> ObjectCode:
    """Compile one unit, without anything by which Python could call it.

    Raises  MechanismError if Numba can't compile the step of a mechanism
    """
    try:
        library, entry = compiled_library(unit)
    except (NumbaError, UnsupportedBytecodeError) as problem:
        raise MechanismError(_not_compiled(unit, str(problem))) from problem
    return ObjectCode(entry, library.object_code)


def compiled_library(unit: GeneratedUnit) -> tuple[UnitLibrary, str]:
    """Numba's library of one unit, and the symbol at which the unit begins."""
    function = module_of(unit).unit
    with global_compiler_lock:
        intrinsics.register_marked()
        typing, target = cpu_target.typing_context, cpu_target.target_context
        typing.refresh()
        target.refresh()
        library = target.codegen().create_library(unit.name)
        library.whole = True
        flags: Any = compiler.Flags()
        flags.nrt = True  # without it, no function may return an array; nothing is counted all the same
        flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
        arguments = (int64,) * function.__code__.co_argcount
        result = compiler.compile_extra(typing, target, function, arguments, int64, flags, {}, library=library)
    _refuse_foreign_symbols(unit, result.library)
    return result.library, result.fndesc.llvm_func_name


def _refuse_foreign_symbols(unit: GeneratedUnit, library: Any) -> None:
    """Object code that needs Numba's runtime couldn't be loaded without it."""
    asked = {
        function.name
        for function in library._final_module.functions
        if function.is_declaration and not function.name.startswith("llvm.")
    }
    missing = sorted(asked - PROVIDED)
    if missing:
        name = mechanism_of(unit)
        expected = "a step without lists, texts, printing and whatever else needs Python while it runs"
        raise MechanismError(Fault(f"mechanism {name}: run", ", ".join(missing), expected, way_out(name)))


# What stands before a reason, and where Numba says which line it means.
_BEFORE_REASON = "Failed in nopython mode pipeline"
_LINE = re.compile(r'(?:at|Raised from|File) "?(\S.*\.py)(?: \(|", line )(\d+)')


def _not_compiled(unit: GeneratedUnit, said: str) -> Fault:
    """What Numba said of a step, without the paths inside Numba: its innermost reason, and the line of the step."""
    name = mechanism_of(unit)
    reasons = said.rpartition(_BEFORE_REASON)[2].splitlines()
    reason = next(line.strip() for line in reasons if line.strip() and "pipeline" not in line and "(step:" not in line)
    file, line = match.groups() if (match := _LINE.search(said)) else ("", "0")
    expected = "a step that Numba can compile: whole numbers, and functions marked with `@rule`"
    found = shown(reason.partition(" Raised from")[0], 200)
    return Fault(f"mechanism {name}: run", found, expected, way_out(name), file, int(line))
