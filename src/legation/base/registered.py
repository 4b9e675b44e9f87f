"""Registered mechanisms: what other packages offer under the entry points `legation.mechanisms`.

Nothing of theirs is imported here, so the record can be checked against their names without a model.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

ENTRY_POINTS = "legation.mechanisms"


@lru_cache(maxsize=1)
def registered_mechanisms() -> tuple[EntryPoint, ...]:
    """The entry points of installed mechanisms that are not ours, in the order of their names."""
    return tuple(sorted(entry_points(group=ENTRY_POINTS), key=lambda point: (point.name, point.value)))


def package_of(point: Any) -> str:
    """The package that offers a mechanism, with its version, such as `errands 0.1`; empty if none does."""
    package = getattr(point, "dist", None)
    return f"{package.name} {package.version}" if package else ""


def way_out(mechanism: str, points: Iterable[Any] | None = None) -> str:
    """How to go on without a mechanism that can't be used: a sentence, empty where no package offers it.

    points  where to look for it; by default among those that are installed
    """
    for point in registered_mechanisms() if points is None else points:
        package = package_of(point).partition(" ")[0]
        if point.name == mechanism and package:
            return f"To go on without it, uninstall the package {package}."
    return ""
