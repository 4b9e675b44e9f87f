"""Marks: what compiled code may call, and what a step may write.

Marked functions stay ordinary Python, which the oracle calls as it stands. The compiler is told of them only when
something is compiled, so that a world whose code is ready needs no compiler.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., object])

# In the order of import: functions that are compiled from their own source, and pairs of a plain function and a
# compiled twin, which takes its arguments' types and returns the function to compile.
COMPILED: list[Callable[..., object]] = []
TWINS: list[tuple[Callable[..., object], Callable[..., object]]] = []
STEPS: set[Callable[..., object]] = set()  # of all mechanisms that were imported


class Write:
    """Marks an argument of a step that the step may change: a column, or all columns of a group.

    Everything else is read only; the oracle checks.
    """

    def __getitem__(self, row: Any) -> Any: ...
    def __setitem__(self, row: Any, value: Any) -> None: ...
    def __getattr__(self, column: str) -> Any:
        raise AttributeError(column)

    def __len__(self) -> int:
        raise NotImplementedError


def rule(function: Function) -> Function:
    """Mark a scalar function of whole numbers, or a sweep over columns cut to one place."""
    COMPILED.append(function)
    return function


def step(function: Function) -> Function:
    """Mark the one function of a mechanism that the week calls."""
    STEPS.add(function)
    COMPILED.append(function)
    return function


def compiled_twin(plain: Callable[..., object]) -> Callable[[Function], Function]:
    """Mark a function that gives the compiled twin of a plain one. Only `kernel/` may hold such pairs."""

    def mark(twin: Function) -> Function:
        TWINS.append((plain, twin))
        return twin

    return mark
