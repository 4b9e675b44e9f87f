"""Names of units, each after everything that can reach its compiled code, and the modules that their sources make."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from legation.base import sources
from legation.base.digest import digest, source
from legation.engine import cache
from legation.engine.codegen import GeneratedUnit

# How units are compiled: it is in no unit's imports, and changes the code of all.
COMPILATION = Path(__file__).with_name("compilation.py")


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
    name = cache.code_digest([sources.text_of(COMPILATION), *texts])
    return unit._replace(name=f"legation_{what}_{name}", rules=digest(texts))


def mechanism_of(unit: GeneratedUnit) -> str:
    """The mechanism that `named` put into the name of a unit."""
    return unit.name.removeprefix("legation_").rpartition("_")[0]


def reaching(unit: GeneratedUnit, files: Sequence[Path] = ()) -> dict[str, Path]:
    """Our own modules whose text can reach a unit's compiled code: those that it imports, directly or not."""
    texts = [unit.source, *(path.read_text(encoding="utf-8") for path in files)]
    return sources.reachable({name for text in texts for name in sources.imports(text)}, without=NOT_FOLLOWED)


# The list of all mechanisms reaches nobody's code.
NOT_FOLLOWED = frozenset({"legation.mechanisms"})
