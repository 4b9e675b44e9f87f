"""What a process that compiles makes: object code of a unit and nothing beside it."""

import subprocess
import sys

LINKAGES = """
from legation.engine import compilation
from legation.engine.week import the_week
compilation.install()
unit = next(unit for unit in the_week().units if "_arrivals_" in unit.name)
library, entry = compilation.compiled_library(unit)
made = [function for function in library._final_module.functions if not function.is_declaration]
assert [function.name for function in made if function.linkage.name == "external"] == [entry]
assert {function.linkage.name for function in made} <= {"external", "internal"}
"""


def test_nothing_outside_a_unit_can_call_its_rules():
    """So LLVM may inline them, and needs to keep none for callers whom it can't see."""
    subprocess.run([sys.executable, "-c", LINKAGES], check=True)


ALONE = """
from legation.engine import compilation
from legation.engine.unit_sources import driver
compilation.install()
made = compilation.compile_unit(driver())
assert made.entry.encode() in made.code
print(*(name for name in (b"cpython", b"cfunc", b"NRT_") if name in made.code))
"""


def test_object_code_holds_nothing_for_python_to_call_and_counts_no_users_of_arrays():
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
